/* The Objective-C runtime, as far as it takes to ask CoreWLAN. */
#include "darwin.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

struct objc_selector { struct objc_selector *next; char *name; };
struct objc_class { char name; };

struct pool {
    struct object object;
    struct pool *outer;
    const void **objects;
    int count;
};

struct wifi_interface { struct object object; char *name; };

static struct objc_class wifi_client_class, wifi_client;
static struct objc_selector *selectors;
static __thread struct pool *top;

/* Not in calls-system.h as it is here, since Apple's header has it without arguments, for any method's. */
EXPORT long objc_msgSend(void *self, SEL op, void *argument);

EXPORT Class objc_getClass(const char *name)
{
    ENTER;
    if (!name) defect("%s: NULL", __func__);
    return name && corewlan_loaded && !strcmp(name, "CWWiFiClient") ? &wifi_client_class : NULL;
}

EXPORT SEL sel_registerName(const char *str)
{
    ENTER;
    struct objc_selector *selector = selectors;
    if (!str) defect("%s: NULL", __func__);
    if (!str) return NULL;
    while (selector && strcmp(selector->name, str)) selector = selector->next;
    if (selector) return selector;
    selector = malloc(sizeof *selector);
    *selector = (struct objc_selector){ .next = selectors, .name = strdup(str) };
    return selectors = selector;
}

static void pool_dispose(void *object)
{
    struct pool *pool = object;
    for (int i = 0; i < pool->count; i++) object_release(pool->objects[i], "the end of an autorelease pool");
    free(pool->objects);
    pool->objects = NULL;
}

EXPORT void *objc_autoreleasePoolPush(void)
{
    ENTER;
    struct pool *pool = object_new(POOL, sizeof *pool, NULL, pool_dispose);
    pool->outer = top;
    return top = pool;
}

EXPORT void objc_autoreleasePoolPop(void *pool)
{
    ENTER;
    struct pool *known = object_of(pool, POOL, __func__), *at = top;
    if (!known) return;
    if (known != top) defect("%s: a pool that is not the thread's innermost", __func__);
    while (at && at != known) at = at->outer;
    /* As Apple's, it ends the inner ones as well; one of another thread is left alone. */
    while (at && top) {
        struct pool *ended = top;
        top = ended->outer;
        object_release(ended, __func__);
        if (ended == known) break;
    }
}

static long autoreleased(void *object, const char *what)
{
    if (!top) {
        defect("%s: outside of any autorelease pool", what);
        return (long)object;
    }
    top->objects = realloc(top->objects, (size_t)(top->count + 1) * sizeof *top->objects);
    top->objects[top->count++] = object;
    return (long)object;
}

static void interface_dispose(void *object)
{
    struct wifi_interface *interface = object;
    free(interface->name);
    interface->name = NULL;
}

static long interface_named(const void *name)
{
    const char *text = text_of(name, "interfaceWithName:");
    if (!text || !wifi_named(text)) return 0;
    struct wifi_interface *interface = object_new(WIFI, sizeof *interface, NULL, interface_dispose);
    interface->name = strdup(text);
    return autoreleased(interface, "interfaceWithName:");
}

static long unrecognised(const char *selector)
{
    defect("objc_msgSend: unrecognised selector %s", selector);
    return 0;
}

static long ask_interface(const struct wifi_interface *interface, const char *selector)
{
    struct wifi *wifi = wifi_named(interface->name);
    if (!strcmp(selector, "powerOn")) return wifi && wifi->power;
    if (!strcmp(selector, "rssiValue")) return wifi && wifi->power ? wifi->rssi : 0;
    if (strcmp(selector, "ssid")) return unrecognised(selector);
    if (!wifi || !wifi->power || !wifi->ssid) return 0;
    return autoreleased(string_new(wifi->ssid, strlen(wifi->ssid)), "ssid");
}

static bool is_selector(SEL op)
{
    struct objc_selector *selector = selectors;
    while (selector && selector != op) selector = selector->next;
    return selector != NULL;
}

static long send(void *self, SEL op, const void *argument)
{
    if (!self) return 0;
    if (!is_selector(op)) defect("objc_msgSend: %p is no selector", (void *)op);
    if (!is_selector(op)) return 0;
    if (self == &wifi_client_class) return strcmp(op->name, "sharedWiFiClient") ? unrecognised(op->name) : (long)&wifi_client;
    if (self == &wifi_client) return strcmp(op->name, "interfaceWithName:") ? unrecognised(op->name) : interface_named(argument);
    struct wifi_interface *interface = object_of(self, WIFI, "objc_msgSend");
    return interface ? ask_interface(interface, op->name) : 0;
}

long objc_msgSend(void *self, SEL op, void *argument)
{
    /* What takes its time is the asking of another process, hence the messages that do. */
    if (self && self != &wifi_client_class) delayed("wifi");
    ENTER;
    return send(self, op, argument);
}
