/* The rows of Wine's interface table, without its ghosts and with the overlays of the world. */
#include "ip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GHOST 4              /* OperStatus "unknown": Wine keeps the row of a removed interface until its server ends */
#define DOWN 2
#define ENTRIES_AT_ONCE 64
#define FILTER_OFFSET 10000  /* of the first filter of an interface; the next ones follow at ... */
#define FILTER_STEP 1000     /* ... which keeps them apart from each other and from the invented rows */
#define MANY_FROM 20000
#define HARDWARE_AND_CONNECTOR 0x05
#define FILTER_FLAG 0x02

struct interfaces {
    DWORD count;
    interface_entry *entries;
    DWORD known;             /* rows of Wine, ghosts included ... */
    NET_IFINDEX *indexes;
    int *means;              /* ... and the entry each of them means, or -1 */
};

static interface_entry *add_entry(interfaces *all)
{
    if (all->count % ENTRIES_AT_ONCE == 0)
        all->entries = realloc(all->entries, (all->count + ENTRIES_AT_ONCE) * sizeof *all->entries);
    interface_entry *e = &all->entries[all->count++];
    memset(e, 0, sizeof *e);
    return e;
}

static void flags_put(MIB_IF_ROW2 *row, BYTE flags)
{
    memcpy(&row->InterfaceAndOperStatusFlags, &flags, 1);
}

static void overlay_field(MIB_IF_ROW2 *row, const char *key, const char *value)
{
    unsigned long long number = strtoull(value, NULL, 10);
    if (!strcmp(key, "type")) row->Type = (IFTYPE)number;
    else if (!strcmp(key, "medium")) row->PhysicalMediumType = (NDIS_PHYSICAL_MEDIUM)number;
    else if (!strcmp(key, "guid")) guid_parse(value, &row->InterfaceGuid);
    else if (!strcmp(key, "luid")) row->InterfaceLuid.Value = number;
    else if (!strcmp(key, "tx")) row->TransmitLinkSpeed = number;
    else if (!strcmp(key, "rx")) row->ReceiveLinkSpeed = number;
    else if (!strcmp(key, "flags")) flags_put(row, (BYTE)strtoul(value, NULL, 16));
    else if (!strcmp(key, "oper")) row->OperStatus = (IF_OPER_STATUS)number;
    else if (!strcmp(key, "admin")) row->AdminStatus = (NET_IF_ADMIN_STATUS)number;
    else if (!strcmp(key, "media")) row->MediaConnectState = (NET_IF_MEDIA_CONNECT_STATE)number;
    else if (!strcmp(key, "tunnel")) row->TunnelType = (TUNNEL_TYPE)number;
    else if (!strcmp(key, "mtu")) row->Mtu = (ULONG)number;
}

static void overlay_link(MIB_IF_ROW2 *row, const char *fields)
{
    while (*fields) {
        char key[16], value[64];
        int used = 0;
        if (!strncmp(fields, "alias=", 6)) {
            utf16_of(fields + 6, row->Alias, IF_MAX_STRING_SIZE + 1);
            return;
        }
        if (sscanf(fields, "%15[^= ]=%63s %n", key, value, &used) < 2) return;
        overlay_field(row, key, value);
        fields += used;
    }
}

/* "roams GUID NAME": whatever the state, the link keeps its carrier and its addresses, as in a roam within a network. */
static void overlay_wlan(const world *w, interface_entry *e)
{
    const char *line = world_get(w, "wlan", e->name);
    char guid[GUID_TEXT];
    if (!line || sscanf(line, "%38s", guid) != 1) return;
    e->overlaid = TRUE;
    e->cut_off = world_number(w, "state", guid, 4) != 1 && !world_get(w, "roams", guid);
    e->row.Type = IF_TYPE_IEEE80211;
    e->row.PhysicalMediumType = NdisPhysicalMediumNative802_11;
    guid_parse(guid, &e->row.InterfaceGuid);
    if (!e->cut_off) return;
    e->row.OperStatus = DOWN;
    e->row.MediaConnectState = MediaConnectStateDisconnected;
}

/* "link" comes after "wlan", so that a test can still contradict what a Wi-Fi adapter implies. */
static void overlay(const world *w, interface_entry *e)
{
    overlay_wlan(w, e);
    const char *fields = world_get(w, "link", e->name);
    if (!fields) return;
    e->overlaid = TRUE;
    overlay_link(&e->row, fields);
}

/*
 * A ghost comes back to life beside the new row when an interface of the same name is made again, since Wine looks up
 * its status by name. Linux counts indexes upwards, so the highest one of a name is the interface that exists.
 */
static int living_row_of(const MIB_IF_TABLE2 *wine, const WCHAR *alias)
{
    int best = -1;
    for (ULONG i = 0; i < wine->NumEntries; i++) {
        const MIB_IF_ROW2 *row = &wine->Table[i];
        if (row->OperStatus == GHOST || wcscmp(row->Alias, alias)) continue;
        if (best < 0 || row->InterfaceIndex > wine->Table[best].InterfaceIndex) best = (int)i;
    }
    return best;
}

static void take_rows(interfaces *all, const world *w, const MIB_IF_TABLE2 *wine)
{
    all->known = wine->NumEntries;
    all->indexes = calloc(all->known + 1, sizeof *all->indexes);
    all->means = calloc(all->known + 1, sizeof *all->means);
    int *entry_of_row = calloc(all->known + 1, sizeof *entry_of_row);
    for (ULONG i = 0; i < wine->NumEntries; i++) {
        if (living_row_of(wine, wine->Table[i].Alias) != (int)i) continue;
        entry_of_row[i] = (int)all->count;
        interface_entry *e = add_entry(all);
        e->row = wine->Table[i];
        utf8_of(e->row.Alias, e->name, sizeof e->name);
        overlay(w, e);
    }
    for (ULONG i = 0; i < wine->NumEntries; i++) {
        int row = living_row_of(wine, wine->Table[i].Alias);
        all->indexes[i] = wine->Table[i].InterfaceIndex;
        all->means[i] = row < 0 ? -1 : entry_of_row[row];
    }
    free(entry_of_row);
}

static NET_LUID luid_made(IFTYPE type, NET_IFINDEX index)
{
    NET_LUID luid = { 0 };
    luid.Value = ((ULONG64)type << 48) | ((ULONG64)index << 24);
    return luid;
}

/* The layers that NDIS puts over an adapter have rows of their own, with the adapter's counters: summing counts twice. */
static void add_filters(interfaces *all, const world *w)
{
    const char *line;
    for (int at = 0; (line = world_next(w, &at, "filter"));) {
        char name[64];
        int used = 0;
        if (sscanf(line, "%63s %n", name, &used) < 1) continue;
        const interface_entry *below = interface_named(all, name);
        if (!below) continue;
        MIB_IF_ROW2 row = below->row;
        row.InterfaceIndex += FILTER_OFFSET;
        while (interface_chosen(all, NULL, row.InterfaceIndex)) row.InterfaceIndex += FILTER_STEP;
        row.InterfaceLuid = luid_made(row.Type, row.InterfaceIndex);
        row.InterfaceGuid.Data1 ^= row.InterfaceIndex << 8;
        flags_put(&row, FILTER_FLAG);
        utf16_of(line + used, row.Alias, IF_MAX_STRING_SIZE + 1);
        utf16_of(line + used, row.Description, IF_MAX_STRING_SIZE + 1);
        add_entry(all)->row = row;
    }
}

static void add_many(interfaces *all, const world *w)
{
    int at = 0;
    const char *line = world_next(w, &at, "many");
    int count = line ? atoi(line) : 0;
    for (int i = 1; i <= count; i++) {
        MIB_IF_ROW2 *row = &add_entry(all)->row;
        char alias[24];
        BYTE mac[6] = { 2, 'm', 0, 0, (BYTE)(i >> 8), (BYTE)i };
        snprintf(alias, sizeof alias, "many %d", i);
        utf16_of(alias, row->Alias, IF_MAX_STRING_SIZE + 1);
        utf16_of(alias, row->Description, IF_MAX_STRING_SIZE + 1);
        row->InterfaceIndex = MANY_FROM + i;
        row->InterfaceLuid = luid_made(IF_TYPE_ETHERNET_CSMACD, row->InterfaceIndex);
        row->InterfaceGuid = (GUID){ row->InterfaceIndex, 0x6D61, 0x6E79, { 0 } };
        row->Type = IF_TYPE_ETHERNET_CSMACD;
        row->PhysicalMediumType = NdisPhysicalMedium802_3;
        row->PhysicalAddressLength = sizeof mac;
        memcpy(row->PhysicalAddress, mac, sizeof mac);
        memcpy(row->PermanentPhysicalAddress, mac, sizeof mac);
        flags_put(row, HARDWARE_AND_CONNECTOR);
        row->Mtu = 1500;
        row->AccessType = NET_IF_ACCESS_BROADCAST;
        row->OperStatus = IfOperStatusUp;
        row->AdminStatus = NET_IF_ADMIN_STATUS_UP;
        row->MediaConnectState = MediaConnectStateConnected;
        row->ConnectionType = NET_IF_CONNECTION_DEDICATED;
        row->TransmitLinkSpeed = row->ReceiveLinkSpeed = 1000000000;
        row->InOctets = 1000ULL * i;
        row->OutOctets = 2000ULL * i;
    }
}

interfaces *interfaces_read(DWORD *code)
{
    typedef DWORD (WINAPI *get_table)(MIB_IF_TABLE2 **);
    typedef void (WINAPI *free_table)(void *);
    get_table wine_get = (get_table)(void *)wine_function("GetIfTable2");
    free_table wine_free = (free_table)(void *)wine_function("FreeMibTable");
    MIB_IF_TABLE2 *wine = NULL;
    *code = wine_get && wine_free ? wine_get(&wine) : ERROR_NOT_SUPPORTED;
    if (*code) return NULL;
    interfaces *all = calloc(1, sizeof *all);
    world *w = world_read();
    take_rows(all, w, wine);
    add_filters(all, w);
    add_many(all, w);
    world_free(w);
    wine_free(wine);
    return all;
}

void interfaces_free(interfaces *all)
{
    free(all->entries);
    free(all->indexes);
    free(all->means);
    free(all);
}

DWORD interfaces_count(const interfaces *all)
{
    return all->count;
}

const interface_entry *interfaces_at(const interfaces *all, DWORD i)
{
    return &all->entries[i];
}

const interface_entry *interface_of_wine(const interfaces *all, NET_IFINDEX index)
{
    for (DWORD i = 0; i < all->known; i++)
        if (all->indexes[i] == index) return all->means[i] < 0 ? NULL : &all->entries[all->means[i]];
    return NULL;
}

const interface_entry *interface_named(const interfaces *all, const char *name)
{
    for (DWORD i = 0; i < all->count; i++)
        if (*all->entries[i].name && !strcmp(all->entries[i].name, name)) return &all->entries[i];
    return NULL;
}

const interface_entry *interface_chosen(const interfaces *all, const NET_LUID *luid, NET_IFINDEX index)
{
    BOOL by_luid = luid && luid->Value;
    for (DWORD i = 0; i < all->count; i++) {
        const MIB_IF_ROW2 *row = &all->entries[i].row;
        if (by_luid ? row->InterfaceLuid.Value == luid->Value : row->InterfaceIndex == index) return &all->entries[i];
    }
    return NULL;
}
