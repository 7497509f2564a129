/*
 * hwsim plug NAME | unplug NAME: makes a simulated Wi-Fi radio, or removes it. The radios that are there at boot have the names phy0, phy1, ...
 *
 * Speaks generic netlink with mac80211_hwsim. Source: linux/netlink.h, linux/genetlink.h; drivers/net/wireless/virtual/mac80211_hwsim.h for the
 * numbers, which no header of the C library's has.
 */
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HWSIM_CMD_NEW_RADIO = 4, HWSIM_CMD_DEL_RADIO = 5, HWSIM_ATTR_RADIO_NAME = 17 };

static char answer[8192];

/* Sends a request with one string; returns what the kernel says at the end (0, or a negative error number; the number of a new radio). */
static int ask(int sock, int family, int command, int attribute, const char *text, int *found) {
    struct {
        struct nlmsghdr head;
        struct genlmsghdr generic;
        char attributes[256];
    } request = {0};
    struct nlattr *first = (struct nlattr *) request.attributes;
    first->nla_type = attribute;
    first->nla_len = NLA_HDRLEN + strlen(text) + 1;
    memcpy(request.attributes + NLA_HDRLEN, text, strlen(text) + 1);
    request.head.nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN) + NLA_ALIGN(first->nla_len);
    request.head.nlmsg_type = family;
    request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    request.generic.cmd = command;
    request.generic.version = 1;
    if (send(sock, &request, request.head.nlmsg_len, 0) < 0) {
        return -errno;
    }
    for (;;) {
        int length = recv(sock, answer, sizeof answer, 0);
        if (length < 0) {
            return -errno;
        }
        for (struct nlmsghdr *head = (struct nlmsghdr *) answer; NLMSG_OK(head, (unsigned) length); head = NLMSG_NEXT(head, length)) {
            if (head->nlmsg_type == NLMSG_ERROR) {
                return ((struct nlmsgerr *) NLMSG_DATA(head))->error;
            }
            char *end = (char *) head + head->nlmsg_len;
            for (char *at = (char *) NLMSG_DATA(head) + GENL_HDRLEN; at + NLA_HDRLEN <= end;) {
                struct nlattr *each = (struct nlattr *) at;
                if (each->nla_len < NLA_HDRLEN) {
                    break;
                }
                if (found != NULL && each->nla_type == CTRL_ATTR_FAMILY_ID) {
                    *found = *(unsigned short *) (at + NLA_HDRLEN);
                }
                at += NLA_ALIGN(each->nla_len);
            }
        }
    }
}

int main(int count, char **words) {
    if (count != 3 || strlen(words[2]) > 100 || (strcmp(words[1], "plug") != 0 && strcmp(words[1], "unplug") != 0)) {
        fprintf(stderr, "usage: hwsim plug NAME | unplug NAME\n");
        return 64;
    }
    int sock = socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC);
    struct sockaddr_nl self = {.nl_family = AF_NETLINK};
    if (sock < 0 || bind(sock, (struct sockaddr *) &self, sizeof self) != 0) {
        perror("hwsim: netlink");
        return 1;
    }
    int family = 0;
    int result = ask(sock, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_NAME, "MAC80211_HWSIM", &family);
    if (result >= 0) {
        result = ask(sock, family, strcmp(words[1], "plug") == 0 ? HWSIM_CMD_NEW_RADIO : HWSIM_CMD_DEL_RADIO, HWSIM_ATTR_RADIO_NAME, words[2], NULL);
    }
    if (result < 0) {
        fprintf(stderr, "hwsim: %s %s: %s\n", words[1], words[2], strerror(-result));
        return 1;
    }
    return 0;
}
