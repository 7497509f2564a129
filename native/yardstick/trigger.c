/*
 * trigger LINK: changes a link on demand, with the time at which the request was sent. Reads lines:
 *
 *   up, down                 sets or clears IFF_UP, and prints the time
 *   mtu FIRST COUNT PAUSE    sets the MTU to FIRST, FIRST + 1, ..., PAUSE microseconds apart, and then prints the times in one line
 */
#include "netlink.h"
#include <linux/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 4096

unsigned if_nametoindex(const char *name);

struct change {
    struct nlmsghdr head;
    struct ifinfomsg info;
    struct rtattr attribute;
    uint32_t value;
};

static int fd, index_of_link;

static void ignore(const struct nlmsghdr *message)
{
    (void)message;
}

/* Returns the time before the request, which the kernel has carried out when this returns. */
static int64_t apply(struct change *change)
{
    change->head.nlmsg_type = RTM_NEWLINK;
    change->head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    change->info.ifi_index = index_of_link;
    int64_t began = now_ns();
    int status = netlink_ask(fd, &change->head, ignore);
    if (status < 0) {
        fprintf(stderr, "trigger: %s\n", strerror(-status));
        exit(1);
    }
    return began;
}

static int64_t set_up(int up)
{
    struct change change = {.head.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)),
        .info = {.ifi_change = IFF_UP, .ifi_flags = up ? IFF_UP : 0}};
    return apply(&change);
}

static int64_t set_mtu(uint32_t mtu)
{
    struct change change = {.head.nlmsg_len = sizeof change,
        .attribute = {.rta_len = RTA_LENGTH(sizeof mtu), .rta_type = IFLA_MTU}, .value = mtu};
    return apply(&change);
}

int main(int argc, char **argv)
{
    static int64_t times[MOST];
    char line[128];
    int first, count, pause;
    if (argc != 2 || (index_of_link = (int)if_nametoindex(argv[1])) == 0) {
        fprintf(stderr, "usage: trigger LINK\n");
        return 2;
    }
    fd = netlink_open(0);
    while (fgets(line, sizeof line, stdin)) {
        if (!strcmp(line, "up\n") || !strcmp(line, "down\n")) {
            printf("%lld\n", (long long)set_up(line[0] == 'u'));
        } else if (sscanf(line, "mtu %d %d %d", &first, &count, &pause) == 3 && count > 0 && count <= MOST) {
            struct timespec rest = {.tv_sec = pause / 1000000, .tv_nsec = pause % 1000000 * 1000L};
            for (int i = 0; i < count; i++) {
                times[i] = set_mtu((uint32_t)(first + i));
                nanosleep(&rest, NULL);
            }
            for (int i = 0; i < count; i++)
                printf("%lld%c", (long long)times[i], i + 1 < count ? ' ' : '\n');
        } else {
            fprintf(stderr, "trigger: not understood: %s", line);
            return 2;
        }
        fflush(stdout);
    }
    return 0;
}
