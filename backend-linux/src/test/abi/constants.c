/* Prints the kernel's numbers that the Linux backend uses, as its headers have them: the table that AbiTest compares with.
 * Regenerate, on any Linux machine with kernel headers of 6.1 or later:
 *   cc -o /tmp/constants constants.c && /tmp/constants > ../resources/abi/linux.txt
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <linux/genetlink.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_arp.h>
#include <linux/if_link.h>
#include <linux/netconf.h>
#include <linux/netlink.h>
#include <linux/nl80211.h>
#include <linux/rtnetlink.h>

#define N(name) printf("%s %lld\n", #name, (long long) (name))
#define V(name, value) printf("%s %lld\n", name, (long long) (value))

int main(void)
{
    N(NETLINK_ROUTE); N(NETLINK_GENERIC); N(NLMSG_HDRLEN); N(NLMSG_NOOP); N(NLMSG_ERROR); N(NLMSG_DONE);
    N(NLM_F_REQUEST); N(NLM_F_MULTI); N(NLM_F_ACK); N(NLM_F_DUMP_INTR); N(NLM_F_DUMP); N(NLM_F_CAPPED); N(NLM_F_ACK_TLVS);
    N(NLMSGERR_ATTR_MSG); N(NLA_HDRLEN); V("NLA_TYPE_MASK", NLA_TYPE_MASK & 0xffff);
    N(GENL_ID_CTRL); N(GENL_HDRLEN); N(CTRL_CMD_GETFAMILY); N(CTRL_ATTR_FAMILY_ID); N(CTRL_ATTR_FAMILY_NAME);
    N(NL80211_CMD_GET_INTERFACE); N(NL80211_CMD_GET_STATION); N(NL80211_CMD_NEW_STATION); N(NL80211_ATTR_IFINDEX); N(NL80211_ATTR_IFTYPE);
    N(NL80211_ATTR_STA_INFO); N(NL80211_IFTYPE_STATION); N(NL80211_IFTYPE_P2P_CLIENT); N(NL80211_STA_INFO_SIGNAL); N(NL80211_STA_INFO_SIGNAL_AVG);
    N(NL80211_STA_INFO_STA_FLAGS); N(NL80211_STA_FLAG_TDLS_PEER);

    N(RTM_NEWLINK); N(RTM_DELLINK); N(RTM_GETLINK); N(RTM_SETLINK); N(RTM_NEWADDR); N(RTM_DELADDR); N(RTM_GETADDR);
    N(RTM_NEWROUTE); N(RTM_DELROUTE); N(RTM_GETROUTE); N(RTM_NEWRULE); N(RTM_DELRULE); N(RTM_NEWSTATS); N(RTM_GETSTATS);
    N(RTM_NEWNETCONF); N(RTM_DELNETCONF); N(RTM_NEWNEXTHOP); N(RTM_DELNEXTHOP); N(RTM_NEWNEXTHOPBUCKET); N(RTM_DELNEXTHOPBUCKET);
    V("NETCONFMSG_BYTES", sizeof(struct netconfmsg)); N(NETCONFA_IFINDEX);
    N(RTNLGRP_LINK); N(RTNLGRP_IPV4_IFADDR); N(RTNLGRP_IPV4_ROUTE); N(RTNLGRP_IPV4_RULE);
    N(RTNLGRP_IPV6_IFADDR); N(RTNLGRP_IPV6_ROUTE); N(RTNLGRP_IPV6_RULE);
    N(RTNLGRP_IPV4_NETCONF); N(RTNLGRP_IPV6_NETCONF); N(RTNLGRP_NEXTHOP);
    N(RTEXT_FILTER_SKIP_STATS); N(RTA_DST); N(RTA_OIF); N(RTA_PREFSRC); N(RTN_UNICAST); N(RTPROT_RA); N(RTM_F_CLONED); N(RTM_F_FIB_MATCH);
    V("RTMSG_BYTES", sizeof(struct rtmsg)); V("IFINFOMSG_BYTES", sizeof(struct ifinfomsg));
    N(IFLA_ADDRESS); N(IFLA_IFNAME); N(IFLA_MTU); N(IFLA_MASTER); N(IFLA_WIRELESS); N(IFLA_OPERSTATE); N(IFLA_LINKINFO);
    N(IFLA_STATS64); N(IFLA_EXT_MASK); N(IFLA_CARRIER); N(IFLA_PROP_LIST); N(IFLA_ALT_IFNAME); N(IFLA_PARENT_DEV_NAME); N(IFLA_INFO_KIND); N(IFLA_STATS_LINK_64);
    V("IF_STATS_MSG_BYTES", sizeof(struct if_stats_msg));
    V("RX_PACKETS", offsetof(struct rtnl_link_stats64, rx_packets)); V("TX_PACKETS", offsetof(struct rtnl_link_stats64, tx_packets));
    V("RX_BYTES", offsetof(struct rtnl_link_stats64, rx_bytes)); V("TX_BYTES", offsetof(struct rtnl_link_stats64, tx_bytes));
    V("RX_ERRORS", offsetof(struct rtnl_link_stats64, rx_errors)); V("TX_ERRORS", offsetof(struct rtnl_link_stats64, tx_errors));
    V("RX_DROPPED", offsetof(struct rtnl_link_stats64, rx_dropped)); V("TX_DROPPED", offsetof(struct rtnl_link_stats64, tx_dropped));
    V("STATS_BYTES_NEEDED", offsetof(struct rtnl_link_stats64, tx_dropped) + 8);
    V("IFADDRMSG_BYTES", sizeof(struct ifaddrmsg)); N(IFA_ADDRESS); N(IFA_LOCAL); N(IFA_FLAGS);
    N(IFA_F_OPTIMISTIC); N(IFA_F_DADFAILED); N(IFA_F_TENTATIVE);
    N(IFF_UP); N(IFF_LOOPBACK); N(IFF_RUNNING); N(IFF_LOWER_UP);
    N(IF_OPER_UNKNOWN); N(IF_OPER_DOWN); N(IF_OPER_LOWERLAYERDOWN); N(IF_OPER_TESTING); N(IF_OPER_DORMANT); N(IF_OPER_UP); N(IFNAMSIZ); N(ALTIFNAMSIZ);
    N(ARPHRD_ETHER); N(ARPHRD_CAN); N(ARPHRD_PPP); N(ARPHRD_RAWIP); N(ARPHRD_TUNNEL); N(ARPHRD_TUNNEL6); N(ARPHRD_LOOPBACK);
    N(ARPHRD_SIT); N(ARPHRD_IPGRE); N(ARPHRD_PIMREG); N(ARPHRD_IEEE80211); N(ARPHRD_IEEE80211_RADIOTAP); N(ARPHRD_IP6GRE); N(ARPHRD_NETLINK); N(ARPHRD_NONE);
    N(ARPHRD_VOID);
    N(AF_INET); N(AF_INET6);

    N(AF_NETLINK); N(SOCK_DGRAM); N(SOCK_RAW); N(SOCK_CLOEXEC); N(MSG_TRUNC); N(MSG_DONTWAIT);
    N(SOL_SOCKET); N(SO_RCVBUF); N(SO_RCVTIMEO); N(SO_BINDTODEVICE); N(SO_RCVBUFFORCE); N(SO_BINDTOIFINDEX); N(SO_NETNS_COOKIE);
    N(SOL_NETLINK); N(NETLINK_CAP_ACK); N(NETLINK_EXT_ACK); N(NETLINK_GET_STRICT_CHK);
    V("SOCKADDR_NL_BYTES", sizeof(struct sockaddr_nl)); V("NL_PID", offsetof(struct sockaddr_nl, nl_pid)); V("NL_GROUPS", offsetof(struct sockaddr_nl, nl_groups));
    N(POLLIN); V("POLLFD_BYTES", sizeof(struct pollfd)); V("POLLFD_EVENTS", offsetof(struct pollfd, events)); V("POLLFD_REVENTS", offsetof(struct pollfd, revents));
    N(EFD_CLOEXEC); N(EFD_NONBLOCK); N(CLOCK_MONOTONIC); N(CLOCK_BOOTTIME); V("TIMESPEC_BYTES", sizeof(struct timespec));

    N(EPERM); N(ENOENT); N(EINTR); N(ENXIO); N(EBADF); N(EAGAIN); N(ENOMEM); N(EACCES); N(EBUSY); N(EEXIST); N(ENODEV);
    N(EINVAL); N(ENFILE); N(EMFILE); N(ENOSPC); N(EROFS); N(EPIPE); N(ENOSYS); N(EBADMSG); N(ENOTSOCK); N(EMSGSIZE);
    N(ENOPROTOOPT); N(EPROTONOSUPPORT); N(ESOCKTNOSUPPORT); N(EOPNOTSUPP); N(EPFNOSUPPORT); N(EAFNOSUPPORT);
    N(EADDRINUSE); N(EADDRNOTAVAIL); N(ENETDOWN); N(ENETUNREACH); N(ENETRESET); N(ECONNABORTED); N(ECONNRESET);
    N(ENOBUFS); N(ENOTCONN); N(ESHUTDOWN); N(ETIMEDOUT); N(ECONNREFUSED); N(EHOSTDOWN); N(EHOSTUNREACH); N(EALREADY);
    N(EINPROGRESS); N(EDQUOT); N(ERFKILL);
    return 0;
}
