/* The lines about the kernel's interfaces. */
#include "lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool mac_parse(const char *text, struct netlink *link)
{
    int length = 0;
    if (strcmp(text, "-"))
        for (int used; *text; text += used) {
            unsigned int byte;
            if (length == LINK_MAC || sscanf(text, "%2x%n", &byte, &used) != 1) return false;
            link->mac[length++] = (uint8_t)byte;
            if (text[used] == ':') used++;
        }
    link->mac_length = length;
    return true;
}

bool link_line(char *rest)
{
    char *name = word_of(&rest);
    int64_t n[4];
    struct netlink read = { .next = NULL };
    if (!name || strlen(name) >= LINK_NAME) return false;
    for (int i = 0; i < 4; i++)
        if (!next_number(&rest, &n[i])) return false;
    char *mac = word_of(&rest);
    if (!mac || !mac_parse(mac, &read) || rest_of(&rest)) return false;
    struct netlink *link = link_named(name);
    if (!link) {
        struct netlink **end = &world.links;
        while (*end) end = &(*end)->next;
        *end = link = calloc(1, sizeof *link);
        strcpy(link->name, name);
    }
    link->index = (int)n[0];
    link->type = (int)n[1];
    link->flags = (uint32_t)n[2];
    link->mtu = (uint32_t)n[3];
    link->mac_length = read.mac_length;
    memcpy(link->mac, read.mac, sizeof link->mac);
    return true;
}

static bool add_address(char *rest, bool embedded)
{
    char *name = word_of(&rest), *text = word_of(&rest);
    struct netlink *link = name ? link_named(name) : NULL;
    struct address address;
    int64_t scope = 0;
    if (!link || !text || !address_parse(text, &address)) return false;
    if (!embedded && rest_of(&rest) && !next_number(&rest, &scope)) return false;
    if (rest_of(&rest)) return false;
    if (embedded && !(address.v6 && address.bytes[0] == 0xFE && (address.bytes[1] & 0xC0) == 0x80)) return false;
    address.scope = (uint32_t)scope;
    if (embedded) {
        address.bytes[2] = (uint8_t)(link->index >> 8);
        address.bytes[3] = (uint8_t)link->index;
    }
    address_add(link, &address);
    return true;
}

bool address_line(char *rest)
{
    return add_address(rest, false);
}

bool embedded_line(char *rest)
{
    return add_address(rest, true);
}

bool counters_line(char *rest)
{
    char *name = word_of(&rest);
    struct netlink *link = name ? link_named(name) : NULL;
    int64_t n[COUNTERS] = { 0 };
    if (!link) return false;
    for (int i = 0; i < COUNTERS; i++) {
        if (i == TX_DROPS && !rest_of(&rest)) break; /* may be left out */
        if (!next_number(&rest, &n[i])) return false;
    }
    if (rest_of(&rest)) return false;
    for (int i = 0; i < COUNTERS; i++) link->counters[i] = (uint64_t)n[i];
    return true;
}

bool traffic_line(char *rest)
{
    char *name = word_of(&rest);
    struct netlink *link = name ? link_named(name) : NULL;
    int64_t n[2];
    if (!link || !numbers(&rest, n, 2)) return false;
    link->counters[RX_BYTES] += (uint64_t)n[0];
    link->counters[TX_BYTES] += (uint64_t)n[1];
    link->counters[RX_PACKETS]++;
    link->counters[TX_PACKETS]++;
    return true;
}

/* Source: xnu, bsd/net/route.c, rtrequest_common_locked: whoever watches paths is told of routes whose destination begins like the default's. */
static void path_looks_again(const struct address *to)
{
    static const uint8_t none[16];
    if (!memcmp(to->bytes, none, sizeof none)) changes.path = true;
}

/* "route PREFIX LINK [scoped|refuses|direct|from ADDRESS/PREFIX]..." */
bool route_line(char *rest)
{
    char *to = word_of(&rest), *link = word_of(&rest), *word;
    struct route route = { .next = NULL };
    if (!to || !link || strlen(link) >= LINK_NAME || !address_parse(to, &route.to)) return false;
    strcpy(route.link, link);
    while ((word = word_of(&rest))) {
        bool from = !strcmp(word, "from");
        char *source = from ? word_of(&rest) : NULL;
        if (from ? !source || !address_parse(source, &route.source) : strcmp(word, "scoped") && strcmp(word, "refuses") && strcmp(word, "direct"))
            return false;
        route.scoped |= !strcmp(word, "scoped");
        route.refuses |= !strcmp(word, "refuses");
        route.direct |= !strcmp(word, "direct");
    }
    route_add(&route);
    path_looks_again(&route.to);
    return true;
}

bool route_gone(const char *to)
{
    char *text = strdup(to);
    struct address gone;
    if (address_parse(text, &gone)) path_looks_again(&gone);
    free(text);
    return route_forget(to);
}

bool strangers_line(char *rest)
{
    int64_t n;
    if (!numbers(&rest, &n, 1) || n < 0) return false;
    world.strangers = (int)n;
    return true;
}
