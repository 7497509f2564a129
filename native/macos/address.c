/* Linux's socket headers are only looked at here: elsewhere they would clash with macOS's structures. */
#include "world.h"

#include <arpa/inet.h>
#include <string.h>

bool address_parse(char *text, struct address *address)
{
    char *slash = strchr(text, '/');
    int64_t prefix;
    if (!slash) return false;
    *slash = 0;
    *address = (struct address){ .v6 = strchr(text, ':') != NULL };
    if (!integer_of(slash + 1, &prefix) || prefix < 0 || prefix > (address->v6 ? 128 : 32)) return false;
    address->prefix = (int)prefix;
    return inet_pton(address->v6 ? AF_INET6 : AF_INET, text, address->bytes) == 1;
}
