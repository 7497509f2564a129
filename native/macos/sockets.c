/* The application's sockets, which are Linux's; what links they are bound to is written down here. As in address.c, Linux's headers. */
#include "world.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>

/* A descriptor is used again; an inode is not, as long as it matters here. */
struct binding { struct binding *next; ino_t inode; int level, index; };
static struct binding *bindings;

static struct binding *binding_of(int descriptor)
{
    struct stat file;
    if (fstat(descriptor, &file)) return NULL;
    struct binding *binding = bindings;
    while (binding && binding->inode != file.st_ino) binding = binding->next;
    if (!binding) {
        binding = calloc(1, sizeof *binding);
        *binding = (struct binding){ .next = bindings, .inode = file.st_ino };
        bindings = binding;
    }
    return binding;
}

enum family socket_family(int descriptor)
{
    struct sockaddr_in6 name = { .sin6_family = AF_UNSPEC };
    int domain;
    socklen_t length = sizeof domain, name_length = sizeof name;
    if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &length)) return NO_FAMILY;
    if (domain == AF_INET) return FAMILY_V4;
    if (domain != AF_INET6 || getsockname(descriptor, (struct sockaddr *)&name, &name_length)) return OTHER_FAMILY;
    return IN6_IS_ADDR_V4MAPPED(&name.sin6_addr) ? FAMILY_V6_ON_V4 : FAMILY_V6;
}

void socket_bind(int descriptor, int level, int index)
{
    struct binding *binding = binding_of(descriptor);
    if (binding) *binding = (struct binding){ .next = binding->next, .inode = binding->inode, .level = level, .index = index };
}

int socket_index(int descriptor)
{
    struct binding *binding = binding_of(descriptor);
    return binding ? binding->index : 0;
}

long bound_to(const char *descriptor)
{
    return socket_index(atoi(descriptor));
}

long bound_at(const char *descriptor)
{
    struct binding *binding = binding_of(atoi(descriptor));
    return binding ? binding->level : 0;
}
