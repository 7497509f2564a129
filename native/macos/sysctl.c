/* sysctl: the counters of links, whole ones by the interface MIB and cut ones by the routing table, as the kernel gives them to a JVM; the boot. */
#include "kernel.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES 6
#define OTHER_MESSAGE 20
#define OTHER_ADDRESSES 36
#define SLACK 512

struct answer { uint8_t *bytes; size_t length; };

static void *more(struct answer *answer, size_t length)
{
    answer->bytes = realloc(answer->bytes, answer->length + length);
    void *added = memset(answer->bytes + answer->length, 0, length);
    answer->length += length;
    return added;
}

static void add_row(struct answer *answer, const struct netlink *link)
{
    struct ifmibdata *row = more(answer, sizeof *row);
    strcpy(row->ifmd_name, link->name);
    row->ifmd_flags = link->flags;
    row->ifmd_snd_maxlen = 128;
    row->ifmd_snd_drops = (uint32_t)link->counters[TX_DROPS];
    row->ifmd_data = link_data(link);
}

/* Source: xnu, bsd/net/rtsock.c, for all who are no platform binary. */
static uint64_t cut(uint64_t bytes)
{
    return (uint32_t)(bytes & ~(uint64_t)1023);
}

static void add_message(struct answer *answer, const struct netlink *link)
{
    uint8_t address[LINK_ADDRESS_ROOM];
    size_t length = (link_address(link, address) + 3) & ~(size_t)3;
    struct if_msghdr2 *message = more(answer, sizeof *message + length);
    *message = (struct if_msghdr2){
        .ifm_msglen = (uint16_t)(sizeof *message + length), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO2, .ifm_addrs = RTA_IFP,
        .ifm_flags = (int32_t)link->flags, .ifm_index = (uint16_t)link->index, .ifm_snd_maxlen = 128,
        .ifm_snd_drops = (int32_t)link->counters[TX_DROPS], .ifm_data = link_data(link)
    };
    message->ifm_data.ifi_ibytes = cut(link->counters[RX_BYTES]);
    message->ifm_data.ifi_obytes = cut(link->counters[TX_BYTES]);
    memcpy(message + 1, address, length);
}

/* A reader must go by the lengths and the types: what is in here looks like nothing. */
static void add_other_message(struct answer *answer, const struct netlink *link)
{
    uint8_t *message = more(answer, OTHER_MESSAGE + OTHER_ADDRESSES);
    uint16_t length = OTHER_MESSAGE + OTHER_ADDRESSES, index = (uint16_t)link->index;
    memset(message, 0xA5, length);
    memcpy(message, &length, sizeof length);
    message[2] = RTM_VERSION;
    message[3] = RTM_NEWADDR;
    memcpy(message + 12, &index, sizeof index);
}

static int answer_mib(const int *name, struct answer *answer)
{
    bool one = name[3] == IFMIB_IFDATA;
    if (refused("ifmib")) return refused("ifmib");
    for (struct netlink *link = world.links; link; link = link->next)
        if (!one || link->index == name[4]) add_row(answer, link);
    return one && !answer->length ? ENOENT : 0;
}

static int answer_list(const int *name, struct answer *answer)
{
    if (refused("iflist2")) return refused("iflist2");
    for (struct netlink *link = world.links; link; link = link->next) {
        if (name[5] && link->index != name[5]) continue;
        add_message(answer, link);
        add_other_message(answer, link);
    }
    return 0;
}

static int answer_name(const int *name, u_int names, struct answer *answer)
{
    if (!name || names != NAMES || name[0] != CTL_NET) return ENOENT;
    bool mib = name[1] == PF_LINK && name[2] == NETLINK_GENERIC && name[5] == IFDATA_GENERAL;
    if (mib && (name[3] == IFMIB_IFDATA || (name[3] == IFMIB_IFALLDATA && !name[4]))) return answer_mib(name, answer);
    if (name[1] == PF_ROUTE && !name[2] && !name[3] && name[4] == NET_RT_IFLIST2) return answer_list(name, answer);
    return ENOENT;
}

static int hand_out(const struct answer *answer, void *out, size_t *length, bool one_row)
{
    if (!out) {
        *length = answer->length + (one_row ? 0 : SLACK);
        return 0;
    }
    bool fits = answer->length <= *length;
    if (fits) *length = answer->length;
    if (*length) memcpy(out, answer->bytes, *length);
    return fits ? 0 : ENOMEM;
}

EXPORT int sysctl(int *name, u_int namelen, void *oldp, size_t *oldlenp, void *newp, size_t newlen)
{
    ENTER;
    struct answer answer = { 0 };
    int error = newp || newlen ? ENOENT : answer_name(name, namelen, &answer);
    if (!name || !oldlenp) defect("%s: NULL", __func__);
    if (!error) error = !oldlenp ? EFAULT : hand_out(&answer, oldp, oldlenp, name[1] == PF_LINK && name[3] == IFMIB_IFDATA);
    free(answer.bytes);
    errno = error;
    return error ? -1 : 0;
}

/* In capitals, as Apple's uuid_unparse writes it. Source: xnu, bsd/kern/kern_sysctl.c, bootsessionuuid_string. */
static void boot_of_this_machine(char text[BOOT_ROOM])
{
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "r");
    if (!file || fscanf(file, "%63s", text) != 1) defect("no id of this boot");
    if (file) fclose(file);
    for (char *at = text; *at; at++) *at = (char)toupper((unsigned char)*at);
}

EXPORT int sysctlbyname(const char *name, void *oldp, size_t *oldlenp, void *newp, size_t newlen)
{
    ENTER;
    bool known = name && !strcmp(name, "kern.bootsessionuuid") && !newp && !newlen;
    int error = known ? refused("boot") : ENOENT;
    char boot[BOOT_ROOM] = "";
    if (!name || !oldlenp) defect("%s: NULL", __func__);
    if (!error) {
        strcpy(boot, world.boot);
        if (!*boot) boot_of_this_machine(boot);
        struct answer answer = { .bytes = (uint8_t *)boot, .length = strlen(boot) + 1 };
        error = !oldlenp ? EFAULT : hand_out(&answer, oldp, oldlenp, true);
    }
    errno = error;
    return error ? -1 : 0;
}
