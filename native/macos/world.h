/* The scripted world: what the tests write down about links, the dynamic store, services and Wi-Fi. All of it is behind the lock. */
#ifndef NETSESSION_WORLD_H
#define NETSESSION_WORLD_H

#include "standin.h"

enum value_type { OBJECT_VALUE, ARRAY_VALUE, STRING_VALUE, INTEGER_VALUE, TRUE_VALUE, FALSE_VALUE, UNKNOWN_VALUE };
struct value {
    enum value_type type;
    char *text;                 /* of a string; with bytes, as it may hold a zero */
    size_t bytes;
    int64_t number;
    int count;
    struct value **names, **items;
};
struct value *value_parse(const char *json);    /* NULL if it is none */
void value_free(struct value *value);
bool value_equal(const struct value *a, const struct value *b);
EXPORT const void *value_object(const struct value *value);     /* a fresh CF object */

struct address { struct address *next; bool v6; uint8_t bytes[16]; int prefix; uint32_t scope; };
/* "ADDRESS/PREFIX"; the text is cut at the slash. */
bool address_parse(char *text, struct address *address);

enum counter { RX_BYTES, TX_BYTES, RX_PACKETS, TX_PACKETS, RX_ERRORS, TX_ERRORS, RX_DROPS, TX_DROPS, COUNTERS };
#define LINK_NAME 16
#define LINK_MAC 20
struct netlink {
    struct netlink *next;
    char name[LINK_NAME];
    int index, type;
    uint32_t flags, mtu;
    int mac_length;
    uint8_t mac[LINK_MAC];
    uint64_t counters[COUNTERS];
    struct address *addresses;
};

/* What goes to a range of addresses leaves by a link. Scoped: only for look-ups that name the link. */
struct route { struct route *next; struct address to; char link[LINK_NAME]; bool scoped, refuses, direct; struct address source; };

struct entry { struct entry *next; char *key; struct value *value; };
struct row { struct row *next; char *name, *type, *display; };
struct wifi { struct wifi *next; char *name; int rssi; bool power; char *ssid; };
struct setting { struct setting *next; char *what; long number; };
struct service {
    struct service *next;
    char *id, *link, *text;     /* the text: of its address */
    struct address address;
    int status, others, linger;
    bool fails, applied;        /* applied: the link and the store show it */
    bool extension;             /* of a network extension: nobody is counted, and any stop is for all */
    long ticket;                /* of the transition under way */
};
struct path_state { int status; bool expensive, constrained; };

#define BOOT_ROOM 64
struct world {
    struct netlink *links;
    struct route *routes;
    int strangers;              /* messages of others that a routing socket hears before each answer */
    struct entry *store;
    struct row *rows;
    struct wifi *wifis;
    struct service *services;
    struct setting *refusals, *delays;
    struct path_state path;
    double suspended;
    char boot[BOOT_ROOM];       /* the id of the boot; empty for that of this machine */
};
EXPORT extern struct world world;

/* Forgets all but the services, whose part that is, and the store, which is handed over to the caller to be compared. */
struct entry *world_forget(void);
void entries_free(struct entry *entries);
void entries_differ(const struct entry *before, const struct entry *now, struct texts *keys);

EXPORT struct netlink *link_named(const char *name);
void route_add(const struct route *route);
bool route_forget(const char *to);
/* The text of a value within a dictionary of the store; NULL if there is none. */
EXPORT const char *store_text(const char *key, const char *name);
EXPORT struct row *row_named(const char *name);
EXPORT struct wifi *wifi_named(const char *name);
struct entry *entry_of(const struct entry *entries, const char *key);
void store_put(const char *key, struct value *value);   /* takes the value over */
bool store_remove(const char *key);
bool link_forget(const char *name);
bool row_forget(const char *name);
bool wifi_forget(const char *name);
void link_free(struct netlink *link);
void address_add(struct netlink *link, const struct address *address);
void address_remove(struct netlink *link, const struct address *address);

void setting_put(struct setting **settings, const char *what, long number);
long setting_of(const struct setting *settings, const char *what, long otherwise);
EXPORT int refused(const char *what);           /* the scripted code, 0 for none */
EXPORT void delayed(const char *what);          /* waits; called without the lock */
EXPORT void delays_end(void);                   /* whoever waits now waits no longer */
EXPORT long delay_of(const char *what, long otherwise);

/* One line of a world; false if it is none. Nobody is told yet. The text is cut up. */
bool line_execute(char *line);
/* The next word, cut off the rest; NULL at the end. */
char *word_of(char **rest);
bool integer_of(const char *word, int64_t *number);

/* ---- The application's sockets. V6_ON_V4: of AF_INET6, and bound to an IPv4 address. */
enum family { NO_FAMILY, FAMILY_V4, FAMILY_V6, FAMILY_V6_ON_V4, OTHER_FAMILY };
EXPORT enum family socket_family(int descriptor);
EXPORT int socket_index(int descriptor);                /* of the link that it is bound to; 0 for none */
EXPORT void socket_bind(int descriptor, int level, int index);
long bound_to(const char *descriptor);                  /* the same index */
long bound_at(const char *descriptor);                  /* by an option of which level */

/* ---- Routing sockets: pairs of Linux's, of which the caller has one end. */
EXPORT int pipe_open(void);                             /* the caller's end; -1 if there are too many */
EXPORT bool pipe_is(int descriptor);
EXPORT bool pipe_put(int descriptor, const void *message, size_t bytes);
EXPORT intptr_t pipe_take(int descriptor, void *buffer, size_t bytes, long millis);    /* -1 with errno */
EXPORT bool pipe_close(int descriptor);
EXPORT int pipe_keep(int descriptor);                   /* not over exec */

/* ---- Services. A holder is the beginning of a connection object. */
struct holder { struct object object; char *id; bool holds; };
EXPORT int service_status(const char *id);
EXPORT int service_start(struct holder *holder, bool linger);   /* an SCError code, 0 for taken */
EXPORT int service_stop(struct holder *holder, bool force);
EXPORT void service_withdraw(struct holder *holder);
struct service *service_of(const char *id);
void service_up(struct service *service);
void service_down(struct service *service);
void service_says(struct service *service, int status);
bool service_forget(const char *id);
void services_free(void);
long service_references(const char *id);

#endif
