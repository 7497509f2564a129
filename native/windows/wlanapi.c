/*
 * Stand-in wlanapi.dll: the functions that change something, and memory.
 * Handles are in wlanhandles.c, notifications in wlanevents.c, what only looks in wlanlists.c.
 */
#include "wlan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RADIO_OFF 0x80342002                    /* ERROR_NDIS_DOT11_POWER_STATE_INVALID */
#define REASON_NETWORK_NOT_AVAILABLE 0x0002800B /* WLAN_REASON_CODE_AC_CONNECT_BASE (0x28000) + 11; not in mingw's headers */
#define DEFAULT_MS 20

/* What a call leads to, later and on another thread. */
typedef struct later {
    char guid[GUID_TEXT];
    char profile[3 * WLAN_MAX_NAME_LENGTH];
    DWORD reason;
    int after_ms;
    BOOL silent;
} later;

static void tell_acm(world *w, int code, const char *guid, DWORD reason, const char *profile)
{
    world_tell(w, "%d %d %s %lu %s", SOURCE_ACM, code, guid, reason, profile);
}

static void begin_later(const later *l, LPTHREAD_START_ROUTINE run)
{
    later *own = malloc(sizeof *own);
    *own = *l;
    CloseHandle(CreateThread(NULL, 0, run, own, 0, NULL));
}

static DWORD WINAPI scan_ends(void *argument)
{
    later *l = argument;
    Sleep(l->after_ms);
    world *w = world_change();
    if (adapter_exists(w, l->guid)) tell_acm(w, wlan_notification_acm_scan_complete, l->guid, 0, "");
    world_free(w);
    free(l);
    return 0;
}

DWORD WINAPI WlanScan(HANDLE client, const GUID *guid, const PDOT11_SSID ssid, const PWLAN_RAW_DATA elements, PVOID reserved)
{
    (void)ssid;
    (void)elements;
    (void)reserved;
    later l = { .after_ms = DEFAULT_MS };
    DWORD result = entered("WlanScan");
    if (result) return result;
    world *w = world_read();
    result = adapter_check(client, guid, w, l.guid);
    if (!result && location_denied(w)) result = ERROR_ACCESS_DENIED;
    world_free(w);
    if (!result) begin_later(&l, scan_ends);
    return result;
}

static BOOL is_connecting(const world *w, const char *guid)
{
    int state = state_of(w, guid);
    return state >= ASSOCIATING && state <= AUTHENTICATING;
}

/* Reads "outcome GUID WORD [NUMBER] PROFILE": the line of this very profile, or else the one for all of them ("*"). */
static BOOL outcome_of(const world *w, const char *guid, const char *profile, char word[16], DWORD *number)
{
    const char *line, *fields;
    BOOL found = FALSE;
    for (int at = 0; (line = world_next(w, &at, "outcome"));) {
        char candidate[16];
        int used = 0, numbered = 0;
        DWORD value = 0;
        if (!word_is(line, guid, &fields) || sscanf(fields, "%15s %n", candidate, &used) < 1) continue;
        /* The number may be left out; a profile called "5" is told from it by nothing following. */
        if (sscanf(fields + used, "%li %n", (long *)&value, &numbered) < 1 || !fields[used + numbered]
            || fields[used + numbered - 1] != ' ') numbered = 0;
        const char *subject = fields + used + numbered;
        if (strcmp(subject, profile) && (found || strcmp(subject, "*"))) continue;
        found = TRUE;
        strcpy(word, candidate);
        if (numbered) *number = value;
        if (!strcmp(subject, profile)) break;
    }
    return found;
}

static void foresee(const world *w, later *l)
{
    char word[16] = "ok";
    DWORD number = DEFAULT_MS;
    network n;
    outcome_of(w, l->guid, l->profile, word, &number);
    l->after_ms = DEFAULT_MS;
    l->silent = !strcmp(word, "silent");
    if (!strcmp(word, "fail")) l->reason = number;
    else if (!network_named(w, l->guid, l->profile, &n)) l->reason = REASON_NETWORK_NOT_AVAILABLE;
    else l->after_ms = (int)number;
}

static DWORD WINAPI attempt_ends(void *argument)
{
    later *l = argument;
    Sleep(l->after_ms);
    world *w = world_change();
    const char *current = world_get(w, "current", l->guid);
    /* Whoever disconnected, connected elsewhere or removed the adapter in the meantime has had the last word. */
    if (adapter_exists(w, l->guid) && is_connecting(w, l->guid) && current && !strcmp(current, l->profile)) {
        if (l->reason) {
            state_put(w, l->guid, DISCONNECTED, NULL);
            tell_acm(w, wlan_notification_acm_connection_attempt_fail, l->guid, l->reason, l->profile);
        } else {
            state_put(w, l->guid, CONNECTED, l->profile);
        }
        tell_acm(w, wlan_notification_acm_connection_complete, l->guid, l->reason, l->profile);
    }
    world_free(w);
    free(l);
    return 0;
}

static void tell_disconnected(world *w, const char *guid, const char *profile)
{
    tell_acm(w, wlan_notification_acm_disconnecting, guid, 0, profile);
    tell_acm(w, wlan_notification_acm_disconnected, guid, 0, profile);
}

static DWORD connect_to(world *w, later *l)
{
    const char *current = world_get(w, "current", l->guid);
    int state = state_of(w, l->guid);
    if (!profile_is_saved(w, l->guid, l->profile)) return ERROR_NOT_FOUND;
    if (state == NOT_READY) return RADIO_OFF;
    if (state == CONNECTED && current && strcmp(current, l->profile)) tell_disconnected(w, l->guid, current);
    state_put(w, l->guid, ASSOCIATING, l->profile);
    tell_acm(w, wlan_notification_acm_connection_start, l->guid, 0, l->profile);
    foresee(w, l);
    return ERROR_SUCCESS;
}

DWORD WINAPI WlanConnect(HANDLE client, const GUID *guid, const PWLAN_CONNECTION_PARAMETERS parameters, PVOID reserved)
{
    (void)reserved;
    later l = { 0 };
    DWORD result = entered("WlanConnect");
    if (result) return result;
    if (!parameters) return ERROR_INVALID_PARAMETER;
    world *w = world_change();
    result = adapter_check(client, guid, w, l.guid);
    if (!result && parameters->wlanConnectionMode != wlan_connection_mode_profile) result = ERROR_NOT_SUPPORTED;
    if (!result && !parameters->strProfile) result = ERROR_INVALID_PARAMETER;
    if (!result) {
        utf8_of(parameters->strProfile, l.profile, sizeof l.profile);
        result = connect_to(w, &l);
    }
    world_free(w);
    if (!result && !l.silent) begin_later(&l, attempt_ends);
    return result;
}

DWORD WINAPI WlanDisconnect(HANDLE client, const GUID *guid, PVOID reserved)
{
    (void)reserved;
    char text[GUID_TEXT];
    DWORD result = entered("WlanDisconnect");
    if (result) return result;
    world *w = world_change();
    result = adapter_check(client, guid, w, text);
    if (!result && (state_of(w, text) == CONNECTED || is_connecting(w, text))) {
        const char *profile = world_get(w, "current", text);
        tell_disconnected(w, text, profile ? profile : "");
        state_put(w, text, DISCONNECTED, NULL);
    }
    world_free(w);
    return result;
}

DWORD WINAPI WlanReasonCodeToString(DWORD reason, DWORD room, PWCHAR text, PVOID reserved)
{
    (void)reserved;
    DWORD failure = entered("WlanReasonCodeToString");
    if (failure) return failure;
    if (!text || !room) return ERROR_INVALID_PARAMETER;
    _snwprintf(text, room, L"reason %lu", reason);
    text[room - 1] = 0;
    return ERROR_SUCCESS;
}

PVOID WINAPI WlanAllocateMemory(DWORD size)
{
    return entered("WlanAllocateMemory") ? NULL : block_new(size);
}

VOID WINAPI WlanFreeMemory(PVOID memory)
{
    called("WlanFreeMemory");
    if (!memory || block_free(memory)) return;
    fprintf(stderr, "[stand-in wlanapi] WlanFreeMemory(%p): not given out, or freed before\n", memory);
    fflush(stderr);
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved)
{
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH) return TRUE;
    DisableThreadLibraryCalls(module);
    listeners_prepare();
    fprintf(stderr, "[stand-in wlanapi] loaded\n");
    fflush(stderr);
    return TRUE;
}
