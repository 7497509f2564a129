/* Routing sockets are pairs of Linux's sockets; as in address.c, Linux's headers. */
#include "world.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct pair { struct pair *next; int ends[2]; };
static struct pair *pairs;

static struct pair **pair_of(int descriptor)
{
    struct pair **at = &pairs;
    while (*at && (*at)->ends[0] != descriptor) at = &(*at)->next;
    return at;
}

int pipe_open(void)
{
    struct pair *pair = calloc(1, sizeof *pair);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair->ends)) {
        free(pair);
        return -1;
    }
    pair->next = pairs;
    pairs = pair;
    return pair->ends[0];
}

bool pipe_is(int descriptor)
{
    return *pair_of(descriptor) != NULL;
}

bool pipe_put(int descriptor, const void *message, size_t bytes)
{
    struct pair *pair = *pair_of(descriptor);
    return pair && send(pair->ends[1], message, bytes, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)bytes;
}

intptr_t pipe_take(int descriptor, void *buffer, size_t bytes, long millis)
{
    struct pollfd wait = { .fd = descriptor, .events = POLLIN };
    if (poll(&wait, 1, (int)millis) != 1) {
        errno = EAGAIN;
        return -1;
    }
    return recv(descriptor, buffer, bytes, MSG_DONTWAIT);
}

bool pipe_close(int descriptor)
{
    struct pair **at = pair_of(descriptor), *pair = *at;
    if (!pair) return false;
    *at = pair->next;
    close(pair->ends[0]);
    close(pair->ends[1]);
    free(pair);
    return true;
}

int pipe_keep(int descriptor)
{
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}
