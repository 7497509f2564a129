package io.github.netsession.linux;

import java.nio.ByteBuffer;

/**
 * Walks over the attributes of a netlink message without allocating. Never reads outside the given range, whatever the bytes say, and
 * always comes to an end. Source: linux/netlink.h, struct nlattr.
 */
final class AttributeCursor {

    private ByteBuffer buffer;
    private int next;
    private int end;
    private int type;
    private int at;
    private int length;

    /** A cursor over nothing, to be pointed at attributes with {@link #over}. */
    AttributeCursor() {
        this(ByteBuffer.allocate(0), 0, 0);
    }

    AttributeCursor(ByteBuffer buffer, int from, int end) {
        over(buffer, from, end);
    }

    /** Starts anew before the first attribute of a range. */
    AttributeCursor over(ByteBuffer newBuffer, int from, int newEnd) {
        buffer = newBuffer;
        next = from;
        end = newEnd;
        return this;
    }

    /** Moves to the next attribute; false at the end, and at the first attribute that does not fit. */
    boolean next() {
        if (end - next < Netlink.NLA_HDRLEN) {
            return false;
        }
        int size = buffer.getShort(next) & 0xffff;
        if (size < Netlink.NLA_HDRLEN || size > end - next) {
            next = end;
            return false;
        }
        type = buffer.getShort(next + 2) & Netlink.NLA_TYPE_MASK;
        at = next + Netlink.NLA_HDRLEN;
        length = size - Netlink.NLA_HDRLEN;
        next += Netlink.align(size);
        return true;
    }

    int type() {
        return type;
    }

    /** Where the attribute's value begins. */
    int at() {
        return at;
    }

    /** How many bytes the value has. */
    int length() {
        return length;
    }

    /** Where the attribute's value ends. */
    int valueEnd() {
        return at + length;
    }

    /** The value as a number of 32 bits, or the given one if it is shorter. */
    int intOr(int fallback) {
        return length >= Integer.BYTES ? buffer.getInt(at) : fallback;
    }

    /** The value as an unsigned byte, or the given number if it is empty. */
    int byteOr(int fallback) {
        return length >= 1 ? buffer.get(at) & 0xff : fallback;
    }

    /** A copy of the value's bytes. */
    byte[] bytes() {
        byte[] copy = new byte[length];
        buffer.get(at, copy);
        return copy;
    }

    /** A copy of the value's bytes before the first zero byte. */
    byte[] bytesToZero() {
        int n = 0;
        while (n < length && buffer.get(at + n) != 0) {
            n++;
        }
        byte[] copy = new byte[n];
        buffer.get(at, copy);
        return copy;
    }
}
