/* What the parts of the stand-in wlanapi.dll know of each other. */
#ifndef NETSESSION_WLAN_H
#define NETSESSION_WLAN_H

#include "standin.h"

#include <wlanapi.h>

#define SOURCE_ACM WLAN_NOTIFICATION_SOURCE_ACM
#define SOURCE_MSM WLAN_NOTIFICATION_SOURCE_MSM

#define NOT_READY wlan_interface_state_not_ready
#define CONNECTED wlan_interface_state_connected
#define DISCONNECTED wlan_interface_state_disconnected
#define ASSOCIATING wlan_interface_state_associating
#define AUTHENTICATING wlan_interface_state_authenticating

/* A line "network GUID QUALITY CONNECTABLE NAME"; the name lives as long as the world it was read from. */
typedef struct network {
    int quality, connectable;
    const char *name;
} network;

/* In wlanworld.c. Adapters are named by their GUID in text form. */
const char *adapter_next(const world *w, int *at, char guid[GUID_TEXT]);
BOOL adapter_exists(const world *w, const char *guid);
int state_of(const world *w, const char *guid);
void state_put(world *w, const char *guid, int state, const char *profile);
BOOL profile_is_saved(const world *w, const char *guid, const char *profile);
BOOL network_next(const world *w, int *at, const char *guid, network *n);
BOOL network_named(const world *w, const char *guid, const char *name, network *n);
BOOL location_denied(const world *w);

/* Fills SSID and profile alike: in this world a network's profile carries its name. */
void ssid_of(const char *name, DOT11_SSID *ssid);

/* In wlanhandles.c. */
BOOL client_is_open(HANDLE client);
DWORD adapter_check(HANDLE client, const GUID *guid, const world *w, char text[GUID_TEXT]);

/* In wlanevents.c: hears what is appended to the events from now on, until listener_stop, which waits for a running callback. */
typedef struct listener listener;
listener *listener_start(HANDLE client, DWORD sources, WLAN_NOTIFICATION_CALLBACK callback, void *context);
void listener_change(listener *l, DWORD sources, WLAN_NOTIFICATION_CALLBACK callback, void *context);
DWORD listener_sources(const listener *l);
void listener_stop(listener *l);

/* True on a thread that is inside a callback of that client. */
BOOL inside_callback_of(HANDLE client);

/* To be called once, when the DLL is loaded. */
void listeners_prepare(void);

int StandInRegistrations(void);
int StandInHandles(void);

#endif
