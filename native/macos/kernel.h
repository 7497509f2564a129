/* What getifaddrs and sysctl both show of a link. */
#ifndef NETSESSION_KERNEL_H
#define NETSESSION_KERNEL_H

#include "darwin.h"
#include "world.h"

#define LINK_ADDRESS_ROOM 64
/* A sockaddr_dl, which is longer than the structure if the name and the MAC need it; the number of bytes. */
size_t link_address(const struct netlink *link, void *out);
/* How long reads of routing sockets wait: a timeval. */
int route_limit(const void *value, socklen_t length);
struct if_data64 link_data(const struct netlink *link);

#endif
