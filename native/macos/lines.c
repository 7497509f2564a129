/* What the lines of a world mean. */
#include "lines.h"

#include <stdlib.h>
#include <string.h>

static const char *const refusable[] = {
    "store", "keys", "queue", "copy", "interfaces", "connection", "start", "stop", "ifmib", "boot", "boundif", "route", "routesocket", "iflist2", "ifaddrs", "monitor", NULL
};
static const char *const delayable[] = {
    "store", "copy", "interfaces", "connection", "start", "stop", "wifi", "connect", "disconnect", "path", NULL
};

static bool is_one_of(const char *const *words, const char *word)
{
    while (*words && strcmp(*words, word)) words++;
    return *words != NULL;
}

static bool store_line(char *rest)
{
    char *key = word_of(&rest);
    struct value *value = key ? value_parse(rest) : NULL;
    if (value) store_put(key, value);
    return value != NULL;
}

static char *copy_unless_dash(const char *text)
{
    return text && strcmp(text, "-") ? strdup(text) : NULL;
}

static bool interface_line(char *rest)
{
    char *name = word_of(&rest), *type = word_of(&rest);
    if (!name || !type) return false;
    struct row *row = row_named(name);
    if (!row) {
        struct row **end = &world.rows;
        while (*end) end = &(*end)->next;
        *end = row = calloc(1, sizeof *row);
        row->name = strdup(name);
    }
    free(row->type);
    free(row->display);
    row->type = copy_unless_dash(type);
    row->display = copy_unless_dash(rest_of(&rest));
    return true;
}

static bool wifi_line(char *rest)
{
    char *name = word_of(&rest);
    int64_t n[2];
    if (!name || !next_number(&rest, &n[0]) || !next_number(&rest, &n[1]) || !rest_of(&rest)) return false;
    struct wifi *wifi = wifi_named(name);
    if (!wifi) {
        wifi = calloc(1, sizeof *wifi);
        wifi->name = strdup(name);
        wifi->next = world.wifis;
        world.wifis = wifi;
    }
    free(wifi->ssid);
    wifi->rssi = (int)n[0];
    wifi->power = n[1] != 0;
    wifi->ssid = copy_unless_dash(rest_of(&rest));
    return true;
}

static bool path_line(char *rest)
{
    int64_t n[3];
    if (!numbers(&rest, n, 3)) return false;
    struct path_state path = { .status = (int)n[0], .expensive = n[1] != 0, .constrained = n[2] != 0 };
    struct path_state before = world.path;
    if (before.status != path.status || before.expensive != path.expensive || before.constrained != path.constrained) changes.path = true;
    world.path = path;
    return true;
}

static bool service_line(char *rest)
{
    char *id = word_of(&rest), *link = word_of(&rest), *text = word_of(&rest);
    struct address address;
    if (!id || !link || !text || rest_of(&rest) || !address_parse(text, &address)) return false;
    service_forget(id);
    struct service *service = calloc(1, sizeof *service);
    *service = (struct service){
        .next = world.services, .id = strdup(id), .link = strdup(link), .text = strdup(text), .address = address, .linger = -1
    };
    world.services = service;
    return true;
}

static struct service *next_service(char **rest)
{
    char *id = word_of(rest);
    return id ? service_of(id) : NULL;
}

static bool up_line(char *rest)
{
    struct service *service = next_service(&rest);
    if (!service || rest_of(&rest)) return false;
    service_up(service);
    return true;
}

static bool down_line(char *rest)
{
    struct service *service = next_service(&rest);
    if (!service || rest_of(&rest)) return false;
    service_down(service);
    return true;
}

/* "status ID NUMBER": of SCNetworkConnectionStatus, from -1 (invalid) to 3 (disconnecting). */
static bool status_line(char *rest)
{
    struct service *service = next_service(&rest);
    int64_t n;
    if (!service || !numbers(&rest, &n, 1) || n < -1 || n > 3) return false;
    service_says(service, (int)n);
    return true;
}

static bool others_line(char *rest)
{
    struct service *service = next_service(&rest);
    int64_t n;
    if (!service || !numbers(&rest, &n, 1)) return false;
    service->others = (int)n;
    return true;
}

static bool extension_line(char *rest)
{
    struct service *service = next_service(&rest);
    if (!service) return false;
    service->extension = true;
    return true;
}

static bool fail_line(char *rest)
{
    struct service *service = next_service(&rest);
    int64_t n;
    if (!service || !numbers(&rest, &n, 1)) return false;
    service->fails = n != 0;
    return true;
}

static bool set(char *rest, const char *const *allowed, struct setting **settings)
{
    char *what = word_of(&rest);
    int64_t n;
    if (!what || !is_one_of(allowed, what) || !numbers(&rest, &n, 1) || n < 0) return false;
    setting_put(settings, what, (long)n);
    return true;
}

static bool refuse_line(char *rest)
{
    return set(rest, refusable, &world.refusals);
}

static bool delay_line(char *rest)
{
    return set(rest, delayable, &world.delays);
}

static bool release_line(char *rest)
{
    if (rest_of(&rest)) return false;
    delays_end();
    return true;
}

static bool restart_line(char *rest)
{
    if (rest_of(&rest)) return false;
    changes.restarts++;
    return true;
}

static bool spurious_line(char *rest)
{
    int64_t n;
    if (!numbers(&rest, &n, 1) || n < 0) return false;
    changes.spurious += (int)n;
    return true;
}

static bool suspended_line(char *rest)
{
    char *word = word_of(&rest), *end;
    double seconds = word ? strtod(word, &end) : 0;
    if (!word || *end || rest_of(&rest)) return false;
    world.suspended = seconds;
    return true;
}

static bool boot_line(char *rest)
{
    char *id = word_of(&rest);
    if (!id || strlen(id) >= BOOT_ROOM || rest_of(&rest)) return false;
    strcpy(world.boot, id);
    return true;
}

static bool forget_line(char *rest)
{
    static const struct { const char *what; bool (*forget)(const char *); } kinds[] = {
        { "link", link_forget }, { "store", store_remove }, { "service", service_forget }, { "wifi", wifi_forget },
        { "interface", row_forget }, { "route", route_gone }
    };
    char *what = word_of(&rest), *name = word_of(&rest);
    for (int i = 0; name && !rest_of(&rest) && i < 6; i++)
        if (!strcmp(what, kinds[i].what)) return kinds[i].forget(name);
    return false;
}

bool line_execute(char *line)
{
    static const struct { const char *word; bool (*execute)(char *rest); } lines[] = {
        { "link", link_line }, { "address", address_line }, { "embedded", embedded_line }, { "counters", counters_line },
        { "traffic", traffic_line }, { "store", store_line }, { "interface", interface_line }, { "path", path_line },
        { "service", service_line }, { "up", up_line }, { "down", down_line }, { "status", status_line }, { "others", others_line }, { "refuse", refuse_line },
        { "delay", delay_line }, { "release", release_line }, { "fail", fail_line }, { "extension", extension_line }, { "restart", restart_line }, { "spurious", spurious_line }, { "wifi", wifi_line },
        { "suspended", suspended_line }, { "boot", boot_line }, { "route", route_line }, { "strangers", strangers_line }, { "forget", forget_line }
    };
    char *word = word_of(&line);
    if (!word || *word == '#') return true;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strcmp(word, lines[i].word)) return lines[i].execute(line);
    return false;
}
