/* The least that a C program needs of rtnetlink: a socket, a question, the messages of the answer. */
#pragma once
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdbool.h>
#include <stdint.h>

/* CLOCK_MONOTONIC in nanoseconds; System.nanoTime() reads the same clock on Linux. */
int64_t now_ns(void);

/* Opens a socket that is a member of the groups (RTMGRP_...). Ends the program if it cannot. */
int netlink_open(unsigned groups);

typedef void netlink_visitor(const struct nlmsghdr *message);

/* Visits the messages of one datagram. Returns 0, or 1 after the last message of a dump, or -errno that the kernel answered. */
int netlink_visit(const char *datagram, int length, netlink_visitor *visit);

/* Sends a question and visits its answer. Returns 0 or -errno. */
int netlink_ask(int fd, const struct nlmsghdr *question, netlink_visitor *visit);

/* The first attribute of a message, after a header of so many bytes; and how many bytes of attributes there are. */
const struct rtattr *netlink_attributes(const struct nlmsghdr *message, int header, int *length);
