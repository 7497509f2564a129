/* getifaddrs: in the world's order, each link and then its addresses. */
#include "kernel.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* An entry with all it points to. */
struct line {
    struct ifaddrs entry;
    char name[IFNAMSIZ];
    union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; uint8_t link[LINK_ADDRESS_ROOM]; } address, netmask;
    struct if_data data;
};

struct list { struct object object; struct line *lines; size_t bytes; };

static void fill_data(struct if_data *out, const struct netlink *link)
{
    struct if_data64 data = link_data(link);
    *out = (struct if_data){
        .ifi_type = data.ifi_type, .ifi_addrlen = data.ifi_addrlen, .ifi_hdrlen = data.ifi_hdrlen, .ifi_mtu = data.ifi_mtu,
        .ifi_ipackets = (uint32_t)data.ifi_ipackets, .ifi_ierrors = (uint32_t)data.ifi_ierrors,
        .ifi_opackets = (uint32_t)data.ifi_opackets, .ifi_oerrors = (uint32_t)data.ifi_oerrors,
        .ifi_ibytes = (uint32_t)data.ifi_ibytes, .ifi_obytes = (uint32_t)data.ifi_obytes, .ifi_iqdrops = (uint32_t)data.ifi_iqdrops
    };
}

static void fill_link(struct line *line, const struct netlink *link)
{
    link_address(link, line->address.link);
    fill_data(&line->data, link);
    line->entry.ifa_addr = &line->address.any;
    line->entry.ifa_data = &line->data;
}

static void fill_mask(uint8_t *mask, int prefix)
{
    for (int bit = 0; bit < prefix; bit++) mask[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
}

/* As long as the kernel makes it (in_socktrim): up to the last byte that is not zero, and without a family. What comes after is not the mask's. */
static void fill_mask_v4(struct sockaddr_in *mask, int prefix)
{
    memset(mask, 0xA5, sizeof *mask);
    memset(mask, 0, offsetof(struct sockaddr_in, sin_addr));
    mask->sin_len = (uint8_t)(prefix ? offsetof(struct sockaddr_in, sin_addr) + (size_t)(prefix + 7) / 8 : 0);
    memset(mask->sin_addr, 0, (size_t)(prefix + 7) / 8);
    fill_mask(mask->sin_addr, prefix);
}

static void fill_address(struct line *line, const struct address *address)
{
    line->entry.ifa_addr = &line->address.any;
    line->entry.ifa_netmask = &line->netmask.any;
    if (address->v6) {
        line->address.v6 = (struct sockaddr_in6){ .sin6_len = 28, .sin6_family = AF_INET6, .sin6_scope_id = address->scope };
        line->netmask.v6 = (struct sockaddr_in6){ .sin6_len = 28, .sin6_family = AF_INET6 };
        memcpy(line->address.v6.sin6_addr, address->bytes, 16);
        fill_mask(line->netmask.v6.sin6_addr, address->prefix);
    } else {
        line->address.v4 = (struct sockaddr_in){ .sin_len = 16, .sin_family = AF_INET };
        memcpy(line->address.v4.sin_addr, address->bytes, 4);
        fill_mask_v4(&line->netmask.v4, address->prefix);
    }
}

static size_t lines_needed(void)
{
    size_t count = 0;
    for (struct netlink *link = world.links; link; link = link->next) {
        count++;
        for (struct address *address = link->addresses; address; address = address->next) count++;
    }
    return count;
}

static struct line *begin_line(struct line *line, const struct netlink *link, bool is_first)
{
    strcpy(line->name, link->name);
    line->entry.ifa_name = line->name;
    line->entry.ifa_flags = link->flags;
    if (!is_first) line[-1].entry.ifa_next = &line->entry;
    return line;
}

EXPORT int getifaddrs(struct ifaddrs **out)
{
    ENTER;
    if (!out) defect("%s: NULL", __func__);
    errno = out ? refused("ifaddrs") : EFAULT;
    if (errno) return -1;
    size_t count = lines_needed(), at = 0;
    struct list *list = object_new(IFADDRS, sizeof *list, NULL, NULL);
    list->bytes = count * sizeof *list->lines;
    list->lines = calloc(count + 1, sizeof *list->lines);
    for (struct netlink *link = world.links; link; link = link->next) {
        fill_link(begin_line(&list->lines[at], link, at == 0), link);
        at++;
        for (struct address *address = link->addresses; address; address = address->next, at++)
            fill_address(begin_line(&list->lines[at], link, false), address);
    }
    *out = count ? &list->lines[0].entry : NULL;
    /* An empty list is nothing that could be freed. */
    if (!count) {
        free(list->lines);
        object_release(list, __func__);
    }
    return 0;
}

EXPORT void freeifaddrs(struct ifaddrs *head)
{
    ENTER;
    struct list *list = NULL;
    while ((list = object_next(list, IFADDRS)) && &list->lines[0].entry != head) { }
    if (!head) return;
    if (!list) {
        defect("%s: %p is no list, or was freed already", __func__, (void *)head);
        return;
    }
    /* Spoilt first: who reads on must not find what looks right. */
    memset(list->lines, 0xDB, list->bytes);
    free(list->lines);
    object_release(list, __func__);
}
