/* Client handles of the stand-in wlanapi.dll and the one registration that each may have. */
#include "wlan.h"

#include <stdio.h>
#include <stdlib.h>

#define FIRST_HANDLE 0x57A00000 /* neither small nor a plausible address, so that a mixed-up value is recognised */

typedef struct client {
    struct client *next;
    HANDLE handle;
    listener *listener;
} client;

static SRWLOCK guard = SRWLOCK_INIT;
static client *clients;
static ULONG_PTR handed_out;

static client **place_of(HANDLE handle)
{
    client **at = &clients;
    while (*at && (*at)->handle != handle) at = &(*at)->next;
    return at;
}

BOOL client_is_open(HANDLE handle)
{
    AcquireSRWLockShared(&guard);
    BOOL open = *place_of(handle) != NULL;
    ReleaseSRWLockShared(&guard);
    return open;
}

/* The checks that every function with an adapter begins with, in Windows' order: arguments, handle, adapter. */
DWORD adapter_check(HANDLE client, const GUID *guid, const world *w, char text[GUID_TEXT])
{
    if (!guid) return ERROR_INVALID_PARAMETER;
    if (!client_is_open(client)) return ERROR_INVALID_HANDLE;
    guid_text(guid, text);
    return adapter_exists(w, text) ? ERROR_SUCCESS : ERROR_NOT_FOUND;
}

/* Windows would wait for the callback that is asking, that is for ever. The tests get an error they can see. */
static BOOL would_hang(HANDLE handle, const char *function)
{
    if (!inside_callback_of(handle)) return FALSE;
    fprintf(stderr, "[stand-in wlanapi] %s from within a callback of the same handle: would hang on Windows\n", function);
    fflush(stderr);
    return TRUE;
}

DWORD WINAPI WlanOpenHandle(DWORD version, PVOID reserved, PDWORD negotiated, PHANDLE handle)
{
    DWORD failure = entered("WlanOpenHandle");
    if (failure) return failure;
    if (!version || reserved || !negotiated || !handle) return ERROR_INVALID_PARAMETER;
    client *c = calloc(1, sizeof *c);
    AcquireSRWLockExclusive(&guard);
    c->handle = (HANDLE)(FIRST_HANDLE + 16 * ++handed_out);
    c->next = clients;
    clients = c;
    *handle = c->handle;
    ReleaseSRWLockExclusive(&guard);
    *negotiated = 2;
    return ERROR_SUCCESS;
}

DWORD WINAPI WlanCloseHandle(HANDLE handle, PVOID reserved)
{
    (void)reserved;
    DWORD failure = entered("WlanCloseHandle");
    if (failure) return failure;
    if (would_hang(handle, "WlanCloseHandle")) return ERROR_INVALID_STATE;
    AcquireSRWLockExclusive(&guard);
    client **at = place_of(handle);
    client *gone = *at;
    if (gone) *at = gone->next;
    ReleaseSRWLockExclusive(&guard);
    if (!gone) return ERROR_INVALID_HANDLE;
    /* Waited for outside the lock: the callback that is waited for may itself call us. */
    if (gone->listener) listener_stop(gone->listener);
    free(gone);
    return ERROR_SUCCESS;
}

/* Takes the listener out of the client, to be stopped outside the lock. */
static listener *listener_take(HANDLE handle, DWORD *previous)
{
    AcquireSRWLockExclusive(&guard);
    client *c = *place_of(handle);
    listener *taken = c ? c->listener : NULL;
    if (c) c->listener = NULL;
    *previous = taken ? listener_sources(taken) : 0;
    ReleaseSRWLockExclusive(&guard);
    return taken;
}

static DWORD listener_put(HANDLE handle, DWORD sources, WLAN_NOTIFICATION_CALLBACK callback, void *context, DWORD *previous)
{
    AcquireSRWLockExclusive(&guard);
    client *c = *place_of(handle);
    *previous = c && c->listener ? listener_sources(c->listener) : 0;
    if (c && c->listener) listener_change(c->listener, sources, callback, context);
    else if (c) c->listener = listener_start(handle, sources, callback, context);
    ReleaseSRWLockExclusive(&guard);
    return c ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
}

DWORD WINAPI WlanRegisterNotification(HANDLE handle, DWORD sources, WINBOOL ignore_duplicate, WLAN_NOTIFICATION_CALLBACK callback,
                                      PVOID context, PVOID reserved, PDWORD previous)
{
    (void)ignore_duplicate;
    (void)reserved;
    DWORD before, result = entered_with("WlanRegisterNotification", sources, TRUE);
    if (result) return result;
    if (!client_is_open(handle)) return ERROR_INVALID_HANDLE;
    if (sources == WLAN_NOTIFICATION_SOURCE_NONE) {
        if (would_hang(handle, "WlanRegisterNotification(NONE)")) return ERROR_INVALID_STATE;
        listener *taken = listener_take(handle, &before);
        if (taken) listener_stop(taken);
    } else {
        world *w = world_read();
        BOOL denied = (sources & SOURCE_MSM) && location_denied(w);
        world_free(w);
        if (denied) return ERROR_ACCESS_DENIED;
        if (!callback) return ERROR_INVALID_PARAMETER;
        result = listener_put(handle, sources, callback, context, &before);
    }
    if (previous) *previous = before;
    return result;
}

int StandInRegistrations(void)
{
    int count = 0;
    AcquireSRWLockShared(&guard);
    for (client *c = clients; c; c = c->next) count += c->listener != NULL;
    ReleaseSRWLockShared(&guard);
    return count;
}

int StandInHandles(void)
{
    int count = 0;
    AcquireSRWLockShared(&guard);
    for (client *c = clients; c; c = c->next) count++;
    ReleaseSRWLockShared(&guard);
    return count;
}
