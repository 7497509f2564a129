/* GetBestRoute2, which Wine 8 answers with ERROR_NOT_SUPPORTED. */
#include "ip.h"

#include <stdlib.h>
#include <string.h>

static const BYTE *bytes_of(const SOCKADDR_INET *address)
{
    return address->si_family == AF_INET ? (const BYTE *)&address->Ipv4.sin_addr : (const BYTE *)&address->Ipv6.sin6_addr;
}

static int common_bits(const SOCKADDR_INET *a, const SOCKADDR_INET *b)
{
    const BYTE *x = bytes_of(a), *y = bytes_of(b);
    int size = a->si_family == AF_INET ? 4 : 16;
    for (int i = 0; i < size * 8; i++)
        if (((x[i / 8] ^ y[i / 8]) << (i % 8)) & 0x80) return i;
    return size * 8;
}

static BOOL is_loopback(const SOCKADDR_INET *address)
{
    if (address->si_family == AF_INET) return bytes_of(address)[0] == 127;
    return IN6_IS_ADDR_LOOPBACK(&address->Ipv6.sin6_addr);
}

static BOOL is_link_local(const SOCKADDR_INET *address)
{
    return address->si_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&address->Ipv6.sin6_addr);
}

/* A cable that is pulled out takes its routes along on Windows; Linux keeps them, and Wine says "up" all the same. */
static BOOL carries(const interface_entry *e)
{
    return e && e->row.OperStatus == IfOperStatusUp && e->row.MediaConnectState != MediaConnectStateDisconnected;
}

/* Linux's main table, which all of this comes from, has no routes to the machine itself. */
static BOOL loopback_route(const interfaces *all, const SOCKADDR_INET *destination, MIB_IPFORWARD_ROW2 *best)
{
    for (DWORD i = 0; i < interfaces_count(all); i++) {
        const MIB_IF_ROW2 *row = &interfaces_at(all, i)->row;
        if (row->Type != IF_TYPE_SOFTWARE_LOOPBACK) continue;
        memset(best, 0, sizeof *best);
        best->InterfaceLuid = row->InterfaceLuid;
        best->InterfaceIndex = row->InterfaceIndex;
        best->DestinationPrefix.Prefix = *destination;
        best->DestinationPrefix.PrefixLength = destination->si_family == AF_INET ? 32 : 128;
        best->NextHop.si_family = destination->si_family;
        best->Loopback = TRUE;
        return TRUE;
    }
    return FALSE;
}

static BOOL better(const MIB_IPFORWARD_ROW2 *a, const MIB_IPFORWARD_ROW2 *b)
{
    int longer = a->DestinationPrefix.PrefixLength - b->DestinationPrefix.PrefixLength;
    return longer ? longer > 0 : a->Metric < b->Metric;
}

static BOOL table_route(const interfaces *all, const interface_entry *only, const SOCKADDR_INET *destination, MIB_IPFORWARD_ROW2 *best)
{
    MIB_IPFORWARD_TABLE2 *table;
    BOOL found = FALSE;
    if (routes_read(all, destination->si_family, &table)) return FALSE;
    for (ULONG i = 0; i < table->NumEntries; i++) {
        const MIB_IPFORWARD_ROW2 *row = &table->Table[i];
        if (only && row->InterfaceIndex != only->row.InterfaceIndex) continue;
        if (common_bits(&row->DestinationPrefix.Prefix, destination) < row->DestinationPrefix.PrefixLength) continue;
        if (!carries(interface_chosen(all, NULL, row->InterfaceIndex)) || (found && !better(row, best))) continue;
        *best = *row;
        found = TRUE;
    }
    free(table);
    return found;
}

/* The address of the interface that is nearest to the destination; of the same scope, where there is one. */
static void choose_source(const interfaces *all, const MIB_IPFORWARD_ROW2 *route, const SOCKADDR_INET *destination, SOCKADDR_INET *source)
{
    MIB_UNICASTIPADDRESS_TABLE *table;
    int best = -1;
    memset(source, 0, sizeof *source);
    source->si_family = destination->si_family;
    if (addresses_read(all, destination->si_family, &table)) return;
    for (ULONG i = 0; i < table->NumEntries; i++) {
        const MIB_UNICASTIPADDRESS_ROW *row = &table->Table[i];
        if (row->InterfaceIndex != route->InterfaceIndex) continue;
        int likeness = common_bits(&row->Address, destination) + 256 * (is_link_local(&row->Address) == is_link_local(destination));
        if (likeness <= best) continue;
        best = likeness;
        *source = row->Address;
    }
    free(table);
}

static DWORD best_route(const interfaces *all, const NET_LUID *luid, NET_IFINDEX index, const SOCKADDR_INET *destination,
                        MIB_IPFORWARD_ROW2 *best, SOCKADDR_INET *source)
{
    const interface_entry *only = NULL;
    if (index || (luid && luid->Value)) {
        only = interface_chosen(all, luid, index);
        if (!only) return ERROR_FILE_NOT_FOUND;
    }
    BOOL found = !only && is_loopback(destination) ? loopback_route(all, destination, best) : table_route(all, only, destination, best);
    if (!found) return ERROR_NETWORK_UNREACHABLE;
    choose_source(all, best, destination, source);
    return ERROR_SUCCESS;
}

DWORD WINAPI own_GetBestRoute2(NET_LUID *luid, NET_IFINDEX index, const SOCKADDR_INET *from, const SOCKADDR_INET *destination,
                               ULONG options, MIB_IPFORWARD_ROW2 *best, SOCKADDR_INET *source)
{
    (void)from;
    (void)options;
    DWORD code = entered("GetBestRoute2");
    if (code) return code;
    if (!destination || !best || !source) return ERROR_INVALID_PARAMETER;
    if (destination->si_family != AF_INET && destination->si_family != AF_INET6) return ERROR_INVALID_PARAMETER;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    code = best_route(all, luid, index, destination, best, source);
    interfaces_free(all);
    return code;
}
