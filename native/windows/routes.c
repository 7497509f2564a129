/* Addresses and routes. Wine 8 knows no IPv6 routes, no metrics and no DAD states, so those come from Linux's own lists. */
#include "ip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUTE_UP 0x0001
#define ROUTE_GATEWAY 0x0002
/* Source: linux/ipv6_route.h and route.h. REJECT, CACHE, ANYCAST and LOCAL are no routes one could send along. */
#define ROUTE_UNUSABLE (0x0200u | 0x01000000u | 0x00100000u | 0x80000000u)

/* Source: linux/if_addr.h, IFA_F_... */
#define ADDRESS_DADFAILED 0x08
#define ADDRESS_DEPRECATED 0x20
#define ADDRESS_TENTATIVE 0x40

typedef struct linux_address {
    char name[64];
    BYTE address[16];
    NL_DAD_STATE state;
} linux_address;

struct dad_states {
    int count;
    linux_address *addresses;
};

typedef struct linux_route {
    char name[64];
    ADDRESS_FAMILY family;
    BYTE destination[16], next_hop[16];
    UINT8 length;
    ULONG metric;
    BOOL used;
} linux_route;

typedef struct linux_routes {
    int count;
    linux_route *routes;
} linux_routes;

static BYTE *bytes_of(SOCKADDR_INET *address)
{
    return address->si_family == AF_INET ? (BYTE *)&address->Ipv4.sin_addr : (BYTE *)&address->Ipv6.sin6_addr;
}

static const BYTE *bytes_read(const SOCKADDR_INET *address)
{
    return bytes_of((SOCKADDR_INET *)address);
}

static void hex_parse(const char *hex, BYTE out[16])
{
    for (int i = 0; i < 16; i++) {
        unsigned int value = 0;
        sscanf(hex + 2 * i, "%2x", &value);
        out[i] = (BYTE)value;
    }
}

/* Source: proc_pid_net(5), route. Addresses are printed as numbers in the machine's order, so as they lie in memory. */
static BOOL parse_ipv4(const char *line, linux_route *r)
{
    unsigned int destination, gateway, flags, mask;
    if (sscanf(line, "%63s %x %x %x %*d %*d %lu %x", r->name, &destination, &gateway, &flags, &r->metric, &mask) != 6) return FALSE;
    r->family = AF_INET;
    memcpy(r->destination, &destination, 4);
    memcpy(r->next_hop, &gateway, 4);
    r->length = (UINT8)__builtin_popcount(mask);
    return (flags & ROUTE_UP) && !(flags & 0x0200);
}

static BOOL parse_ipv6(const char *line, linux_route *r)
{
    char destination[33], next_hop[33];
    unsigned int length, flags, metric;
    int fields = sscanf(line, "%32s %x %*s %*x %32s %x %*x %*x %x %63s", destination, &length, next_hop, &metric, &flags, r->name);
    if (fields != 6) return FALSE;
    r->family = AF_INET6;
    hex_parse(destination, r->destination);
    hex_parse(next_hop, r->next_hop);
    r->length = (UINT8)length;
    r->metric = metric;
    return (flags & ROUTE_UP) && !(flags & ROUTE_UNUSABLE);
}

static void linux_routes_read(linux_routes *all, const WCHAR *path, BOOL (*parse)(const char *, linux_route *))
{
    char *text = file_text(path);
    for (char *line = text ? strtok(text, "\n") : NULL; line; line = strtok(NULL, "\n")) {
        linux_route r = { 0 };
        if (!parse(line, &r)) continue;
        all->routes = realloc(all->routes, (all->count + 1) * sizeof r);
        all->routes[all->count++] = r;
    }
    free(text);
}

/* Where DAD has failed, Linux says "tentative" as well. */
static NL_DAD_STATE state_of(unsigned int flags)
{
    if (flags & ADDRESS_DADFAILED) return IpDadStateDuplicate;
    if (flags & ADDRESS_TENTATIVE) return IpDadStateTentative;
    return flags & ADDRESS_DEPRECATED ? IpDadStateDeprecated : IpDadStatePreferred;
}

dad_states *dad_states_read(void)
{
    dad_states *all = calloc(1, sizeof *all);
    char *text = file_text(L"Z:\\proc\\net\\if_inet6");
    for (char *line = text ? strtok(text, "\n") : NULL; line; line = strtok(NULL, "\n")) {
        linux_address a = { 0 };
        char address[33];
        unsigned int flags;
        if (sscanf(line, "%32s %*x %*x %*x %x %63s", address, &flags, a.name) != 3) continue;
        hex_parse(address, a.address);
        a.state = state_of(flags);
        all->addresses = realloc(all->addresses, (all->count + 1) * sizeof a);
        all->addresses[all->count++] = a;
    }
    free(text);
    return all;
}

void dad_states_free(dad_states *all)
{
    free(all->addresses);
    free(all);
}

NL_DAD_STATE dad_state_of(const dad_states *all, const interface_entry *e, const SOCKADDR *address, NL_DAD_STATE otherwise)
{
    if (address->sa_family != AF_INET6) return otherwise;
    const IN6_ADDR *wanted = &((const SOCKADDR_IN6 *)address)->sin6_addr;
    for (int i = 0; i < all->count; i++) {
        const linux_address *a = &all->addresses[i];
        if (!memcmp(a->address, wanted, sizeof a->address) && !strcmp(a->name, e->name)) return a->state;
    }
    return otherwise;
}

DWORD addresses_read(const interfaces *all, ADDRESS_FAMILY family, MIB_UNICASTIPADDRESS_TABLE **table)
{
    typedef DWORD (WINAPI *get_table)(ADDRESS_FAMILY, MIB_UNICASTIPADDRESS_TABLE **);
    typedef void (WINAPI *free_table)(void *);
    get_table wine_get = (get_table)(void *)wine_function("GetUnicastIpAddressTable");
    free_table wine_free = (free_table)(void *)wine_function("FreeMibTable");
    MIB_UNICASTIPADDRESS_TABLE *wine = NULL;
    DWORD code = wine_get && wine_free ? wine_get(family, &wine) : ERROR_NOT_SUPPORTED;
    if (code) return code;
    dad_states *states = dad_states_read();
    *table = calloc(1, sizeof **table + wine->NumEntries * sizeof(MIB_UNICASTIPADDRESS_ROW));
    for (ULONG i = 0; i < wine->NumEntries; i++) {
        const interface_entry *e = interface_of_wine(all, wine->Table[i].InterfaceIndex);
        if (!e || e->cut_off) continue;
        MIB_UNICASTIPADDRESS_ROW *row = &(*table)->Table[(*table)->NumEntries++];
        *row = wine->Table[i];
        row->InterfaceLuid = e->row.InterfaceLuid;
        row->InterfaceIndex = e->row.InterfaceIndex;
        row->DadState = dad_state_of(states, e, (const SOCKADDR *)&row->Address, row->DadState);
    }
    dad_states_free(states);
    wine_free(wine);
    return ERROR_SUCCESS;
}

static MIB_IPFORWARD_TABLE2 *wine_routes(void (WINAPI **wine_free)(void *))
{
    typedef DWORD (WINAPI *get_table)(ADDRESS_FAMILY, MIB_IPFORWARD_TABLE2 **);
    get_table wine_get = (get_table)(void *)wine_function("GetIpForwardTable2");
    MIB_IPFORWARD_TABLE2 *wine = NULL;
    *wine_free = (void (WINAPI *)(void *))(void *)wine_function("FreeMibTable");
    return wine_get && *wine_free && !wine_get(AF_INET, &wine) ? wine : NULL;
}

/* Two routes may differ in their metric alone, so each of Linux's is given to one of Wine's only. */
static ULONG metric_of(const linux_routes *all, const char *name, const MIB_IPFORWARD_ROW2 *row)
{
    for (int i = 0; i < all->count; i++) {
        linux_route *r = &all->routes[i];
        if (r->used || strcmp(r->name, name) || r->length != row->DestinationPrefix.PrefixLength) continue;
        if (memcmp(r->destination, bytes_read(&row->DestinationPrefix.Prefix), 4)) continue;
        if (memcmp(r->next_hop, &row->NextHop.Ipv4.sin_addr, 4)) continue;
        r->used = TRUE;
        return r->metric;
    }
    return row->Metric;
}

static MIB_IPFORWARD_ROW2 *add_route(MIB_IPFORWARD_TABLE2 *table, const interface_entry *e)
{
    MIB_IPFORWARD_ROW2 *row = &table->Table[table->NumEntries++];
    row->InterfaceLuid = e->row.InterfaceLuid;
    row->InterfaceIndex = e->row.InterfaceIndex;
    return row;
}

static void add_ipv4(MIB_IPFORWARD_TABLE2 *table, const interfaces *all, const MIB_IPFORWARD_TABLE2 *wine)
{
    linux_routes known = { 0 };
    linux_routes_read(&known, L"Z:\\proc\\net\\route", parse_ipv4);
    for (ULONG i = 0; i < wine->NumEntries; i++) {
        const interface_entry *e = interface_of_wine(all, wine->Table[i].InterfaceIndex);
        if (!e || e->cut_off) continue;
        MIB_IPFORWARD_ROW2 row = wine->Table[i];
        row.InterfaceLuid = e->row.InterfaceLuid;
        row.InterfaceIndex = e->row.InterfaceIndex;
        row.Metric = metric_of(&known, e->name, &row);
        *add_route(table, e) = row;
    }
    free(known.routes);
}

static void add_ipv6(MIB_IPFORWARD_TABLE2 *table, const interfaces *all, const linux_routes *known)
{
    for (int i = 0; i < known->count; i++) {
        const linux_route *r = &known->routes[i];
        const interface_entry *e = interface_named(all, r->name);
        if (!e || e->cut_off) continue;
        MIB_IPFORWARD_ROW2 *row = add_route(table, e);
        row->DestinationPrefix.Prefix.si_family = row->NextHop.si_family = AF_INET6;
        row->DestinationPrefix.PrefixLength = r->length;
        memcpy(bytes_of(&row->DestinationPrefix.Prefix), r->destination, 16);
        memcpy(bytes_of(&row->NextHop), r->next_hop, 16);
        row->ValidLifetime = row->PreferredLifetime = 0xFFFFFFFF;
        row->Metric = r->metric;
        row->Protocol = MIB_IPPROTO_NETMGMT;
        row->Origin = NlroManual;
    }
}

DWORD routes_read(const interfaces *all, ADDRESS_FAMILY family, MIB_IPFORWARD_TABLE2 **table)
{
    void (WINAPI *wine_free)(void *);
    if (family != AF_UNSPEC && family != AF_INET && family != AF_INET6) return ERROR_INVALID_PARAMETER;
    MIB_IPFORWARD_TABLE2 *wine = family == AF_INET6 ? NULL : wine_routes(&wine_free);
    linux_routes ipv6 = { 0 };
    if (family != AF_INET) linux_routes_read(&ipv6, L"Z:\\proc\\net\\ipv6_route", parse_ipv6);
    *table = calloc(1, sizeof **table + ((wine ? wine->NumEntries : 0) + ipv6.count) * sizeof(MIB_IPFORWARD_ROW2));
    if (wine) add_ipv4(*table, all, wine);
    if (wine) wine_free(wine);
    add_ipv6(*table, all, &ipv6);
    free(ipv6.routes);
    return ERROR_SUCCESS;
}
