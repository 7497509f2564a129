/*
 * Stand-in iphlpapi.dll: Wine's own answers, corrected by the scripted world, and what Wine lacks.
 * Rows are made in interfaces.c, addresses and routes in routes.c, GetAdaptersAddresses in adapters.c, GetBestRoute2 in
 * bestroute.c, notifications in changes.c. The exports are called own_X here, as the headers declare X as imported.
 */
#include "ip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static DWORD give_table(const void *rows, size_t size, void **out)
{
    *out = memcpy(block_new(size), rows, size);
    return NO_ERROR;
}

static DWORD if_table(int level, MIB_IF_TABLE2 **table)
{
    DWORD code;
    if (!table || level < 0 || level > 2) return ERROR_INVALID_PARAMETER;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    *table = block_new(sizeof **table + interfaces_count(all) * sizeof(MIB_IF_ROW2));
    (*table)->NumEntries = interfaces_count(all);
    for (DWORD i = 0; i < interfaces_count(all); i++) (*table)->Table[i] = interfaces_at(all, i)->row;
    interfaces_free(all);
    return NO_ERROR;
}

DWORD WINAPI own_GetIfTable2(MIB_IF_TABLE2 **table)
{
    DWORD failure = entered("GetIfTable2");
    return failure ? failure : if_table(0, table);
}

DWORD WINAPI own_GetIfTable2Ex(int level, MIB_IF_TABLE2 **table)
{
    DWORD failure = entered("GetIfTable2Ex");
    return failure ? failure : if_table(level, table);
}

/* Fills *found with the row that is asked for; unknown is what the function answers for one that does not exist. */
static DWORD find_row(const NET_LUID *luid, NET_IFINDEX index, MIB_IF_ROW2 *found, DWORD unknown)
{
    DWORD code;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    const interface_entry *e = interface_chosen(all, luid, index);
    if (e) *found = e->row;
    interfaces_free(all);
    return e ? NO_ERROR : unknown;
}

static DWORD if_entry(MIB_IF_ROW2 *row)
{
    if (!row || (!row->InterfaceLuid.Value && !row->InterfaceIndex)) return ERROR_INVALID_PARAMETER;
    NET_LUID luid = row->InterfaceLuid;
    return find_row(&luid, row->InterfaceIndex, row, ERROR_FILE_NOT_FOUND);
}

DWORD WINAPI own_GetIfEntry2(MIB_IF_ROW2 *row)
{
    DWORD failure = entered("GetIfEntry2");
    return failure ? failure : if_entry(row);
}

DWORD WINAPI own_GetIfEntry2Ex(int level, MIB_IF_ROW2 *row)
{
    (void)level;
    DWORD failure = entered("GetIfEntry2Ex");
    return failure ? failure : if_entry(row);
}

DWORD WINAPI own_GetUnicastIpAddressTable(ADDRESS_FAMILY family, MIB_UNICASTIPADDRESS_TABLE **table)
{
    MIB_UNICASTIPADDRESS_TABLE *rows;
    DWORD code = entered("GetUnicastIpAddressTable");
    if (code) return code;
    if (!table) return ERROR_INVALID_PARAMETER;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    code = addresses_read(all, family, &rows);
    interfaces_free(all);
    if (code) return code;
    code = give_table(rows, sizeof *rows + rows->NumEntries * sizeof rows->Table[0], (void **)table);
    free(rows);
    return code;
}

DWORD WINAPI own_GetIpForwardTable2(ADDRESS_FAMILY family, MIB_IPFORWARD_TABLE2 **table)
{
    MIB_IPFORWARD_TABLE2 *rows;
    DWORD code = entered("GetIpForwardTable2");
    if (code) return code;
    if (!table) return ERROR_INVALID_PARAMETER;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    code = routes_read(all, family, &rows);
    interfaces_free(all);
    if (code) return code;
    code = give_table(rows, sizeof *rows + rows->NumEntries * sizeof rows->Table[0], (void **)table);
    free(rows);
    return code;
}

/* Java 21's net.dll calls it and dies where it is not exported. */
DWORD WINAPI own_GetAnycastIpAddressTable(ADDRESS_FAMILY family, MIB_ANYCASTIPADDRESS_TABLE **table)
{
    (void)family;
    DWORD failure = entered("GetAnycastIpAddressTable");
    if (failure) return failure;
    if (!table) return ERROR_INVALID_PARAMETER;
    *table = block_new(sizeof **table);
    return NO_ERROR;
}

void WINAPI own_FreeMibTable(void *table)
{
    typedef void (WINAPI *free_table)(void *);
    free_table wine_free = (free_table)(void *)wine_function("FreeMibTable");
    called("FreeMibTable");
    if (table && !block_free(table) && wine_free) wine_free(table);
}

ULONG interface_metric(const interface_entry *e)
{
    return e->row.Type == IF_TYPE_SOFTWARE_LOOPBACK ? 75 : 25;
}

DWORD WINAPI own_GetIpInterfaceEntry(MIB_IPINTERFACE_ROW *row)
{
    DWORD code = entered("GetIpInterfaceEntry");
    if (code) return code;
    if (!row || (row->Family != AF_INET && row->Family != AF_INET6)) return ERROR_INVALID_PARAMETER;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    const interface_entry *e = interface_chosen(all, &row->InterfaceLuid, row->InterfaceIndex);
    if (e && !e->row.InterfaceAndOperStatusFlags.FilterInterface) {
        *row = (MIB_IPINTERFACE_ROW){ .Family = row->Family, .InterfaceLuid = e->row.InterfaceLuid };
        row->InterfaceIndex = e->row.InterfaceIndex;
        row->UseAutomaticMetric = TRUE;
        row->Metric = interface_metric(e);
        row->NlMtu = e->row.Mtu;
        row->Connected = e->row.OperStatus == IfOperStatusUp && e->row.MediaConnectState != MediaConnectStateDisconnected;
        row->SupportsNeighborDiscovery = row->SupportsRouterDiscovery = TRUE;
    } else {
        code = ERROR_NOT_FOUND;
    }
    interfaces_free(all);
    return code;
}

BOOL hint_read(connectivity_hint *hint)
{
    int level, cost, approaching, over, roaming, at = 0;
    world *w = world_read();
    const char *line = world_next(w, &at, "hint");
    BOOL known = line && sscanf(line, "%d %d %d %d %d", &level, &cost, &approaching, &over, &roaming) == 5;
    world_free(w);
    memset(hint, 0, sizeof *hint);
    if (!known) return FALSE;
    hint->level = level;
    hint->cost = cost;
    hint->approaching_data_limit = (BOOLEAN)approaching;
    hint->over_data_limit = (BOOLEAN)over;
    hint->roaming = (BOOLEAN)roaming;
    return TRUE;
}

DWORD WINAPI own_GetNetworkConnectivityHint(connectivity_hint *hint)
{
    connectivity_hint answer;
    DWORD failure = entered("GetNetworkConnectivityHint");
    if (failure) return failure;
    if (!hint) return ERROR_INVALID_PARAMETER;
    if (!hint_read(&answer)) return ERROR_NOT_SUPPORTED;
    *hint = answer;
    return NO_ERROR;
}

DWORD WINAPI own_ConvertInterfaceIndexToLuid(NET_IFINDEX index, NET_LUID *luid)
{
    MIB_IF_ROW2 row;
    DWORD code = entered("ConvertInterfaceIndexToLuid");
    if (!code && !luid) code = ERROR_INVALID_PARAMETER;
    if (!code) code = find_row(NULL, index, &row, ERROR_FILE_NOT_FOUND);
    if (!code) *luid = row.InterfaceLuid;
    return code;
}

DWORD WINAPI own_ConvertInterfaceLuidToIndex(const NET_LUID *luid, NET_IFINDEX *index)
{
    MIB_IF_ROW2 row;
    DWORD code = entered("ConvertInterfaceLuidToIndex");
    if (!code && (!luid || !luid->Value || !index)) code = ERROR_INVALID_PARAMETER;
    if (!code) code = find_row(luid, 0, &row, ERROR_INVALID_PARAMETER);
    if (!code) *index = row.InterfaceIndex;
    return code;
}

DWORD WINAPI own_ConvertInterfaceLuidToGuid(const NET_LUID *luid, GUID *guid)
{
    MIB_IF_ROW2 row;
    DWORD code = entered("ConvertInterfaceLuidToGuid");
    if (!code && (!luid || !luid->Value || !guid)) code = ERROR_INVALID_PARAMETER;
    if (!code) code = find_row(luid, 0, &row, ERROR_INVALID_PARAMETER);
    if (!code) *guid = row.InterfaceGuid;
    return code;
}

DWORD WINAPI own_ConvertInterfaceLuidToAlias(const NET_LUID *luid, WCHAR *alias, SIZE_T room)
{
    MIB_IF_ROW2 row;
    DWORD code = entered("ConvertInterfaceLuidToAlias");
    if (!code && (!luid || !luid->Value || !alias)) code = ERROR_INVALID_PARAMETER;
    if (!code) code = find_row(luid, 0, &row, ERROR_INVALID_PARAMETER);
    if (!code && wcslen(row.Alias) >= room) code = ERROR_NOT_ENOUGH_MEMORY;
    if (!code) wcscpy(alias, row.Alias);
    return code;
}

/* By a property of the row that is not a key: the first row that has it. */
static DWORD luid_where(BOOL (*fits)(const MIB_IF_ROW2 *, const void *), const void *wanted, NET_LUID *luid)
{
    DWORD code;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    code = ERROR_INVALID_PARAMETER;
    for (DWORD i = 0; code && i < interfaces_count(all); i++) {
        const MIB_IF_ROW2 *row = &interfaces_at(all, i)->row;
        if (!fits(row, wanted)) continue;
        *luid = row->InterfaceLuid;
        code = NO_ERROR;
    }
    interfaces_free(all);
    return code;
}

static BOOL has_guid(const MIB_IF_ROW2 *row, const void *guid)
{
    return !memcmp(&row->InterfaceGuid, guid, sizeof(GUID));
}

static BOOL has_alias(const MIB_IF_ROW2 *row, const void *alias)
{
    return !_wcsicmp(row->Alias, alias);
}

DWORD WINAPI own_ConvertInterfaceGuidToLuid(const GUID *guid, NET_LUID *luid)
{
    DWORD failure = entered("ConvertInterfaceGuidToLuid");
    if (failure) return failure;
    return guid && luid ? luid_where(has_guid, guid, luid) : ERROR_INVALID_PARAMETER;
}

DWORD WINAPI own_ConvertInterfaceAliasToLuid(const WCHAR *alias, NET_LUID *luid)
{
    DWORD failure = entered("ConvertInterfaceAliasToLuid");
    if (failure) return failure;
    return alias && luid ? luid_where(has_alias, alias, luid) : ERROR_INVALID_PARAMETER;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved)
{
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH) return TRUE;
    wine_not_in(module);
    DisableThreadLibraryCalls(module);
    fprintf(stderr, "[stand-in iphlpapi] loaded\n");
    fflush(stderr);
    return TRUE;
}
