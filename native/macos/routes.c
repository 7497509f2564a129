/*
 * Routing sockets, of which only RTM_GET is asked. As in xnu, bsd/net/rtsock.c: the answer is in the socket before write returns, among the
 * news that everybody hears; to have no route is an error of write and a message too; masks lack the zeros at their end.
 * Besides the world's own routes, the primary interface of the store has a default route, which configd makes.
 */
#include "darwin-time.h"
#include "kernel.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

/* Of Linux, whose headers are not to be had here. */
int getpid(void);

#define DARWIN_EAGAIN 35
#define DARWIN_EPERM 1
#define ROOM 512
#define STRANGERS_BYTES 60

static long limit_millis;

static int result(int error)
{
    errno = error;
    return error ? -1 : 0;
}

static bool covers(const struct address *range, const uint8_t *bytes)
{
    for (int i = 0; i < range->prefix; i++)
        if (((range->bytes[i / 8] ^ bytes[i / 8]) << (i % 8)) & 0x80) return false;
    return true;
}

static bool is_better(const struct route *route, const struct route *best, bool v6, const uint8_t *bytes, int scope)
{
    struct netlink *link = link_named(route->link);
    if (!link || !(link->flags & IFF_UP) || route->to.v6 != v6 || !covers(&route->to, bytes)) return false;
    if (scope ? link->index != scope : route->scoped) return false;
    return !*best->link || route->to.prefix > best->to.prefix;
}

static bool look_up(bool v6, const uint8_t *bytes, int scope, struct route *best)
{
    const char *primary = store_text(v6 ? "State:/Network/Global/IPv6" : "State:/Network/Global/IPv4", "PrimaryInterface");
    struct route route = { .to = { .v6 = v6 }, .direct = true };
    *best = (struct route){ .next = NULL };
    if (primary && strlen(primary) < LINK_NAME) strcpy(route.link, primary);
    if (is_better(&route, best, v6, bytes, scope)) *best = route;
    for (struct route *at = world.routes; at; at = at->next)
        if (is_better(at, best, v6, bytes, scope)) *best = *at;
    return *best->link != 0;
}

static size_t inet_put(uint8_t *out, bool v6, const uint8_t *bytes)
{
    size_t length = v6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    memset(out, 0, length);
    out[0] = (uint8_t)length;
    out[1] = v6 ? AF_INET6 : AF_INET;
    memcpy(out + (v6 ? 8 : 4), bytes, v6 ? 16 : 4);
    return length;
}

/* Trimmed: the length covers the last byte that is not zero. A default route's mask is empty and takes a word. */
static size_t mask_put(uint8_t *out, bool v6, int prefix)
{
    size_t from = v6 ? 8 : 4, bytes = (size_t)(prefix + 7) / 8;
    memset(out, 0, 28);
    for (int i = 0; i < prefix; i++) out[from + (size_t)i / 8] |= (uint8_t)(0x80 >> (i % 8));
    out[0] = prefix ? (uint8_t)(from + bytes) : 0;
    return prefix ? (from + bytes + 3) & ~(size_t)3 : 4;
}

static const uint8_t *source_of(const struct route *route)
{
    struct netlink *link = link_named(route->link);
    if (route->source.prefix) return route->source.bytes;
    for (struct address *at = link->addresses; at; at = at->next)
        if (at->v6 == route->to.v6) return at->bytes;
    return NULL;
}

static void answer(int socket, struct rt_msghdr *question, const struct route *route)
{
    uint8_t bytes[ROOM] = { 0 };
    struct rt_msghdr *header = (struct rt_msghdr *)bytes;
    struct netlink *link = link_named(route->link);
    size_t at = sizeof *header;
    bool v6 = route->to.v6, host = route->to.prefix == (v6 ? 128 : 32);
    const uint8_t *source = source_of(route);
    *header = *question;
    header->rtm_addrs = RTA_DST | RTA_GATEWAY | (host ? 0 : RTA_NETMASK) | RTA_IFP | (source ? RTA_IFA : 0);
    header->rtm_flags = RTF_UP | RTF_DONE | (host ? RTF_HOST : 0) | (route->scoped ? RTF_IFSCOPE : 0) | (route->refuses ? RTF_REJECT : 0)
        | (route->direct ? 0 : RTF_GATEWAY);
    header->rtm_index = (uint16_t)link->index;
    at += inet_put(bytes + at, v6, route->to.bytes);
    at += inet_put(bytes + at, v6, route->to.bytes);
    if (!host) at += mask_put(bytes + at, v6, route->to.prefix);
    bytes[at] = sizeof(struct sockaddr_dl);
    bytes[at + 1] = AF_LINK;
    at += sizeof(struct sockaddr_dl);
    if (source) at += inet_put(bytes + at, v6, source);
    header->rtm_msglen = (uint16_t)at;
    pipe_put(socket, bytes, at);
}

/* What others ask and change at the same moment: one that is no answer, and one that answers somebody else. */
static void strangers(int socket, const struct rt_msghdr *question)
{
    uint8_t other[STRANGERS_BYTES];
    struct rt_msghdr foreign = *question;
    memset(other, 0xA5, sizeof other);
    other[2] = RTM_VERSION;
    other[3] = RTM_NEWADDR;
    foreign.rtm_pid = getpid() + 1;
    foreign.rtm_msglen = sizeof foreign;
    for (int i = 0; i < world.strangers; i++)
        if (i % 2) pipe_put(socket, other, sizeof other);
        else pipe_put(socket, &foreign, sizeof foreign);
}

static int ask(int socket, const void *buffer, size_t bytes)
{
    struct rt_msghdr question;
    const uint8_t *to = (const uint8_t *)buffer + sizeof question;
    struct route best;
    if (bytes < sizeof question + sizeof(struct sockaddr_in)) return EINVAL;
    memcpy(&question, buffer, sizeof question);
    bool v6 = to[1] == AF_INET6, scoped = question.rtm_flags & RTF_IFSCOPE;
    if (question.rtm_msglen != bytes || question.rtm_version != RTM_VERSION || !(question.rtm_addrs & RTA_DST)) return EINVAL;
    if (question.rtm_type != RTM_GET) return DARWIN_EPERM;
    if (to[1] != (v6 ? AF_INET6 : AF_INET) || to[0] != (v6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in))) return EINVAL;
    question.rtm_pid = getpid();
    strangers(socket, &question);
    if (refused("route")) return refused("route");
    if (look_up(v6, to + (v6 ? 8 : 4), scoped ? question.rtm_index : 0, &best)) {
        answer(socket, &question, &best);
        return 0;
    }
    question.rtm_errno = ESRCH;
    question.rtm_msglen = sizeof question;
    pipe_put(socket, &question, sizeof question);
    return ESRCH;
}

int route_limit(const void *value, socklen_t length)
{
    const struct timeval *limit = value;
    if (!limit || length != sizeof *limit || limit->tv_sec || limit->tv_usec <= 0) {
        defect("setsockopt: SO_RCVTIMEO without a limit below a second");
        return result(EINVAL);
    }
    limit_millis = limit->tv_usec / 1000;
    return result(0);
}

EXPORT int socket(int domain, int type, int protocol)
{
    ENTER;
    if (domain != PF_ROUTE || type != SOCK_RAW || protocol) defect("%s: %d, %d, %d", __func__, domain, type, protocol);
    if (refused("routesocket")) return result(refused("routesocket"));
    int opened = pipe_open();
    return opened < 0 ? result(DARWIN_EAGAIN) : opened;
}

EXPORT ssize_t write(int file, const void *buffer, size_t bytes)
{
    ENTER;
    if (!pipe_is(file)) defect("%s: %d is no routing socket", __func__, file);
    int error = ask(file, buffer, bytes);
    return result(error) ? -1 : (ssize_t)bytes;
}

EXPORT ssize_t read(int file, void *buffer, size_t bytes)
{
    ENTER;
    if (!pipe_is(file)) defect("%s: %d is no routing socket", __func__, file);
    ssize_t taken = pipe_take(file, buffer, bytes, limit_millis);
    return taken < 0 ? result(DARWIN_EAGAIN) : taken;
}

EXPORT int close(int file)
{
    ENTER;
    if (!pipe_close(file)) defect("%s: %d is no routing socket", __func__, file);
    return result(0);
}

EXPORT int fcntl(int file, int command, ...)
{
    ENTER;
    va_list arguments;
    va_start(arguments, command);
    int argument = va_arg(arguments, int);
    va_end(arguments);
    if (!pipe_is(file) || command != F_SETFD || argument != FD_CLOEXEC) defect("%s: %d, %d, %d", __func__, file, command, argument);
    return result(pipe_keep(file));
}
