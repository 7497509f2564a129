/* What getifaddrs and sysctl both show of a link; and the clocks. Build with -DOLD for a macOS before 10.12. */
#include "kernel.h"

#include <string.h>

/* As on Apple silicon, so that nobody gets away with taking ticks for nanoseconds. */
#define NUMERATOR 125
#define DENOMINATOR 3

size_t link_address(const struct netlink *link, void *out)
{
    struct sockaddr_dl *address = out;
    size_t name = strlen(link->name), length = offsetof(struct sockaddr_dl, sdl_data) + name + (size_t)link->mac_length;
    char *data = (char *)out + offsetof(struct sockaddr_dl, sdl_data);
    if (length < sizeof *address) length = sizeof *address;
    memset(out, 0, LINK_ADDRESS_ROOM);
    address->sdl_len = (uint8_t)length;
    address->sdl_family = AF_LINK;
    address->sdl_index = (uint16_t)link->index;
    address->sdl_type = (uint8_t)link->type;
    address->sdl_nlen = (uint8_t)name;
    address->sdl_alen = (uint8_t)link->mac_length;
    memcpy(data, link->name, name);
    memcpy(data + name, link->mac, (size_t)link->mac_length);
    return length;
}

struct if_data64 link_data(const struct netlink *link)
{
    const uint64_t *counters = link->counters;
    return (struct if_data64){
        .ifi_type = (uint8_t)link->type, .ifi_addrlen = (uint8_t)link->mac_length, .ifi_hdrlen = link->mac_length ? 14 : 4,
        .ifi_mtu = link->mtu, .ifi_ipackets = counters[RX_PACKETS], .ifi_ierrors = counters[RX_ERRORS],
        .ifi_opackets = counters[TX_PACKETS], .ifi_oerrors = counters[TX_ERRORS], .ifi_ibytes = counters[RX_BYTES],
        .ifi_obytes = counters[TX_BYTES], .ifi_iqdrops = counters[RX_DROPS]
    };
}

static uint64_t ticks(void)
{
    return (uint64_t)((unsigned __int128)now_nanos() * DENOMINATOR / NUMERATOR);
}

EXPORT uint64_t mach_absolute_time(void)
{
    ENTER;
    return ticks();
}

#ifndef OLD
EXPORT uint64_t mach_continuous_time(void)
{
    ENTER;
    return ticks() + (uint64_t)(world.suspended * 1e9 * DENOMINATOR / NUMERATOR);
}
#endif

EXPORT kern_return_t mach_timebase_info(mach_timebase_info_t info)
{
    ENTER;
    if (!info) defect("%s: NULL", __func__);
    else *info = (struct mach_timebase_info){ .numer = NUMERATOR, .denom = DENOMINATOR };
    return info ? 0 : 4;
}
