/*
 * The change notifications of IP Helper, which Wine accepts and never delivers: one thread a registration looks at what
 * the other functions would answer, and tells the differences.
 */
#include "ip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_EVERY_MS 25
#define LOOK_ANYWAY 8 /* every 200 ms at interfaces, for an MTU and the like, which the fingerprint does not cover */

typedef enum kind { INTERFACES, ADDRESSES, ROUTES, HINT } kind;

/* Rows of one size each, the number of them first, as all the tables of IP Helper are laid out. */
typedef struct snapshot {
    DWORD count;
    BYTE *rows;
} snapshot;

typedef void (WINAPI *row_callback)(void *context, void *row, MIB_NOTIFICATION_TYPE type);
typedef void (WINAPI *hint_callback)(void *context, connectivity_hint hint);

typedef struct registration {
    struct registration *next;
    kind kind;
    ADDRESS_FAMILY family;
    void *callback, *context;
    snapshot seen;
    ULONG64 seen_at; /* the fingerprint from just before */
    HANDLE stop, thread;
    DWORD thread_id;
} registration;

/* What of an interface is compared, so that a row need not be kept. */
typedef struct interface_trait {
    NET_IFINDEX index;
    NET_LUID luid;
    int oper, admin, media, type;
    ULONG mtu;
    BOOL filter;
    WCHAR alias[IF_MAX_STRING_SIZE + 1];
} interface_trait;

static SRWLOCK guard = SRWLOCK_INIT;
static registration *registrations;

static size_t row_size(kind k)
{
    static const size_t sizes[] = { sizeof(interface_trait), sizeof(MIB_UNICASTIPADDRESS_ROW), sizeof(MIB_IPFORWARD_ROW2),
                                    sizeof(connectivity_hint) };
    return sizes[k];
}

static void keep_rows(snapshot *s, const void *rows, DWORD count, size_t size)
{
    s->count = count;
    s->rows = malloc(count * size + 1);
    memcpy(s->rows, rows, count * size);
}

static void look_at_interfaces(snapshot *s, const interfaces *all)
{
    s->count = interfaces_count(all);
    interface_trait *traits = calloc(s->count + 1, sizeof *traits);
    for (DWORD i = 0; i < s->count; i++) {
        const MIB_IF_ROW2 *row = &interfaces_at(all, i)->row;
        /* Field by field: a compound literal may leave anything in the gaps, and the whole is compared. */
        traits[i].index = row->InterfaceIndex;
        traits[i].luid = row->InterfaceLuid;
        traits[i].oper = row->OperStatus;
        traits[i].admin = row->AdminStatus;
        traits[i].media = row->MediaConnectState;
        traits[i].type = row->Type;
        traits[i].mtu = row->Mtu;
        traits[i].filter = row->InterfaceAndOperStatusFlags.FilterInterface;
        wcscpy(traits[i].alias, row->Alias);
    }
    s->rows = (BYTE *)traits;
}

static BOOL look_at_hint(snapshot *s)
{
    connectivity_hint hint;
    keep_rows(s, &hint, hint_read(&hint) ? 1 : 0, sizeof hint);
    return TRUE;
}

static BOOL look(const registration *r, snapshot *s)
{
    DWORD code;
    MIB_UNICASTIPADDRESS_TABLE *addresses = NULL;
    MIB_IPFORWARD_TABLE2 *routes = NULL;
    if (r->kind == HINT) return look_at_hint(s);
    interfaces *all = interfaces_read(&code);
    if (!all) return FALSE;
    if (r->kind == INTERFACES) look_at_interfaces(s, all);
    else if (r->kind == ADDRESSES) code = addresses_read(all, r->family, &addresses);
    else code = routes_read(all, r->family, &routes);
    interfaces_free(all);
    if (code) return FALSE;
    if (addresses) keep_rows(s, addresses->Table, addresses->NumEntries, row_size(r->kind));
    if (routes) keep_rows(s, routes->Table, routes->NumEntries, row_size(r->kind));
    free(addresses);
    free(routes);
    return TRUE;
}

static BOOL same_address(const SOCKADDR_INET *a, const SOCKADDR_INET *b)
{
    if (a->si_family != b->si_family) return FALSE;
    if (a->si_family == AF_INET) return a->Ipv4.sin_addr.s_addr == b->Ipv4.sin_addr.s_addr;
    return !memcmp(&a->Ipv6.sin6_addr, &b->Ipv6.sin6_addr, sizeof a->Ipv6.sin6_addr);
}

static BOOL same_thing(kind k, const void *a, const void *b)
{
    if (k == INTERFACES) return ((const interface_trait *)a)->index == ((const interface_trait *)b)->index;
    if (k == ADDRESSES) {
        const MIB_UNICASTIPADDRESS_ROW *x = a, *y = b;
        return x->InterfaceIndex == y->InterfaceIndex && same_address(&x->Address, &y->Address);
    }
    const MIB_IPFORWARD_ROW2 *x = a, *y = b;
    return x->InterfaceIndex == y->InterfaceIndex && x->DestinationPrefix.PrefixLength == y->DestinationPrefix.PrefixLength
        && same_address(&x->DestinationPrefix.Prefix, &y->DestinationPrefix.Prefix) && same_address(&x->NextHop, &y->NextHop);
}

static BOOL same_state(kind k, const void *a, const void *b)
{
    if (k == INTERFACES) return !memcmp(a, b, sizeof(interface_trait));
    if (k == ADDRESSES) {
        const MIB_UNICASTIPADDRESS_ROW *x = a, *y = b;
        return x->DadState == y->DadState && x->OnLinkPrefixLength == y->OnLinkPrefixLength;
    }
    return ((const MIB_IPFORWARD_ROW2 *)a)->Metric == ((const MIB_IPFORWARD_ROW2 *)b)->Metric;
}

static BOOL is_stopped(const registration *r)
{
    return WaitForSingleObject(r->stop, 0) == WAIT_OBJECT_0;
}

static void tell_interface(const registration *r, const interface_trait *trait, ADDRESS_FAMILY family, MIB_NOTIFICATION_TYPE type)
{
    MIB_IPINTERFACE_ROW row = { .Family = family, .InterfaceLuid = trait->luid, .InterfaceIndex = trait->index };
    /* A filter has no IP of its own, and so nothing to be told here. */
    if (trait->filter || (r->family != AF_UNSPEC && r->family != family) || is_stopped(r)) return;
    ((row_callback)r->callback)(r->context, &row, type);
}

static void tell(const registration *r, void *row, MIB_NOTIFICATION_TYPE type)
{
    if (r->kind == INTERFACES) {
        tell_interface(r, row, AF_INET, type);
        tell_interface(r, row, AF_INET6, type);
    } else if (!is_stopped(r)) {
        ((row_callback)r->callback)(r->context, row, type);
    }
}

/* Mostly nothing has moved, so the row at the same place is tried first: 600 rows must not cost 600 times 600 looks. */
static BYTE *counterpart(kind k, const snapshot *s, DWORD place, const BYTE *row)
{
    size_t size = row_size(k);
    if (place < s->count && same_thing(k, s->rows + place * size, row)) return s->rows + place * size;
    for (DWORD i = 0; i < s->count; i++)
        if (same_thing(k, s->rows + i * size, row)) return s->rows + i * size;
    return NULL;
}

static void tell_rows(const registration *r, const snapshot *before, const snapshot *now)
{
    size_t size = row_size(r->kind);
    for (DWORD i = 0; i < before->count; i++) {
        BYTE *row = before->rows + i * size;
        if (!counterpart(r->kind, now, i, row)) tell(r, row, MibDeleteInstance);
    }
    for (DWORD i = 0; i < now->count; i++) {
        BYTE *row = now->rows + i * size, *old = counterpart(r->kind, before, i, row);
        if (!old) tell(r, row, MibAddInstance);
        else if (!same_state(r->kind, old, row)) tell(r, row, MibParameterNotification);
    }
}

static void tell_hint(const registration *r, const snapshot *before, const snapshot *now)
{
    connectivity_hint hint;
    if (!now->count || is_stopped(r)) return;
    if (before->count && !memcmp(before->rows, now->rows, sizeof hint)) return;
    memcpy(&hint, now->rows, sizeof hint);
    ((hint_callback)r->callback)(r->context, hint);
}

static DWORD WINAPI watch(void *argument)
{
    registration *r = argument;
    for (int round = 1; WaitForSingleObject(r->stop, LOOK_EVERY_MS) == WAIT_TIMEOUT; round++) {
        snapshot now;
        /* Taken before the look: what moves in between is looked at once more, rather than never. */
        ULONG64 current = fingerprint();
        if (current == r->seen_at && (r->kind != INTERFACES || round % LOOK_ANYWAY)) continue;
        if (!look(r, &now)) continue;
        r->seen_at = current;
        if (r->kind == HINT) tell_hint(r, &r->seen, &now);
        else tell_rows(r, &r->seen, &now);
        free(r->seen.rows);
        r->seen = now;
    }
    return 0;
}

static DWORD register_for(kind k, ADDRESS_FAMILY family, void *callback, void *context, BOOLEAN initial, HANDLE *handle)
{
    if (!callback || !handle) return ERROR_INVALID_PARAMETER;
    if (family != AF_UNSPEC && family != AF_INET && family != AF_INET6) return ERROR_INVALID_PARAMETER;
    DWORD watcher;
    registration *r = calloc(1, sizeof *r);
    *r = (registration){ .kind = k, .family = family, .callback = callback, .context = context };
    r->seen_at = fingerprint();
    if (!look(r, &r->seen)) r->seen = (snapshot){ 0, NULL };
    r->stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    /* Suspended until the initial notification is over, during which this thread counts as the one inside the callback. */
    r->thread = CreateThread(NULL, 0, watch, r, CREATE_SUSPENDED, &watcher);
    r->thread_id = GetCurrentThreadId();
    AcquireSRWLockExclusive(&guard);
    r->next = registrations;
    registrations = r;
    ReleaseSRWLockExclusive(&guard);
    *handle = r;
    snapshot nothing = { 0, NULL };
    if (initial && k == HINT) tell_hint(r, &nothing, &r->seen);
    else if (initial) ((row_callback)callback)(context, NULL, MibInitialNotification);
    r->thread_id = watcher;
    ResumeThread(r->thread);
    return NO_ERROR;
}

DWORD WINAPI own_NotifyIpInterfaceChange(ADDRESS_FAMILY family, void *callback, void *context, BOOLEAN initial, HANDLE *handle)
{
    DWORD failure = entered("NotifyIpInterfaceChange");
    return failure ? failure : register_for(INTERFACES, family, callback, context, initial, handle);
}

DWORD WINAPI own_NotifyUnicastIpAddressChange(ADDRESS_FAMILY family, void *callback, void *context, BOOLEAN initial, HANDLE *handle)
{
    DWORD failure = entered("NotifyUnicastIpAddressChange");
    return failure ? failure : register_for(ADDRESSES, family, callback, context, initial, handle);
}

DWORD WINAPI own_NotifyRouteChange2(ADDRESS_FAMILY family, void *callback, void *context, BOOLEAN initial, HANDLE *handle)
{
    DWORD failure = entered("NotifyRouteChange2");
    return failure ? failure : register_for(ROUTES, family, callback, context, initial, handle);
}

DWORD WINAPI own_NotifyNetworkConnectivityHintChange(void *callback, void *context, BOOLEAN initial, HANDLE *handle)
{
    DWORD failure = entered("NotifyNetworkConnectivityHintChange");
    return failure ? failure : register_for(HINT, AF_UNSPEC, callback, context, initial, handle);
}

/* Takes it out of the list, unless it is not there or its own callback is asking. */
static DWORD take(HANDLE handle, registration **taken)
{
    DWORD code = ERROR_INVALID_PARAMETER;
    AcquireSRWLockExclusive(&guard);
    for (registration **at = &registrations; *at; at = &(*at)->next) {
        if (*at != handle) continue;
        *taken = *at;
        code = (*at)->thread_id == GetCurrentThreadId() ? ERROR_INVALID_STATE : NO_ERROR;
        if (!code) *at = (*at)->next;
        break;
    }
    ReleaseSRWLockExclusive(&guard);
    return code;
}

DWORD WINAPI own_CancelMibChangeNotify2(HANDLE handle)
{
    registration *r;
    DWORD code = entered("CancelMibChangeNotify2");
    if (!code) code = take(handle, &r);
    if (code == ERROR_INVALID_STATE) {
        fprintf(stderr, "[stand-in iphlpapi] CancelMibChangeNotify2 from within its callback: would hang on Windows\n");
        fflush(stderr);
    }
    if (code) return code;
    SetEvent(r->stop);
    WaitForSingleObject(r->thread, INFINITE);
    CloseHandle(r->thread);
    CloseHandle(r->stop);
    free(r->seen.rows);
    free(r);
    return NO_ERROR;
}

int StandInRegistrations(void)
{
    int count = 0;
    AcquireSRWLockShared(&guard);
    for (registration *r = registrations; r; r = r->next) count++;
    ReleaseSRWLockShared(&guard);
    return count;
}
