/*
 * listen LINK: hears of changes as a C program does, by poll and recv, and keeps when it heard of each.
 *
 * Prints "ready", and at the end of its input a line for each notice about LINK: the time, the MTU, the flags (IFF_...), the operational
 * state (IF_OPER_...). It is a member of the groups that netsession is a member of.
 */
#include "netlink.h"
#include <linux/if.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 65536

unsigned if_nametoindex(const char *name);

struct notice {
    int64_t time;
    uint32_t mtu;
    unsigned flags;
    uint8_t operstate;
};

static struct notice notices[MOST];
static int count, wanted;
static int64_t heard;

static void keep(const struct nlmsghdr *message)
{
    const struct ifinfomsg *info = NLMSG_DATA(message);
    int length;
    const struct rtattr *each = netlink_attributes(message, sizeof *info, &length);
    if (message->nlmsg_type != RTM_NEWLINK || info->ifi_index != wanted || count == MOST)
        return;
    struct notice *notice = &notices[count++];
    notice->time = heard;
    notice->flags = info->ifi_flags;
    for (; RTA_OK(each, length); each = RTA_NEXT(each, length)) {
        if (each->rta_type == IFLA_MTU)
            memcpy(&notice->mtu, RTA_DATA(each), sizeof notice->mtu);
        if (each->rta_type == IFLA_OPERSTATE)
            notice->operstate = *(const uint8_t *)RTA_DATA(each);
    }
}

int main(int argc, char **argv)
{
    static char datagram[32768];
    if (argc != 2 || (wanted = (int)if_nametoindex(argv[1])) == 0) {
        fprintf(stderr, "usage: listen LINK\n");
        return 2;
    }
    int fd = netlink_open(RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE);
    struct pollfd sources[] = {{.fd = fd, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    puts("ready");
    fflush(stdout);
    while (poll(sources, 2, -1) > 0 && !sources[1].revents) {
        int length = recv(fd, datagram, sizeof datagram, MSG_DONTWAIT);
        heard = now_ns();
        if (length > 0)
            netlink_visit(datagram, length, keep);
    }
    for (int i = 0; i < count; i++)
        printf("%lld %u %u %u\n", (long long)notices[i].time, notices[i].mtu, notices[i].flags, notices[i].operstate);
    return 0;
}
