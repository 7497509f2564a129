/* The least that a C program needs of rtnetlink. Source: rtnetlink(7), netlink(7). */
#define _GNU_SOURCE
#include "netlink.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

/* The kernel fills up to so many bytes for a reader with room for them. Source: netlink_dump() in net/netlink/af_netlink.c. */
static char answer[32768];

int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int netlink_open(unsigned groups)
{
    struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_groups = groups};
    int on = 1;
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0 || bind(fd, (struct sockaddr *)&own, sizeof own) < 0) {
        perror("netlink");
        exit(1);
    }
    setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof on);
    return fd;
}

int netlink_visit(const char *datagram, int length, netlink_visitor *visit)
{
    const struct nlmsghdr *message = (const struct nlmsghdr *)datagram;
    for (; NLMSG_OK(message, (unsigned)length); message = NLMSG_NEXT(message, length)) {
        if (message->nlmsg_type == NLMSG_DONE)
            return 1;
        if (message->nlmsg_type == NLMSG_ERROR)
            return ((const struct nlmsgerr *)NLMSG_DATA(message))->error;
        visit(message);
    }
    return 0;
}

int netlink_ask(int fd, const struct nlmsghdr *question, netlink_visitor *visit)
{
    if (send(fd, question, question->nlmsg_len, 0) < 0)
        return -errno;
    for (;;) {
        int length = recv(fd, answer, sizeof answer, 0);
        if (length < 0)
            return -errno;
        int status = netlink_visit(answer, length, visit);
        if (status != 0)
            return status < 0 ? status : 0;
        if (!(question->nlmsg_flags & NLM_F_DUMP))
            return 0;
    }
}

const struct rtattr *netlink_attributes(const struct nlmsghdr *message, int header, int *length)
{
    *length = (int)message->nlmsg_len - (int)NLMSG_SPACE(header);
    return (const struct rtattr *)((const char *)message + NLMSG_SPACE(header));
}
