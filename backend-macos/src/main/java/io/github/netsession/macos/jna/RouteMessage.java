package io.github.netsession.macos.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.RouteRow;
import io.github.netsession.macos.jna.Layouts.rt_msghdr;
import io.github.netsession.macos.jna.Layouts.sockaddr;
import io.github.netsession.macos.jna.Layouts.sockaddr_dl;
import io.github.netsession.macos.jna.Layouts.sockaddr_in;
import io.github.netsession.macos.jna.Layouts.sockaddr_in6;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The messages of a routing socket, as bytes. Reads nothing beyond their end, whatever lengths they claim. Source: net/route.h; route(4). */
final class RouteMessage {

    /** How many sorts of addresses may follow a header. Source: net/route.h, RTAX_MAX. */
    private static final int ADDRESSES = 8;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private RouteMessage() {
    }

    /**
     * The question for the route to an address. It has an empty link-layer address, as route(8) has it, so that the answer names the interface
     * and the source.
     */
    static ByteBuffer question(InetAddress destination, int scope, int sequence) {
        byte[] bytes = destination.getAddress();
        boolean is4 = bytes.length == IPV4_BYTES;
        int addressBytes = is4 ? sockaddr_in.SIZE : sockaddr_in6.SIZE;
        int size = rt_msghdr.SIZE + addressBytes + sockaddr_dl.SIZE;
        ByteBuffer message = NativeMemory.buffer(size);
        message.putShort(rt_msghdr.rtm_msglen, (short) size).put(rt_msghdr.rtm_version, (byte) Constants.RTM_VERSION)
            .put(rt_msghdr.rtm_type, (byte) Constants.RTM_GET).putInt(rt_msghdr.rtm_addrs, Constants.RTA_DST | Constants.RTA_IFP)
            .putInt(rt_msghdr.rtm_seq, sequence);
        if (scope != 0) {
            message.putShort(rt_msghdr.rtm_index, (short) scope).putInt(rt_msghdr.rtm_flags, Constants.RTF_IFSCOPE);
        }
        int at = rt_msghdr.SIZE;
        message.put(at + sockaddr.sa_len, (byte) addressBytes).put(at + sockaddr.sa_family, (byte) family(is4))
            .put(at + offset(is4), bytes);
        at += addressBytes;
        message.put(at + sockaddr.sa_len, (byte) sockaddr_dl.SIZE).put(at + sockaddr.sa_family, (byte) Constants.AF_LINK);
        return message;
    }

    /** Whether a message of so many bytes answers the question with this number, asked by this process. */
    static boolean isAnswer(ByteBuffer message, int length, int process, int sequence) {
        return length >= rt_msghdr.SIZE && (message.get(rt_msghdr.rtm_version) & 0xff) == Constants.RTM_VERSION
            && (message.get(rt_msghdr.rtm_type) & 0xff) == Constants.RTM_GET && message.getInt(rt_msghdr.rtm_pid) == process
            && message.getInt(rt_msghdr.rtm_seq) == sequence;
    }

    /** Why the kernel has no answer; 0 if it has one. */
    static int errno(ByteBuffer message) {
        return message.getInt(rt_msghdr.rtm_errno);
    }

    /** The route in an answer about an IPv4 or an IPv6 address. */
    static RouteRow route(ByteBuffer message, int length, boolean is4) {
        int end = message.getShort(rt_msghdr.rtm_msglen) & 0xffff;
        if (end < rt_msghdr.SIZE || end > length) {
            throw malformed("a message of " + length + " bytes claims " + end);
        }
        int present = message.getInt(rt_msghdr.rtm_addrs);
        int prefixLength = (is4 ? IPV4_BYTES : IPV6_BYTES) * Byte.SIZE; // A route for one host alone has no mask.
        Optional<InetAddress> source = Optional.empty();
        int at = rt_msghdr.SIZE;
        for (int i = 0; i < ADDRESSES; i++) {
            int kind = 1 << i;
            if ((present & kind) == 0) {
                continue;
            }
            int bytes = at < end ? message.get(at + sockaddr.sa_len) & 0xff : -1;
            if (bytes < 0 || bytes > end - at) {
                throw malformed("an address at " + at + " is longer than the message, of " + end + " bytes");
            }
            if (kind == Constants.RTA_NETMASK) {
                prefixLength = ones(message, at + offset(is4), at + Math.min(bytes, offset(is4) + (is4 ? IPV4_BYTES : IPV6_BYTES)));
            } else if (kind == Constants.RTA_IFA) {
                source = address(message, at, bytes, is4);
            }
            at += bytes == 0 ? Integer.BYTES : bytes + Integer.BYTES - 1 & -Integer.BYTES; // An empty mask takes a word too.
        }
        int flags = message.getInt(rt_msghdr.rtm_flags);
        return new RouteRow(message.getShort(rt_msghdr.rtm_index) & 0xffff, prefixLength, (flags & Constants.RTF_GATEWAY) != 0,
            (flags & (Constants.RTF_REJECT | Constants.RTF_BLACKHOLE)) != 0, source);
    }

    /** Counts the leading ones of a mask. The kernel omits the family, and zeros at the end. */
    private static int ones(ByteBuffer message, int from, int to) {
        int bits = 0;
        for (int at = from; at < to; at++) {
            int ones = Integer.numberOfLeadingZeros(~(message.get(at) << 24));
            bits += Math.min(Byte.SIZE, ones);
            if (ones < Byte.SIZE) {
                break;
            }
        }
        return bits;
    }

    private static Optional<InetAddress> address(ByteBuffer message, int at, int length, boolean is4) {
        byte[] bytes = new byte[is4 ? IPV4_BYTES : IPV6_BYTES];
        if (length < offset(is4) + bytes.length || (message.get(at + sockaddr.sa_family) & 0xff) != family(is4)) {
            return Optional.empty();
        }
        message.get(at + offset(is4), bytes);
        try {
            return Optional.of(InetAddress.getByAddress(bytes)).filter(address -> !address.isAnyLocalAddress());
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }

    private static int family(boolean is4) {
        return is4 ? Constants.AF_INET : Constants.AF_INET6;
    }

    private static int offset(boolean is4) {
        return is4 ? sockaddr_in.sin_addr : sockaddr_in6.sin6_addr;
    }

    private static BackendException malformed(String what) {
        return new BackendException(Kind.FAILED, "RTM_GET", what);
    }
}
