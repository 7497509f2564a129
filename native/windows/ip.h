/* What the parts of the stand-in iphlpapi.dll know of each other. */
#ifndef NETSESSION_IP_H
#define NETSESSION_IP_H

#include "standin.h"

#include <iphlpapi.h>
#include <netioapi.h>

/* Windows 10 2004; absent from mingw's nldef.h. */
typedef struct connectivity_hint {
    int level;
    int cost;
    BOOLEAN approaching_data_limit;
    BOOLEAN over_data_limit;
    BOOLEAN roaming;
} connectivity_hint; /* NL_NETWORK_CONNECTIVITY_HINT */

_Static_assert(sizeof(connectivity_hint) == 12, "NL_NETWORK_CONNECTIVITY_HINT");
_Static_assert(sizeof(MIB_IF_ROW2) == 1352, "MIB_IF_ROW2");

/* An interface as the world shows it. */
typedef struct interface_entry {
    char name[64];        /* its Linux name, or "" for an invented row */
    BOOL cut_off;         /* a Wi-Fi adapter that is not connected: no addresses and no routes */
    BOOL overlaid;        /* the world says something about it */
    MIB_IF_ROW2 row;
} interface_entry;

typedef struct interfaces interfaces;

/* In interfaces.c. Returns NULL, with the code, when Wine refuses. */
interfaces *interfaces_read(DWORD *code);
void interfaces_free(interfaces *all);
DWORD interfaces_count(const interfaces *all);
const interface_entry *interfaces_at(const interfaces *all, DWORD i);

/* The living interface that a row of Wine with that index means; NULL for a removed one. */
const interface_entry *interface_of_wine(const interfaces *all, NET_IFINDEX index);
const interface_entry *interface_named(const interfaces *all, const char *name);

/* The interface with that LUID, or without one with that index, as the 2-functions of IP Helper choose. */
const interface_entry *interface_chosen(const interfaces *all, const NET_LUID *luid, NET_IFINDEX index);

/* In routes.c: the DAD states of Linux's IPv6 addresses, as Wine calls every address preferred. Never NULL. */
typedef struct dad_states dad_states;
dad_states *dad_states_read(void);
void dad_states_free(dad_states *all);

/* The state of that address on that interface; the one that is given where Linux lists no such address, as for IPv4. */
NL_DAD_STATE dad_state_of(const dad_states *all, const interface_entry *e, const SOCKADDR *address, NL_DAD_STATE otherwise);

/* In routes.c. To be freed with free(): what is only looked at must not show in StandInBlocks. */
DWORD addresses_read(const interfaces *all, ADDRESS_FAMILY family, MIB_UNICASTIPADDRESS_TABLE **table);
DWORD routes_read(const interfaces *all, ADDRESS_FAMILY family, MIB_IPFORWARD_TABLE2 **table);

/* Windows' automatic metric would go by the link's speed. One for all keeps "the lower route metric wins" true in every test. */
ULONG interface_metric(const interface_entry *e);

/* In changes.c. */
int StandInRegistrations(void);

/* In fingerprint.c. Another number when anything may have changed that the tables show, counters excepted. */
ULONG64 fingerprint(void);

/* In iphlpapi.c. FALSE where the world has no "hint" line. */
BOOL hint_read(connectivity_hint *hint);

/* A function of Wine's own iphlpapi.dll, or NULL. */
FARPROC wine_function(const char *name);
/* The stand-in itself, which must not be taken for Wine's. */
void wine_not_in(HMODULE module);

#endif
