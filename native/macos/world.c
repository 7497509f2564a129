/* The world's state: finding, adding and forgetting. */
#include "world.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LOOK_MS 5 /* how soon whoever waits notices that it need not any more */

struct world world = { .path = { .status = 1 } };
static atomic_long ends_of_delays;

/* All rows of the world begin with the pointer to the next one. */
static void append(void *first, void *row)
{
    void **at = first;
    while (*at) at = *at;
    *at = row;
}

static void *unlink_row(void *first, void *row)
{
    void **at = first;
    while (*at && *at != row) at = *at;
    if (*at) *at = *(void **)row;
    return row;
}

struct netlink *link_named(const char *name)
{
    struct netlink *link = world.links;
    while (link && strcmp(link->name, name)) link = link->next;
    return link;
}

void link_free(struct netlink *link)
{
    while (link->addresses) free(unlink_row(&link->addresses, link->addresses));
    free(link);
}

bool link_forget(const char *name)
{
    struct netlink *link = link_named(name);
    if (link) link_free(unlink_row(&world.links, link));
    return link != NULL;
}

void address_add(struct netlink *link, const struct address *address)
{
    struct address *added = malloc(sizeof *added);
    *added = *address;
    added->next = NULL;
    append(&link->addresses, added);
}

void address_remove(struct netlink *link, const struct address *address)
{
    struct address *found = NULL;
    for (struct address *at = link->addresses; at; at = at->next)
        if (at->v6 == address->v6 && at->prefix == address->prefix && !memcmp(at->bytes, address->bytes, sizeof at->bytes)) found = at;
    if (found) free(unlink_row(&link->addresses, found));
}

void route_add(const struct route *route)
{
    struct route *added = malloc(sizeof *added);
    *added = *route;
    added->next = NULL;
    append(&world.routes, added);
}

bool route_forget(const char *to)
{
    char *text = strdup(to);
    struct address wanted;
    struct route *found = NULL;
    bool parsed = address_parse(text, &wanted);
    free(text);
    for (struct route *at = world.routes; parsed && at; at = at->next)
        if (at->to.v6 == wanted.v6 && at->to.prefix == wanted.prefix && !memcmp(at->to.bytes, wanted.bytes, sizeof wanted.bytes)) found = at;
    if (found) free(unlink_row(&world.routes, found));
    return found != NULL;
}

const char *store_text(const char *key, const char *name)
{
    struct entry *entry = entry_of(world.store, key);
    struct value *value = entry ? entry->value : NULL;
    for (int i = 0; value && value->type == OBJECT_VALUE && i < value->count; i++)
        if (!strcmp(value->names[i]->text, name) && value->items[i]->type == STRING_VALUE) return value->items[i]->text;
    return NULL;
}

struct entry *entry_of(const struct entry *entries, const char *key)
{
    while (entries && strcmp(entries->key, key)) entries = entries->next;
    return (struct entry *)entries;
}

void entries_free(struct entry *entries)
{
    while (entries) {
        struct entry *next = entries->next;
        free(entries->key);
        value_free(entries->value);
        free(entries);
        entries = next;
    }
}

void entries_differ(const struct entry *before, const struct entry *now, struct texts *keys)
{
    for (const struct entry *at = before; at; at = at->next) {
        struct entry *same = entry_of(now, at->key);
        if (!same || !value_equal(same->value, at->value)) texts_add(keys, at->key);
    }
    for (const struct entry *at = now; at; at = at->next)
        if (!entry_of(before, at->key)) texts_add(keys, at->key);
}

void store_put(const char *key, struct value *value)
{
    struct entry *entry = entry_of(world.store, key);
    if (entry && value_equal(entry->value, value)) {
        value_free(value);
        return;
    }
    if (!entry) {
        entry = calloc(1, sizeof *entry);
        entry->key = strdup(key);
        append(&world.store, entry);
    }
    value_free(entry->value);
    entry->value = value;
    texts_add(&changes.keys, key);
}

bool store_remove(const char *key)
{
    struct entry *entry = entry_of(world.store, key);
    if (!entry) return false;
    texts_add(&changes.keys, key);
    unlink_row(&world.store, entry);
    entry->next = NULL;
    entries_free(entry);
    return true;
}

struct row *row_named(const char *name)
{
    struct row *row = world.rows;
    while (row && strcmp(row->name, name)) row = row->next;
    return row;
}

bool row_forget(const char *name)
{
    struct row *row = row_named(name);
    if (!row) return false;
    unlink_row(&world.rows, row);
    free(row->name);
    free(row->type);
    free(row->display);
    free(row);
    return true;
}

struct wifi *wifi_named(const char *name)
{
    struct wifi *wifi = world.wifis;
    while (wifi && strcmp(wifi->name, name)) wifi = wifi->next;
    return wifi;
}

bool wifi_forget(const char *name)
{
    struct wifi *wifi = wifi_named(name);
    if (!wifi) return false;
    unlink_row(&world.wifis, wifi);
    free(wifi->name);
    free(wifi->ssid);
    free(wifi);
    return true;
}

void setting_put(struct setting **settings, const char *what, long number)
{
    struct setting *setting = *settings;
    while (setting && strcmp(setting->what, what)) setting = setting->next;
    if (!setting) {
        setting = calloc(1, sizeof *setting);
        setting->what = strdup(what);
        append(settings, setting);
    }
    setting->number = number;
}

long setting_of(const struct setting *settings, const char *what, long otherwise)
{
    while (settings && strcmp(settings->what, what)) settings = settings->next;
    return settings ? settings->number : otherwise;
}

int refused(const char *what)
{
    return (int)setting_of(world.refusals, what, 0);
}

long delay_of(const char *what, long otherwise)
{
    return setting_of(world.delays, what, otherwise);
}

static long delay_now(const char *what)
{
    LOCKED;
    return delay_of(what, 0);
}

void delays_end(void)
{
    atomic_fetch_add(&ends_of_delays, 1);
}

void delayed(const char *what)
{
    long before = atomic_load(&ends_of_delays), left = delay_now(what);
    while (left > 0 && atomic_load(&ends_of_delays) == before) {
        long millis = left < LOOK_MS ? left : LOOK_MS;
        nanosleep(&(struct timespec){ .tv_nsec = millis * 1000000 }, NULL);
        left -= millis;
    }
}

static void settings_free(struct setting *settings)
{
    while (settings) {
        struct setting *next = settings->next;
        free(settings->what);
        free(settings);
        settings = next;
    }
}

struct entry *world_forget(void)
{
    struct entry *store = world.store;
    while (world.links) link_free(unlink_row(&world.links, world.links));
    while (world.routes) free(unlink_row(&world.routes, world.routes));
    while (world.rows) row_forget(world.rows->name);
    while (world.wifis) wifi_forget(world.wifis->name);
    settings_free(world.refusals);
    settings_free(world.delays);
    world = (struct world){ .path = { .status = 1 } };
    return store;
}
