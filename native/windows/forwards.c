/*
 * What is handed to Wine as it is, or, for the two lists and the three questions of the old kind, with its ghosts taken out.
 * The JDK's net.dll and nio.dll load some of these by name and crash where one is missing, so the list is longer than what the
 * backend uses.
 */
#include "ip.h"

typedef ULONG_PTR (WINAPI *forward)(ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR,
                                    ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR);

/*
 * Twelve integers or pointers, the most that any of them takes (Icmp6SendEcho2). On x64 that is right for fewer as well:
 * the callee does not look at the rest, and the caller cleans the stack.
 */
#define FORWARD(name) \
    ULONG_PTR WINAPI own_##name(ULONG_PTR a, ULONG_PTR b, ULONG_PTR c, ULONG_PTR d, ULONG_PTR e, ULONG_PTR f, \
                                ULONG_PTR g, ULONG_PTR h, ULONG_PTR i, ULONG_PTR j, ULONG_PTR k, ULONG_PTR l) \
    { \
        DWORD failure = entered(#name); \
        forward wine = (forward)(void *)wine_function(#name); \
        if (failure) return failure; \
        return wine ? wine(a, b, c, d, e, f, g, h, i, j, k, l) : ERROR_NOT_SUPPORTED; \
    }

FORWARD(CancelIPChangeNotify)
FORWARD(ConvertInterfaceLuidToNameA)
FORWARD(ConvertInterfaceLuidToNameW)
FORWARD(ConvertInterfaceNameToLuidA)
FORWARD(ConvertInterfaceNameToLuidW)
FORWARD(ConvertIpv4MaskToLength)
FORWARD(ConvertLengthToIpv4Mask)
FORWARD(GetAdapterIndex)
FORWARD(GetAdaptersInfo)
FORWARD(GetExtendedTcpTable)
FORWARD(GetExtendedUdpTable)
FORWARD(GetFriendlyIfIndex)
FORWARD(GetIfEntry)
FORWARD(GetIpForwardTable)
FORWARD(GetIpInterfaceTable)
FORWARD(GetIpNetTable)
FORWARD(GetIpNetTable2)
FORWARD(GetNetworkParams)
FORWARD(GetNumberOfInterfaces)
FORWARD(GetPerAdapterInfo)
FORWARD(GetTcpTable)
FORWARD(GetUdpTable)
FORWARD(Icmp6CreateFile)
FORWARD(Icmp6SendEcho2)
FORWARD(IcmpCloseHandle)
FORWARD(IcmpCreateFile)
FORWARD(IcmpParseReplies)
FORWARD(IcmpSendEcho)
FORWARD(IcmpSendEcho2)
FORWARD(IcmpSendEcho2Ex)
FORWARD(NotifyAddrChange)
FORWARD(NotifyRouteChange)
FORWARD(if_indextoname)
FORWARD(if_nametoindex)

/* Wine answers with the first row of the name, which is a ghost's after a link of that name was made again. */
static DWORD living_index(DWORD code, DWORD *index)
{
    DWORD failure;
    interfaces *all = code ? NULL : interfaces_read(&failure);
    if (!all) return code;
    const interface_entry *e = interface_of_wine(all, *index);
    if (e) *index = e->row.InterfaceIndex;
    interfaces_free(all);
    return e ? NO_ERROR : ERROR_NETWORK_UNREACHABLE;
}

DWORD WINAPI own_GetBestInterface(IPAddr destination, DWORD *index)
{
    typedef DWORD (WINAPI *get_best)(IPAddr, DWORD *);
    get_best wine = (get_best)(void *)wine_function("GetBestInterface");
    DWORD code = entered("GetBestInterface");
    if (!code) code = wine ? wine(destination, index) : ERROR_NOT_SUPPORTED;
    return living_index(code, index);
}

DWORD WINAPI own_GetBestInterfaceEx(SOCKADDR *destination, DWORD *index)
{
    typedef DWORD (WINAPI *get_best)(SOCKADDR *, DWORD *);
    get_best wine = (get_best)(void *)wine_function("GetBestInterfaceEx");
    DWORD code = entered("GetBestInterfaceEx");
    if (!code) code = wine ? wine(destination, index) : ERROR_NOT_SUPPORTED;
    return living_index(code, index);
}

DWORD WINAPI own_GetBestRoute(DWORD destination, DWORD source, MIB_IPFORWARDROW *row)
{
    typedef DWORD (WINAPI *get_best)(DWORD, DWORD, MIB_IPFORWARDROW *);
    get_best wine = (get_best)(void *)wine_function("GetBestRoute");
    DWORD code = entered("GetBestRoute");
    if (!code) code = wine ? wine(destination, source, row) : ERROR_NOT_SUPPORTED;
    return code ? code : living_index(code, &row->dwForwardIfIndex);
}

DWORD WINAPI own_GetIfTable(MIB_IFTABLE *table, ULONG *size, BOOL order)
{
    typedef DWORD (WINAPI *get_table)(MIB_IFTABLE *, ULONG *, BOOL);
    get_table wine = (get_table)(void *)wine_function("GetIfTable");
    DWORD ignored, kept = 0, code = entered("GetIfTable");
    if (!code) code = wine ? wine(table, size, order) : ERROR_NOT_SUPPORTED;
    interfaces *all = code ? NULL : interfaces_read(&ignored);
    if (!all) return code;
    for (DWORD i = 0; i < table->dwNumEntries; i++) {
        const interface_entry *e = interface_of_wine(all, table->table[i].dwIndex);
        if (e && e->row.InterfaceIndex == table->table[i].dwIndex) table->table[kept++] = table->table[i];
    }
    table->dwNumEntries = kept;
    interfaces_free(all);
    return NO_ERROR;
}

DWORD WINAPI own_GetIpAddrTable(MIB_IPADDRTABLE *table, ULONG *size, BOOL order)
{
    typedef DWORD (WINAPI *get_table)(MIB_IPADDRTABLE *, ULONG *, BOOL);
    get_table wine = (get_table)(void *)wine_function("GetIpAddrTable");
    DWORD ignored, kept = 0, code = entered("GetIpAddrTable");
    if (!code) code = wine ? wine(table, size, order) : ERROR_NOT_SUPPORTED;
    interfaces *all = code ? NULL : interfaces_read(&ignored);
    if (!all) return code;
    for (DWORD i = 0; i < table->dwNumEntries; i++) {
        const interface_entry *e = interface_of_wine(all, table->table[i].dwIndex);
        if (!e || e->cut_off) continue;
        table->table[kept] = table->table[i];
        table->table[kept++].dwIndex = e->row.InterfaceIndex;
    }
    table->dwNumEntries = kept;
    interfaces_free(all);
    return NO_ERROR;
}
