/*
 * if_nametoindex, and what binds sockets to links. As in xnu: the one link of a socket is set by the option of the socket's own family
 * (ip_ctloutput, ip6_ctloutput), IPV6_BOUND_IF not once the socket is bound to an IPv4 address; a number that is no link's is refused (inp_bindif).
 */
#include "kernel.h"
#include "world.h"

#include <errno.h>
#include <string.h>

static int result(int error)
{
    errno = error;
    return error ? -1 : 0;
}

/* Apple's number, where Linux's is another. */
#define DARWIN_ENOTSOCK 38
#define DARWIN_ENOPROTOOPT 42

EXPORT u_int if_nametoindex(const char *name)
{
    ENTER;
    if (!name) defect("%s: NULL", __func__);
    struct netlink *link = name ? link_named(name) : NULL;
    errno = link ? 0 : ENXIO;
    return link ? (u_int)link->index : 0;
}

/* The family and the length, which is all that anybody asks for here. */
EXPORT int getsockname(int socket, struct sockaddr *address, socklen_t *length)
{
    ENTER;
    enum family family = socket_family(socket);
    if (!address || !length) defect("%s: NULL", __func__);
    if (!address || !length) return result(EFAULT);
    if (family == NO_FAMILY) return result(DARWIN_ENOTSOCK);
    bool v4 = family == FAMILY_V4;
    struct sockaddr_in6 name = { .sin6_len = v4 ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6),
        .sin6_family = v4 ? AF_INET : family == OTHER_FAMILY ? 1 : AF_INET6 };
    memcpy(address, &name, *length < name.sin6_len ? *length : name.sin6_len);
    *length = name.sin6_len;
    return result(0);
}

static int option_error(int socket, int level, int name, bool sets)
{
    enum family family = socket_family(socket);
    bool v4 = family == FAMILY_V4;
    if (family == NO_FAMILY) return DARWIN_ENOTSOCK;
    if (level != (v4 ? IPPROTO_IP : IPPROTO_IPV6)) return EINVAL;
    if (name != (v4 ? IP_BOUND_IF : IPV6_BOUND_IF)) return DARWIN_ENOPROTOOPT;
    return sets && family == FAMILY_V6_ON_V4 ? EINVAL : 0;
}

EXPORT int getsockopt(int socket, int level, int name, void *value, socklen_t *length)
{
    ENTER;
    int error = option_error(socket, level, name, false), index = socket_index(socket);
    if (!value || !length || *length != sizeof index) defect("%s: no room for an int", __func__);
    else if (!error) memcpy(value, &index, sizeof index);
    return result(error);
}

static bool is_link(int index)
{
    struct netlink *link = world.links;
    while (link && link->index != index) link = link->next;
    return link;
}

EXPORT int setsockopt(int socket, int level, int name, const void *value, socklen_t length)
{
    ENTER;
    if (pipe_is(socket) && level == SOL_SOCKET && name == SO_RCVTIMEO) return route_limit(value, length);
    int error = option_error(socket, level, name, true), index = 0;
    if (!value || length != sizeof index) defect("%s: no int", __func__);
    else memcpy(&index, value, sizeof index);
    if (!error) error = refused("boundif");
    if (!error && index && !is_link(index)) error = ENXIO;
    if (!error) socket_bind(socket, level, index);
    return result(error);
}
