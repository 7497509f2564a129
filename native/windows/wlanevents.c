/* Delivers the lines of the world's events to callbacks: one thread a handle, as the tests can then reason about the order. */
#include "wlan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_EVERY_MS 10
#define STORM_THREADS 64
#define PAGE 4096

struct listener {
    HANDLE client;
    SRWLOCK guard;                       /* over the next three, which a second registration may change */
    DWORD sources;
    WLAN_NOTIFICATION_CALLBACK callback;
    void *context;
    ULONGLONG offset;
    HANDLE stop;
    HANDLE thread;
};

typedef union payload {
    WLAN_CONNECTION_NOTIFICATION_DATA connection;
    WLAN_MSM_NOTIFICATION_DATA msm;
    ULONG quality;
} payload;

typedef struct storm {
    listener *listener;
    WLAN_NOTIFICATION_DATA *data;
    int times;
    HANDLE begin;
} storm;

/* Which client's callback the thread is in. Not __thread, which would drag in libgcc's emulation of it. */
static DWORD inside = TLS_OUT_OF_INDEXES;

void listeners_prepare(void)
{
    inside = TlsAlloc();
}

BOOL inside_callback_of(HANDLE client)
{
    return TlsGetValue(inside) == client;
}

static BOOL is_stopped(const listener *l)
{
    return WaitForSingleObject(l->stop, 0) == WAIT_OBJECT_0;
}

static void call_back(listener *l, WLAN_NOTIFICATION_DATA *data)
{
    AcquireSRWLockShared(&l->guard);
    WLAN_NOTIFICATION_CALLBACK callback = l->sources & data->NotificationSource ? l->callback : NULL;
    void *context = l->context;
    ReleaseSRWLockShared(&l->guard);
    if (!callback || is_stopped(l)) return;
    TlsSetValue(inside, l->client);
    callback(data, context);
    TlsSetValue(inside, NULL);
}

static BOOL is_about_a_connection(DWORD code)
{
    return code == wlan_notification_acm_connection_start || code == wlan_notification_acm_connection_complete
        || code == wlan_notification_acm_connection_attempt_fail || code == wlan_notification_acm_disconnecting
        || code == wlan_notification_acm_disconnected;
}

/* Source: the table in the documentation of WLAN_NOTIFICATION_DATA. */
static void fill(WLAN_NOTIFICATION_DATA *data, payload *p, DWORD reason, const char *profile)
{
    DWORD code = data->NotificationCode;
    memset(p, 0, sizeof *p);
    if (data->NotificationSource == SOURCE_ACM && is_about_a_connection(code)) {
        p->connection.wlanConnectionMode = wlan_connection_mode_profile;
        utf16_of(profile, p->connection.strProfileName, WLAN_MAX_NAME_LENGTH);
        ssid_of(profile, &p->connection.dot11Ssid);
        p->connection.dot11BssType = dot11_BSS_type_infrastructure;
        p->connection.bSecurityEnabled = TRUE;
        p->connection.wlanReasonCode = reason;
        data->dwDataSize = sizeof p->connection;
    } else if (data->NotificationSource == SOURCE_MSM && code == 8) {
        p->quality = reason;
        data->dwDataSize = sizeof p->quality;
    } else if (data->NotificationSource == SOURCE_MSM && code >= 1 && code <= 10 && code != 7) {
        p->msm.wlanConnectionMode = wlan_connection_mode_profile;
        utf16_of(profile, p->msm.strProfileName, WLAN_MAX_NAME_LENGTH);
        ssid_of(profile, &p->msm.dot11Ssid);
        p->msm.dot11BssType = dot11_BSS_type_infrastructure;
        p->msm.bSecurityEnabled = TRUE;
        p->msm.wlanReasonCode = reason;
        data->dwDataSize = sizeof p->msm;
    }
    data->pData = data->dwDataSize ? p : NULL;
}

static void deliver_scripted(listener *l, const char *line)
{
    WLAN_NOTIFICATION_DATA data = { 0 };
    payload p;
    char guid[GUID_TEXT];
    unsigned long reason;
    int used = 0;
    if (sscanf(line, "%lu %lu %38s %lu %n", &data.NotificationSource, &data.NotificationCode, guid, &reason, &used) < 4) return;
    if (!guid_parse(guid, &data.InterfaceGuid)) return;
    fill(&data, &p, reason, line + used);
    call_back(l, &data);
}

/*
 * The payload ends where readable memory ends, so that whoever reads more than was announced does not get away with it.
 */
static void deliver_raw(listener *l, const char *line)
{
    WLAN_NOTIFICATION_DATA data = { 0 };
    char guid[GUID_TEXT];
    DWORD before;
    if (sscanf(line, "%lu %lu %38s %lu", &data.NotificationSource, &data.NotificationCode, guid, &data.dwDataSize) != 4) return;
    if (!guid_parse(guid, &data.InterfaceGuid)) return;
    size_t readable = (data.dwDataSize + PAGE - 1) / PAGE * PAGE;
    BYTE *memory = VirtualAlloc(NULL, readable + PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    VirtualProtect(memory + readable, PAGE, PAGE_NOACCESS, &before);
    BYTE *start = memory + readable - data.dwDataSize;
    memset(start, 0xFF, data.dwDataSize);
    data.pData = data.dwDataSize ? start : NULL;
    call_back(l, &data);
    VirtualFree(memory, 0, MEM_RELEASE);
}

static DWORD WINAPI storm_thread(void *argument)
{
    storm *s = argument;
    WaitForSingleObject(s->begin, INFINITE);
    for (int i = 0; i < s->times && !is_stopped(s->listener); i++) {
        WLAN_NOTIFICATION_DATA data = *s->data;
        call_back(s->listener, &data);
    }
    return 0;
}

static void deliver_storm(listener *l, const char *line)
{
    WLAN_NOTIFICATION_DATA data = { 0 };
    payload p;
    char guid[GUID_TEXT];
    storm s = { .listener = l, .data = &data };
    HANDLE threads[STORM_THREADS];
    int count, used = 0;
    if (sscanf(line, "%d %d %lu %lu %38s %n", &count, &s.times, &data.NotificationSource, &data.NotificationCode, guid, &used) < 5) return;
    if (!guid_parse(guid, &data.InterfaceGuid)) return;
    fill(&data, &p, 0, line + used);
    if (count > STORM_THREADS) count = STORM_THREADS;
    s.begin = CreateEventW(NULL, TRUE, FALSE, NULL);
    for (int i = 0; i < count; i++) threads[i] = CreateThread(NULL, 0, storm_thread, &s, 0, NULL);
    SetEvent(s.begin);
    for (int i = 0; i < count; i++) {
        WaitForSingleObject(threads[i], INFINITE);
        CloseHandle(threads[i]);
    }
    CloseHandle(s.begin);
}

static void deliver(listener *l, const char *line)
{
    const char *rest;
    if (word_is(line, "raw", &rest)) deliver_raw(l, rest);
    else if (word_is(line, "storm", &rest)) deliver_storm(l, rest);
    else deliver_scripted(l, line);
}

static DWORD WINAPI listening(void *argument)
{
    listener *l = argument;
    while (WaitForSingleObject(l->stop, LOOK_EVERY_MS) == WAIT_TIMEOUT) {
        char *text = world_events_after(&l->offset);
        char *at = text;
        while (at && *at && !is_stopped(l)) {
            char *end = at + strcspn(at, "\r\n");
            char *next = *end ? end + 1 : end;
            *end = 0;
            if (*at) deliver(l, at);
            at = next;
        }
        free(text);
    }
    return 0;
}

listener *listener_start(HANDLE client, DWORD sources, WLAN_NOTIFICATION_CALLBACK callback, void *context)
{
    listener *l = calloc(1, sizeof *l);
    l->client = client;
    InitializeSRWLock(&l->guard);
    listener_change(l, sources, callback, context);
    world *w = world_change();
    l->offset = world_events_end(w);
    world_free(w);
    l->stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    l->thread = CreateThread(NULL, 0, listening, l, 0, NULL);
    return l;
}

void listener_change(listener *l, DWORD sources, WLAN_NOTIFICATION_CALLBACK callback, void *context)
{
    AcquireSRWLockExclusive(&l->guard);
    l->sources = sources;
    l->callback = callback;
    l->context = context;
    ReleaseSRWLockExclusive(&l->guard);
}

DWORD listener_sources(const listener *l)
{
    return l->sources;
}

void listener_stop(listener *l)
{
    SetEvent(l->stop);
    WaitForSingleObject(l->thread, INFINITE);
    CloseHandle(l->thread);
    CloseHandle(l->stop);
    free(l);
}
