/* The functions of the stand-in wlanapi.dll that only look: adapters, profiles, networks and the connection. */
#include "wlan.h"

#include <stdio.h>
#include <string.h>

/* Bits of WLAN_AVAILABLE_NETWORK.dwFlags, absent from mingw's headers. */
#define NETWORK_IS_CONNECTED 1
#define NETWORK_HAS_PROFILE 2

DWORD WINAPI WlanEnumInterfaces(HANDLE client, PVOID reserved, PWLAN_INTERFACE_INFO_LIST *list)
{
    (void)reserved;
    char guid[GUID_TEXT];
    const char *description;
    DWORD failure = entered("WlanEnumInterfaces"), count = 0;
    if (failure) return failure;
    if (!list) return ERROR_INVALID_PARAMETER;
    if (!client_is_open(client)) return ERROR_INVALID_HANDLE;
    world *w = world_read();
    for (int at = 0; adapter_next(w, &at, guid);) count++;
    *list = block_new(sizeof **list + (count + 1) * sizeof(WLAN_INTERFACE_INFO));
    for (int at = 0; (description = adapter_next(w, &at, guid));) {
        WLAN_INTERFACE_INFO *info = &(*list)->InterfaceInfo[(*list)->dwNumberOfItems++];
        guid_parse(guid, &info->InterfaceGuid);
        utf16_of(description, info->strInterfaceDescription, WLAN_MAX_NAME_LENGTH);
        info->isState = state_of(w, guid);
    }
    world_free(w);
    return ERROR_SUCCESS;
}

DWORD WINAPI WlanGetProfileList(HANDLE client, const GUID *guid, PVOID reserved, PWLAN_PROFILE_INFO_LIST *list)
{
    (void)reserved;
    char text[GUID_TEXT];
    const char *line, *name;
    DWORD result = entered("WlanGetProfileList"), count = 0;
    if (result) return result;
    if (!list) return ERROR_INVALID_PARAMETER;
    world *w = world_read();
    result = adapter_check(client, guid, w, text);
    if (!result) {
        for (int at = 0; world_next(w, &at, "profile");) count++;
        *list = block_new(sizeof **list + count * sizeof(WLAN_PROFILE_INFO));
        for (int at = 0; (line = world_next(w, &at, "profile"));)
            if (word_is(line, text, &name))
                utf16_of(name, (*list)->ProfileInfo[(*list)->dwNumberOfItems++].strProfileName, WLAN_MAX_NAME_LENGTH);
    }
    world_free(w);
    return result;
}

static int quality_of(const world *w, const char *guid, const char *profile)
{
    network n = { 0 };
    network_named(w, guid, profile, &n);
    return world_number(w, "quality", guid, n.quality);
}

/* Windows maps -100..-50 dBm to 0..100; this is the way back. Source: WLAN_ASSOCIATION_ATTRIBUTES, wlanSignalQuality. */
static LONG dbm_of(int quality)
{
    return quality / 2 - 100;
}

static void bssid_parse(const char *text, UCHAR bssid[6])
{
    unsigned int b[6];
    if (text && sscanf(text, "%x:%x:%x:%x:%x:%x", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5]) == 6)
        for (int i = 0; i < 6; i++) bssid[i] = (UCHAR)b[i];
}

static WLAN_CONNECTION_ATTRIBUTES *connection_of(const world *w, const char *guid)
{
    WLAN_CONNECTION_ATTRIBUTES *c = block_new(sizeof *c);
    WLAN_ASSOCIATION_ATTRIBUTES *a = &c->wlanAssociationAttributes;
    const char *profile = world_get(w, "current", guid);
    if (!profile) profile = "";
    c->isState = CONNECTED;
    c->wlanConnectionMode = wlan_connection_mode_profile;
    utf16_of(profile, c->strProfileName, WLAN_MAX_NAME_LENGTH);
    ssid_of(profile, &a->dot11Ssid);
    a->dot11BssType = dot11_BSS_type_infrastructure;
    bssid_parse(world_get(w, "bssid", guid), a->dot11Bssid);
    a->dot11PhyType = dot11_phy_type_ht;
    a->wlanSignalQuality = quality_of(w, guid, profile);
    a->ulRxRate = 866700; /* kbit/s, the rate of two streams at 80 MHz */
    a->ulTxRate = 780000;
    c->wlanSecurityAttributes.bSecurityEnabled = TRUE;
    c->wlanSecurityAttributes.dot11AuthAlgorithm = DOT11_AUTH_ALGO_RSNA_PSK;
    c->wlanSecurityAttributes.dot11CipherAlgorithm = DOT11_CIPHER_ALGO_CCMP;
    return c;
}

static DWORD query(const world *w, const char *guid, WLAN_INTF_OPCODE opcode, DWORD *size, void **data)
{
    int state = state_of(w, guid);
    if (opcode == wlan_intf_opcode_interface_state) {
        WLAN_INTERFACE_STATE *answer = *data = block_new(*size = sizeof *answer);
        *answer = state;
        return ERROR_SUCCESS;
    }
    if (opcode == wlan_intf_opcode_current_connection) {
        if (location_denied(w)) return ERROR_ACCESS_DENIED;
        if (state != CONNECTED) return ERROR_INVALID_STATE;
        *size = sizeof(WLAN_CONNECTION_ATTRIBUTES);
        *data = connection_of(w, guid);
        return ERROR_SUCCESS;
    }
    if (opcode == wlan_intf_opcode_rssi) {
        const char *profile = world_get(w, "current", guid);
        if (state != CONNECTED) return ERROR_INVALID_STATE;
        LONG *answer = *data = block_new(*size = sizeof *answer);
        *answer = world_number(w, "rssi", guid, dbm_of(quality_of(w, guid, profile ? profile : "")));
        return ERROR_SUCCESS;
    }
    return ERROR_NOT_SUPPORTED;
}

DWORD WINAPI WlanQueryInterface(HANDLE client, const GUID *guid, WLAN_INTF_OPCODE opcode, PVOID reserved, PDWORD size, PVOID *data,
                                PWLAN_OPCODE_VALUE_TYPE type)
{
    (void)reserved;
    char text[GUID_TEXT];
    DWORD result = entered_with("WlanQueryInterface", opcode, FALSE);
    if (result) return result;
    if (!size || !data) return ERROR_INVALID_PARAMETER;
    world *w = world_read();
    result = adapter_check(client, guid, w, text);
    if (!result) result = query(w, text, opcode, size, data);
    if (!result && type) *type = wlan_opcode_value_type_query_only;
    world_free(w);
    return result;
}

static void describe(const world *w, const char *guid, const network *n, WLAN_AVAILABLE_NETWORK *out)
{
    const char *current = world_get(w, "current", guid);
    ssid_of(n->name, &out->dot11Ssid);
    if (profile_is_saved(w, guid, n->name)) {
        utf16_of(n->name, out->strProfileName, WLAN_MAX_NAME_LENGTH);
        out->dwFlags |= NETWORK_HAS_PROFILE;
    }
    if (state_of(w, guid) == CONNECTED && current && !strcmp(current, n->name)) out->dwFlags |= NETWORK_IS_CONNECTED;
    out->dot11BssType = dot11_BSS_type_infrastructure;
    out->uNumberOfBssids = 1;
    out->bNetworkConnectable = n->connectable;
    out->uNumberOfPhyTypes = 1;
    out->dot11PhyTypes[0] = dot11_phy_type_ht;
    out->wlanSignalQuality = n->quality;
    out->bSecurityEnabled = TRUE;
    out->dot11DefaultAuthAlgorithm = DOT11_AUTH_ALGO_RSNA_PSK;
    out->dot11DefaultCipherAlgorithm = DOT11_CIPHER_ALGO_CCMP;
}

DWORD WINAPI WlanGetAvailableNetworkList(HANDLE client, const GUID *guid, DWORD flags, PVOID reserved, PWLAN_AVAILABLE_NETWORK_LIST *list)
{
    (void)flags;
    (void)reserved;
    char text[GUID_TEXT];
    network n;
    DWORD result = entered("WlanGetAvailableNetworkList"), count = 0;
    if (result) return result;
    if (!list) return ERROR_INVALID_PARAMETER;
    world *w = world_read();
    result = adapter_check(client, guid, w, text);
    if (!result && location_denied(w)) result = ERROR_ACCESS_DENIED;
    if (!result) {
        for (int at = 0; network_next(w, &at, text, &n);) count++;
        *list = block_new(sizeof **list + count * sizeof(WLAN_AVAILABLE_NETWORK));
        for (int at = 0; network_next(w, &at, text, &n);) describe(w, text, &n, &(*list)->Network[(*list)->dwNumberOfItems++]);
    }
    world_free(w);
    return result;
}

static void describe_bss(const world *w, const char *guid, const network *n, int ordinal, WLAN_BSS_ENTRY *out)
{
    const char *current = world_get(w, "current", guid);
    UCHAR invented[6] = { 2, 0, 0, 0, 0, (UCHAR)(ordinal + 1) };
    ssid_of(n->name, &out->dot11Ssid);
    memcpy(out->dot11Bssid, invented, sizeof invented);
    if (current && !strcmp(current, n->name)) bssid_parse(world_get(w, "bssid", guid), out->dot11Bssid);
    out->dot11BssType = dot11_BSS_type_infrastructure;
    out->dot11BssPhyType = dot11_phy_type_ht;
    out->lRssi = dbm_of(n->quality);
    out->uLinkQuality = n->quality;
    out->bInRegDomain = TRUE;
    out->usBeaconPeriod = 100;
    out->ulChCenterFrequency = 5180000; /* kHz, channel 36 */
}

DWORD WINAPI WlanGetNetworkBssList(HANDLE client, const GUID *guid, const PDOT11_SSID ssid, DOT11_BSS_TYPE type, WINBOOL secure,
                                   PVOID reserved, PWLAN_BSS_LIST *list)
{
    (void)type;
    (void)secure;
    (void)reserved;
    char text[GUID_TEXT];
    network n;
    DWORD result = entered("WlanGetNetworkBssList"), count = 0;
    if (result) return result;
    if (!list) return ERROR_INVALID_PARAMETER;
    world *w = world_read();
    result = adapter_check(client, guid, w, text);
    if (!result && location_denied(w)) result = ERROR_ACCESS_DENIED;
    if (!result) {
        for (int at = 0; network_next(w, &at, text, &n);) count++;
        *list = block_new(sizeof **list + count * sizeof(WLAN_BSS_ENTRY));
        for (int at = 0; network_next(w, &at, text, &n);) {
            WLAN_BSS_ENTRY entry = { 0 };
            describe_bss(w, text, &n, at, &entry);
            if (ssid && (ssid->uSSIDLength != entry.dot11Ssid.uSSIDLength
                         || memcmp(ssid->ucSSID, entry.dot11Ssid.ucSSID, ssid->uSSIDLength))) continue;
            (*list)->wlanBssEntries[(*list)->dwNumberOfItems++] = entry;
        }
        (*list)->dwTotalSize = FIELD_OFFSET(WLAN_BSS_LIST, wlanBssEntries) + (*list)->dwNumberOfItems * sizeof(WLAN_BSS_ENTRY);
    }
    world_free(w);
    return result;
}
