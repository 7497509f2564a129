/*
 * libyardstick.so: what the kernel's answers cost a C program that walks them and keeps what it reads. A JVM calls it between its own
 * slices, so that both sides are measured in the same moment; one call does the work so often that the call itself does not count.
 */
#include "netlink.h"
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <net/if.h>
#include <string.h>

#define MOST 8192

struct counters {
    int index;
    struct rtnl_link_stats64 values;
};

struct link {
    int index;
    unsigned flags;
    uint32_t mtu;
    uint8_t operstate, carrier, address[32];
    char name[IF_NAMESIZE];
};

struct address {
    int index;
    uint8_t family, prefix, bytes[16];
};

struct question {
    struct nlmsghdr head;
    union {
        struct if_stats_msg stats;
        struct ifinfomsg link;
        struct ifaddrmsg address;
        struct rtmsg route;
    };
    char attributes[32];
};

static struct counters counters[MOST];
static struct link links[MOST];
static struct address addresses[MOST];
static int counters_count, links_count, addresses_count, fd, one;
static uint32_t gateway_link;

static void copy(void *to, size_t room, const struct rtattr *from)
{
    memcpy(to, RTA_DATA(from), RTA_PAYLOAD(from) < room ? RTA_PAYLOAD(from) : room);
}

static void keep_counters(const struct nlmsghdr *message)
{
    const struct if_stats_msg *stats = NLMSG_DATA(message);
    int length;
    const struct rtattr *each = netlink_attributes(message, sizeof *stats, &length);
    if (message->nlmsg_type != RTM_NEWSTATS || counters_count == MOST)
        return;
    struct counters *row = &counters[counters_count++];
    row->index = (int)stats->ifindex;
    for (; RTA_OK(each, length); each = RTA_NEXT(each, length))
        if (each->rta_type == IFLA_STATS_LINK_64)
            copy(&row->values, sizeof row->values, each);
}

static void keep_link(const struct nlmsghdr *message)
{
    const struct ifinfomsg *info = NLMSG_DATA(message);
    int length;
    const struct rtattr *each = netlink_attributes(message, sizeof *info, &length);
    if (message->nlmsg_type != RTM_NEWLINK || links_count == MOST)
        return;
    struct link *row = &links[links_count++];
    row->index = info->ifi_index;
    row->flags = info->ifi_flags;
    for (; RTA_OK(each, length); each = RTA_NEXT(each, length)) {
        switch (each->rta_type) {
        case IFLA_IFNAME: copy(row->name, sizeof row->name, each); break;
        case IFLA_MTU: copy(&row->mtu, sizeof row->mtu, each); break;
        case IFLA_OPERSTATE: copy(&row->operstate, sizeof row->operstate, each); break;
        case IFLA_CARRIER: copy(&row->carrier, sizeof row->carrier, each); break;
        case IFLA_ADDRESS: copy(row->address, sizeof row->address, each); break;
        }
    }
}

static void keep_address(const struct nlmsghdr *message)
{
    const struct ifaddrmsg *info = NLMSG_DATA(message);
    int length;
    const struct rtattr *each = netlink_attributes(message, sizeof *info, &length);
    if (message->nlmsg_type != RTM_NEWADDR || addresses_count == MOST)
        return;
    struct address *row = &addresses[addresses_count++];
    row->index = (int)info->ifa_index;
    row->family = info->ifa_family;
    row->prefix = info->ifa_prefixlen;
    for (; RTA_OK(each, length); each = RTA_NEXT(each, length))
        if (each->rta_type == IFA_ADDRESS)
            copy(row->bytes, sizeof row->bytes, each);
}

static void keep_route(const struct nlmsghdr *message)
{
    int length;
    const struct rtattr *each = netlink_attributes(message, sizeof(struct rtmsg), &length);
    for (; message->nlmsg_type == RTM_NEWROUTE && RTA_OK(each, length); each = RTA_NEXT(each, length))
        if (each->rta_type == RTA_OIF)
            copy(&gateway_link, sizeof gateway_link, each);
}

static struct question *begin(struct question *question, int type, int header, int flags)
{
    memset(question, 0, sizeof *question);
    question->head.nlmsg_len = NLMSG_SPACE(header);
    question->head.nlmsg_type = type;
    question->head.nlmsg_flags = NLM_F_REQUEST | flags;
    return question;
}

static void add(struct question *question, int type, const void *value, int length)
{
    struct rtattr *attribute = (struct rtattr *)((char *)question + question->head.nlmsg_len);
    attribute->rta_type = type;
    attribute->rta_len = RTA_LENGTH(length);
    memcpy(RTA_DATA(attribute), value, length);
    question->head.nlmsg_len += RTA_SPACE(length);
}

static int ask_counters(int index)
{
    struct question question;
    begin(&question, RTM_GETSTATS, sizeof question.stats, index ? 0 : NLM_F_DUMP);
    question.stats.ifindex = index;
    question.stats.filter_mask = IFLA_STATS_FILTER_BIT(IFLA_STATS_LINK_64);
    counters_count = 0;
    return netlink_ask(fd, &question.head, keep_counters);
}

static int ask_links(void)
{
    struct question question;
    uint32_t without_counters = RTEXT_FILTER_SKIP_STATS;
    begin(&question, RTM_GETLINK, sizeof question.link, NLM_F_DUMP);
    add(&question, IFLA_EXT_MASK, &without_counters, sizeof without_counters);
    links_count = 0;
    return netlink_ask(fd, &question.head, keep_link);
}

/* All links, all addresses, and by which link the default route leads: the least of a whole reading. */
static int ask_all(void)
{
    static const uint8_t documentation[4] = {192, 0, 2, 1}; /* RFC 5737 */
    struct question question;
    int status = ask_links();
    if (status < 0)
        return status;
    begin(&question, RTM_GETADDR, sizeof question.address, NLM_F_DUMP);
    addresses_count = 0;
    status = netlink_ask(fd, &question.head, keep_address);
    if (status < 0)
        return status;
    begin(&question, RTM_GETROUTE, sizeof question.route, 0);
    question.route.rtm_family = AF_INET;
    question.route.rtm_dst_len = 32;
    add(&question, RTA_DST, documentation, sizeof documentation);
    gateway_link = 0;
    status = netlink_ask(fd, &question.head, keep_route);
    return status == -ENETUNREACH ? 0 : status;
}

/* Opens the socket in the namespace of the calling thread. Returns how many links there are, or -errno. */
int yardstick_open(void)
{
    fd = netlink_open(0);
    int status = ask_links();
    if (status < 0)
        return status;
    one = links[links_count / 2].index;
    return links_count;
}

/* The index of the link whose counters are read alone. */
int yardstick_one(void)
{
    return one;
}

/* Does a piece of work (0: counters of all, 1: counters of one, 2: a whole reading) so often. Returns the nanoseconds, or -errno. */
int64_t yardstick_run(int work, int count)
{
    int64_t began = now_ns();
    for (int i = 0; i < count; i++) {
        int status = work == 0 ? ask_counters(0) : work == 1 ? ask_counters(one) : ask_all();
        if (status < 0)
            return status;
    }
    return now_ns() - began;
}
