/* What the world says about Wi-Fi adapters, their profiles and networks. */
#include "wlan.h"

#include <stdio.h>
#include <string.h>

BOOL location_denied(const world *w)
{
    int at = 0;
    const char *answer = world_next(w, &at, "location"), *rest;
    return answer && word_is(answer, "denied", &rest);
}

void ssid_of(const char *name, DOT11_SSID *ssid)
{
    size_t length = strlen(name);
    ssid->uSSIDLength = length < DOT11_SSID_MAX_LENGTH ? (ULONG)length : DOT11_SSID_MAX_LENGTH;
    memcpy(ssid->ucSSID, name, ssid->uSSIDLength);
}

/* "wlan NAME GUID DESCRIPTION": the GUID is the second field, so world_get does not find it. */
const char *adapter_next(const world *w, int *at, char guid[GUID_TEXT])
{
    const char *line = world_next(w, at, "wlan");
    int used = 0;
    if (!line || sscanf(line, "%*s %38s %n", guid, &used) < 1) return NULL;
    return line + used;
}

BOOL adapter_exists(const world *w, const char *guid)
{
    char candidate[GUID_TEXT];
    for (int at = 0; adapter_next(w, &at, candidate);)
        if (!_stricmp(candidate, guid)) return TRUE;
    return FALSE;
}

int state_of(const world *w, const char *guid)
{
    return world_number(w, "state", guid, DISCONNECTED);
}

void state_put(world *w, const char *guid, int state, const char *profile)
{
    char number[12];
    snprintf(number, sizeof number, "%d", state);
    world_put(w, "state", guid, number);
    world_put(w, "current", guid, profile);
}

BOOL profile_is_saved(const world *w, const char *guid, const char *profile)
{
    const char *line, *name;
    for (int at = 0; (line = world_next(w, &at, "profile"));)
        if (word_is(line, guid, &name) && !strcmp(name, profile)) return TRUE;
    return FALSE;
}

BOOL network_next(const world *w, int *at, const char *guid, network *n)
{
    const char *line, *fields;
    while ((line = world_next(w, at, "network"))) {
        int used = 0;
        if (!word_is(line, guid, &fields) || sscanf(fields, "%d %d %n", &n->quality, &n->connectable, &used) < 2) continue;
        n->name = fields + used;
        return TRUE;
    }
    return FALSE;
}

BOOL network_named(const world *w, const char *guid, const char *name, network *n)
{
    for (int at = 0; network_next(w, &at, guid, n);)
        if (!strcmp(n->name, name)) return TRUE;
    return FALSE;
}
