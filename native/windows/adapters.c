/* GetAdaptersAddresses: Wine's list, corrected in the caller's buffer, whose end is kept for the names that change. */
#include "ip.h"

#include <stdlib.h>
#include <string.h>

typedef struct tail {
    char *at;
} tail;

static ULONG aligned(size_t size)
{
    return (ULONG)((size + 7) / 8 * 8);
}

/* Kept for every interface: which of them need it is known only after Wine has filled the rest. */
static ULONG tail_size(const interfaces *all)
{
    ULONG size = 8;
    for (DWORD i = 0; i < interfaces_count(all); i++)
        if (*interfaces_at(all, i)->name)
            size += aligned((wcslen(interfaces_at(all, i)->row.Alias) + 1) * sizeof(WCHAR)) + aligned(GUID_TEXT);
    return size;
}

static void *tail_take(tail *t, size_t size)
{
    void *taken = t->at;
    t->at += aligned(size);
    return taken;
}

static const interface_entry *entry_of(const interfaces *all, const IP_ADAPTER_ADDRESSES *a)
{
    return interface_of_wine(all, a->IfIndex ? a->IfIndex : a->Ipv6IfIndex);
}

/* An interface made again has two adapters here, and Wine gives its addresses to the ghost: that one is kept and renamed. */
static BOOL is_redundant(const interfaces *all, const IP_ADAPTER_ADDRESSES *first, const IP_ADAPTER_ADDRESSES *a)
{
    BOOL earlier = TRUE;
    for (const IP_ADAPTER_ADDRESSES *b = first; b; b = b->Next) {
        if (b == a) {
            earlier = FALSE;
            continue;
        }
        if (entry_of(all, b) != entry_of(all, a)) continue;
        BOOL a_has = a->FirstUnicastAddress != NULL, b_has = b->FirstUnicastAddress != NULL;
        if (b_has > a_has || (b_has == a_has && earlier)) return TRUE;
    }
    return FALSE;
}

static void correct_states(IP_ADAPTER_ADDRESSES *a, const interface_entry *e, const dad_states *states)
{
    for (IP_ADAPTER_UNICAST_ADDRESS *u = a->FirstUnicastAddress; u; u = u->Next)
        u->DadState = dad_state_of(states, e, u->Address.lpSockaddr, u->DadState);
}

static void correct(IP_ADAPTER_ADDRESSES *a, const interface_entry *e, tail *t)
{
    const MIB_IF_ROW2 *row = &e->row;
    size_t alias_size = (wcslen(row->Alias) + 1) * sizeof(WCHAR);
    a->Ipv4Metric = a->Ipv6Metric = interface_metric(e);
    if (!e->overlaid && a->IfIndex == row->InterfaceIndex) return;
    if (a->IfIndex) a->IfIndex = row->InterfaceIndex;
    if (a->Ipv6IfIndex) a->Ipv6IfIndex = row->InterfaceIndex;
    a->Luid.Value = row->InterfaceLuid.Value;
    a->IfType = row->Type;
    a->Mtu = row->Mtu;
    a->OperStatus = row->OperStatus;
    a->TransmitLinkSpeed = row->TransmitLinkSpeed;
    a->ReceiveLinkSpeed = row->ReceiveLinkSpeed;
    a->TunnelType = row->TunnelType;
    a->FriendlyName = memcpy(tail_take(t, alias_size), row->Alias, alias_size);
    a->AdapterName = tail_take(t, GUID_TEXT);
    guid_text(&row->InterfaceGuid, a->AdapterName);
    if (!e->cut_off) return;
    a->FirstUnicastAddress = NULL;
    a->FirstGatewayAddress = NULL;
    a->FirstDnsServerAddress = NULL;
    a->FirstPrefix = NULL;
}

/* The caller keeps the address of the first adapter, so that one cannot be unlinked: the second is moved into its place. */
static BOOL drop(IP_ADAPTER_ADDRESSES *first, IP_ADAPTER_ADDRESSES **at)
{
    IP_ADAPTER_ADDRESSES *gone = *at;
    if (gone != first) *at = gone->Next;
    else if (!first->Next) return FALSE;
    else *first = *first->Next;
    return TRUE;
}

static DWORD correct_all(const interfaces *all, IP_ADAPTER_ADDRESSES *first, tail *t)
{
    IP_ADAPTER_ADDRESSES *head = first;
    for (IP_ADAPTER_ADDRESSES **at = &head; *at;) {
        if (entry_of(all, *at) && !is_redundant(all, first, *at)) at = &(*at)->Next;
        else if (!drop(first, at)) return ERROR_NO_DATA;
    }
    dad_states *states = dad_states_read();
    for (IP_ADAPTER_ADDRESSES *a = first; a; a = a->Next) {
        const interface_entry *e = entry_of(all, a); /* before its index is corrected */
        correct_states(a, e, states);
        correct(a, e, t);
    }
    dad_states_free(states);
    return ERROR_SUCCESS;
}

DWORD WINAPI own_GetAdaptersAddresses(ULONG family, ULONG flags, void *reserved, IP_ADAPTER_ADDRESSES *out, ULONG *size)
{
    typedef DWORD (WINAPI *get_addresses)(ULONG, ULONG, void *, IP_ADAPTER_ADDRESSES *, ULONG *);
    get_addresses wine = (get_addresses)(void *)wine_function("GetAdaptersAddresses");
    DWORD code = entered("GetAdaptersAddresses");
    if (code) return code;
    if (!size) return ERROR_INVALID_PARAMETER;
    if (!wine) return ERROR_NOT_SUPPORTED;
    interfaces *all = interfaces_read(&code);
    if (!all) return code;
    ULONG kept = tail_size(all);
    ULONG room = out && *size > kept ? *size - kept : 0;
    tail t = { (char *)out + aligned(room) };
    code = wine(family, flags, reserved, room ? out : NULL, &room);
    if (code == ERROR_BUFFER_OVERFLOW) *size = room + kept;
    else if (!code) code = correct_all(all, out, &t);
    interfaces_free(all);
    return code;
}
