/*
 * macOS's types for the stand-ins, which run on Linux: written anew from abi.txt, which check-abi compares with this file and, where it
 * can, with Apple's. Never include one of Linux's network headers beside it: the names are the same, the structures are not.
 */
#ifndef NETSESSION_DARWIN_H
#define NETSESSION_DARWIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- libSystem */

typedef unsigned int u_int;
typedef int kern_return_t;
typedef uint32_t socklen_t;
typedef intptr_t ssize_t;

#define AF_INET 2
#define AF_INET6 30
#define AF_LINK 18
#define IPPROTO_IP 0
#define IPPROTO_IPV6 41
#define IP_BOUND_IF 25
#define IPV6_BOUND_IF 125
#define CTL_NET 4
#define PF_ROUTE 17
#define PF_LINK 18
#define NET_RT_IFLIST2 6
#define RTM_IFINFO2 18
#define IFF_UP 1
#define IFF_LOOPBACK 8
#define IFF_POINTOPOINT 16
#define IFF_RUNNING 64
#define SOCK_RAW 3
#define SOL_SOCKET 0xFFFF
#define SO_RCVTIMEO 0x1006
#define F_SETFD 2
#define FD_CLOEXEC 1
#define RTM_VERSION 5
#define RTM_GET 4
#define RTM_NEWADDR 12
#define RTA_DST 1
#define RTA_GATEWAY 2
#define RTA_NETMASK 4
#define RTA_IFP 16
#define RTA_IFA 32
#define RTF_UP 1
#define RTF_GATEWAY 2
#define RTF_HOST 4
#define RTF_REJECT 8
#define RTF_DONE 64
#define RTF_BLACKHOLE 4096
#define RTF_IFSCOPE 0x1000000
#define ESRCH 3
#define EINTR 4
#define IFNAMSIZ 16
#define ENOENT 2
#define ENOMEM 12
#define NETLINK_GENERIC 0
#define IFMIB_IFDATA 2
#define IFMIB_IFALLDATA 3
#define IFDATA_GENERAL 1
#define IFT_ETHER 6
#define IFT_PPP 23
#define IFT_LOOP 24
#define IFT_GIF 55
#define IFT_STF 57
#define IFT_L2VLAN 135
#define IFT_IEEE8023ADLAG 136
#define IFT_IEEE1394 144
#define IFT_BRIDGE 209
#define IFT_CELLULAR 255
#define IN6_IFF_TENTATIVE 2
#define IN6_IFF_DUPLICATED 4
#define IN6_IFF_DETACHED 8
#define IN6_IFF_DEPRECATED 16
#define IN6_IFF_TEMPORARY 128

struct rt_msghdr {
    uint16_t rtm_msglen;
    uint8_t rtm_version, rtm_type;
    uint16_t rtm_index;
    int32_t rtm_flags, rtm_addrs, rtm_pid, rtm_seq, rtm_errno, rtm_use;
    uint32_t rtm_inits;
    uint32_t rtm_rmx[14];
};

struct sockaddr {
    uint8_t sa_len;
    uint8_t sa_family;
    char sa_data[14];
};

struct sockaddr_in {
    uint8_t sin_len;
    uint8_t sin_family;
    uint16_t sin_port;
    uint8_t sin_addr[4];
    char sin_zero[8];
} __attribute__((aligned(4)));

struct sockaddr_in6 {
    uint8_t sin6_len;
    uint8_t sin6_family;
    uint16_t sin6_port;
    uint32_t sin6_flowinfo;
    uint8_t sin6_addr[16];
    uint32_t sin6_scope_id;
};

struct sockaddr_dl {
    uint8_t sdl_len;
    uint8_t sdl_family;
    uint16_t sdl_index;
    uint8_t sdl_type;
    uint8_t sdl_nlen;
    uint8_t sdl_alen;
    uint8_t sdl_slen;
    char sdl_data[12];
};

struct ifaddrs {
    struct ifaddrs *ifa_next;
    char *ifa_name;
    unsigned int ifa_flags;
    struct sockaddr *ifa_addr;
    struct sockaddr *ifa_netmask;
    struct sockaddr *ifa_dstaddr;
    void *ifa_data;
};

#pragma pack(push, 4)
struct if_data {
    uint8_t ifi_type, ifi_typelen, ifi_physical, ifi_addrlen, ifi_hdrlen, ifi_recvquota, ifi_xmitquota, ifi_unused1;
    uint32_t ifi_mtu, ifi_metric, ifi_baudrate;
    uint32_t ifi_ipackets, ifi_ierrors, ifi_opackets, ifi_oerrors, ifi_collisions, ifi_ibytes, ifi_obytes;
    uint32_t ifi_imcasts, ifi_omcasts, ifi_iqdrops, ifi_noproto, ifi_recvtiming, ifi_xmittiming;
    int32_t ifi_lastchange[2];
    uint32_t ifi_unused2, ifi_hwassist, ifi_reserved1, ifi_reserved2;
};

struct if_data64 {
    uint8_t ifi_type, ifi_typelen, ifi_physical, ifi_addrlen, ifi_hdrlen, ifi_recvquota, ifi_xmitquota, ifi_unused1;
    uint32_t ifi_mtu, ifi_metric;
    uint64_t ifi_baudrate;
    uint64_t ifi_ipackets, ifi_ierrors, ifi_opackets, ifi_oerrors, ifi_collisions, ifi_ibytes, ifi_obytes;
    uint64_t ifi_imcasts, ifi_omcasts, ifi_iqdrops, ifi_noproto;
    uint32_t ifi_recvtiming, ifi_xmittiming;
    int32_t ifi_lastchange[2];
};

struct if_msghdr2 {
    uint16_t ifm_msglen;
    uint8_t ifm_version, ifm_type;
    int32_t ifm_addrs, ifm_flags;
    uint16_t ifm_index;
    int32_t ifm_snd_len, ifm_snd_maxlen, ifm_snd_drops, ifm_timer;
    struct if_data64 ifm_data;
};

struct ifmibdata {
    char ifmd_name[IFNAMSIZ];
    uint32_t ifmd_pcount, ifmd_flags, ifmd_snd_len, ifmd_snd_maxlen, ifmd_snd_drops;
    uint32_t ifmd_filler[4];
    struct if_data64 ifmd_data;
};
#pragma pack(pop)

struct mach_timebase_info {
    uint32_t numer;
    uint32_t denom;
};
typedef struct mach_timebase_info *mach_timebase_info_t;

/* ---- libdispatch, blocks, libobjc */

#define DISPATCH_TIME_NOW 0
typedef uint64_t dispatch_time_t;
typedef struct dispatch_queue *dispatch_queue_t;
typedef struct dispatch_queue_attr *dispatch_queue_attr_t;
typedef struct dispatch_semaphore *dispatch_semaphore_t;
/* Apple has a transparent union of pointers here, which is passed as a pointer is. */
typedef void *dispatch_object_t;
typedef void (*dispatch_function_t)(void *);

#define BLOCK_IS_GLOBAL (1 << 28)
struct Block_descriptor {
    uintptr_t reserved;
    uintptr_t size;
};
struct Block_literal {
    void *isa;
    int flags;
    int reserved;
    void (*invoke)(void);
    struct Block_descriptor *descriptor;
};

typedef struct objc_class *Class;
typedef struct objc_selector *SEL;

/* ---- CoreFoundation */

typedef const void *CFTypeRef;
typedef const struct __CFAllocator *CFAllocatorRef;
typedef const struct __CFString *CFStringRef;
typedef const struct __CFArray *CFArrayRef;
typedef const struct __CFDictionary *CFDictionaryRef;
typedef const struct __CFNumber *CFNumberRef;
typedef const struct __CFBoolean *CFBooleanRef;
typedef unsigned long CFTypeID;
typedef long CFIndex;
typedef CFIndex CFNumberType;
typedef uint8_t UInt8;
typedef unsigned char Boolean;
typedef uint32_t CFStringEncoding;
#define kCFStringEncodingUTF8 0x08000100
#define kCFNumberSInt64Type 4

typedef struct {
    CFIndex version;
    const void *retain, *release, *copyDescription, *equal;
} CFArrayCallBacks;

/* ---- SystemConfiguration */

enum {
    kSCStatusOK = 0, kSCStatusFailed = 1001, kSCStatusInvalidArgument = 1002, kSCStatusAccessError = 1003, kSCStatusNoKey = 1004,
    kSCStatusLocked = 1006, kSCStatusNoStoreSession = 2001, kSCStatusNoStoreServer = 2002, kSCStatusNotifierActive = 2003,
    kSCStatusConnectionNoService = 5001, kSCStatusConnectionIgnore = 5002
};

typedef const struct __SCDynamicStore *SCDynamicStoreRef;
typedef void (*SCDynamicStoreCallBack)(SCDynamicStoreRef store, CFArrayRef changedKeys, void *info);
typedef struct {
    CFIndex version;
    void *info;
    const void *retain, *release, *copyDescription;
} SCDynamicStoreContext;
typedef const struct __SCNetworkInterface *SCNetworkInterfaceRef;
typedef const struct __SCNetworkConnection *SCNetworkConnectionRef;
typedef int32_t SCNetworkConnectionStatus;
enum {
    kSCNetworkConnectionInvalid = -1, kSCNetworkConnectionDisconnected = 0, kSCNetworkConnectionConnecting = 1,
    kSCNetworkConnectionConnected = 2, kSCNetworkConnectionDisconnecting = 3
};
typedef void (*SCNetworkConnectionCallBack)(SCNetworkConnectionRef connection, SCNetworkConnectionStatus status, void *info);
typedef struct {
    CFIndex version;
    void *info;
    const void *retain, *release, *copyDescription;
} SCNetworkConnectionContext;

/* ---- Network */

typedef struct nw_path_monitor *nw_path_monitor_t;
typedef struct nw_path *nw_path_t;
typedef int nw_path_status_t;
enum { nw_path_status_invalid = 0, nw_path_status_satisfied = 1, nw_path_status_unsatisfied = 2, nw_path_status_satisfiable = 3 };
/* Blocks: the first argument of what they invoke is the block itself. */
typedef struct Block_literal *nw_path_monitor_update_handler_t;
typedef struct Block_literal *nw_path_monitor_cancel_handler_t;

#include "calls-system.h"
#include "calls-frameworks.h"

#endif
