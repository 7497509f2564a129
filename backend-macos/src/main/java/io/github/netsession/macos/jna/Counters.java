package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.Log;
import io.github.netsession.macos.jna.Layouts.if_data64;
import io.github.netsession.macos.jna.Layouts.if_msghdr2;
import io.github.netsession.macos.jna.Layouts.ifmibdata;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The counters of the interface MIB, which has 64 bits for every program. If macOS refuses that, the interface list of the routing socket's
 * sysctl, which rounds bytes down to 1 KiB and truncates them to 32 bits for all programs but Apple's own, a JVM included. For one thread
 * at a time. Source: XNU, bsd/net/if_mib.c, bsd/net/rtsock.c.
 */
final class Counters {

    private static final int ATTEMPTS = 8;
    private static final int FIRST_ROOM = 64 * ifmibdata.SIZE;
    private static final int MOST_ROOM = 1 << 28;

    private final ByteBuffer name = NativeMemory.buffer(6 * Integer.BYTES);
    private final ByteBuffer size = NativeMemory.buffer(Long.BYTES);
    private ByteBuffer memory = NativeMemory.buffer(FIRST_ROOM);
    private final InterfaceNumbers numbers;
    private Way way = Way.UNKNOWN;
    private volatile Optional<String> obstacle = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();

    /** The first answer settles it: the two count differently, so one cannot continue the other. */
    private enum Way {
        UNKNOWN, MIB, LIST
    }

    Counters(InterfaceNumbers numbers) {
        this.numbers = numbers;
        try {
            noting(this::settle);
        } catch (BackendException refused) { // Nothing else depends on the counters, and they may be readable later.
            Log.LOGGER.log(Level.WARNING, "bytes are not counted: {0}", refused.getMessage());
        }
    }

    /** Why they have only 32 bits; empty if they have 64. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** Why the last reading failed; empty if it did not, or if the failure is transient. */
    Optional<String> refusal() {
        return refusal;
    }

    void all(CounterSink sink) {
        noting(() -> {
            settle();
            if (way == Way.MIB) {
                mib(0, Constants.IFMIB_IFALLDATA);
                mibRows(sink);
            } else {
                list(0);
                listRows(sink);
            }
        });
    }

    void one(int index, CounterSink sink) {
        noting(() -> {
            settle();
            try {
                if (way == Way.MIB) {
                    mib(index, Constants.IFMIB_IFDATA);
                    // An interface that is being removed has a row without a name.
                    if (memory.limit() >= ifmibdata.SIZE && memory.get(ifmibdata.ifmd_name) != 0) {
                        row(index, 0, ifmibdata.ifmd_data, ifmibdata.ifmd_snd_drops, sink);
                    }
                } else {
                    list(index);
                    listRows(sink);
                }
            } catch (BackendException refused) {
                if (refused.kind() != BackendException.Kind.GONE) {
                    throw refused;
                }
            }
        });
    }

    private void noting(Runnable reading) {
        try {
            reading.run();
            refusal = Optional.empty();
        } catch (BackendException refused) {
            refusal = refused.kind() == BackendException.Kind.TEMPORARY ? Optional.empty() : Optional.of(refused.getMessage());
            throw refused;
        }
    }

    private void settle() {
        if (way != Way.UNKNOWN) {
            return;
        }
        try {
            mib(0, Constants.IFMIB_IFALLDATA);
            way = Way.MIB;
        } catch (BackendException refused) {
            if (refused.kind() == BackendException.Kind.TEMPORARY) {
                throw refused;
            }
            list(0);
            way = Way.LIST;
            obstacle = Optional.of("bytes are in steps of 1 KiB and wrap at 4 GiB, which is put right as long as they are read between two wraps: "
                + "the interface MIB is refused: " + refused.getMessage());
            Log.LOGGER.log(Level.WARNING, "{0}", obstacle.get());
        }
    }

    private void mib(int row, int table) {
        read(Constants.CTL_NET, Constants.PF_LINK, Constants.NETLINK_GENERIC, table, row, Constants.IFDATA_GENERAL);
    }

    private void list(int index) {
        read(Constants.CTL_NET, Constants.PF_ROUTE, 0, 0, Constants.NET_RT_IFLIST2, index);
    }

    /** Reads into the memory, whose limit is then the end of the answer. */
    private void read(int... mib) {
        for (int i = 0; i < mib.length; i++) {
            name.putInt(i * Integer.BYTES, mib[i]);
        }
        ByteBuffer room = memory; // A larger buffer is only kept if its call succeeded.
        for (int attempt = 0; ; attempt++) {
            room.clear();
            size.putLong(0, room.capacity());
            if (LibSystem.sysctl(name, mib.length, room, size, 0, 0) == 0) {
                room.limit((int) Math.max(0, Math.min(size.getLong(0), room.capacity())));
                memory = room;
                return;
            }
            int errno = Native.getLastError();
            if (errno != Constants.ENOMEM || attempt == ATTEMPTS || room.capacity() >= MOST_ROOM) {
                throw Darwin.refused("sysctl", errno);
            }
            room = NativeMemory.buffer(room.capacity() * 2);
        }
    }

    /** Reads rows of equal length, each with the interface's name, but without its number. */
    private void mibRows(CounterSink sink) {
        numbers.begin();
        for (int at = 0; at + ifmibdata.SIZE <= memory.limit(); at += ifmibdata.SIZE) {
            int index = numbers.of(memory.getLong(at), memory.getLong(at + Long.BYTES));
            if (index > 0) {
                row(index, at, ifmibdata.ifmd_data, ifmibdata.ifmd_snd_drops, sink);
            }
        }
    }

    /** Reads messages, each with its length; some are of addresses. */
    private void listRows(CounterSink sink) {
        int at = 0;
        while (at + if_msghdr2.ifm_type < memory.limit()) {
            int length = memory.getShort(at + if_msghdr2.ifm_msglen) & 0xffff;
            if (length <= if_msghdr2.ifm_type || at + length > memory.limit()) {
                return;
            }
            if (memory.get(at + if_msghdr2.ifm_type) == Constants.RTM_IFINFO2 && length >= if_msghdr2.SIZE) {
                row(memory.getShort(at + if_msghdr2.ifm_index) & 0xffff, at, if_msghdr2.ifm_data, if_msghdr2.ifm_snd_drops, sink);
            }
            at += length;
        }
    }

    private void row(int index, int at, int data, int drops, CounterSink sink) {
        int from = at + data;
        sink.row(index, memory.getLong(from + if_data64.ifi_ibytes), memory.getLong(from + if_data64.ifi_obytes),
            memory.getLong(from + if_data64.ifi_ipackets), memory.getLong(from + if_data64.ifi_opackets),
            memory.getLong(from + if_data64.ifi_ierrors), memory.getLong(from + if_data64.ifi_oerrors),
            memory.getLong(from + if_data64.ifi_iqdrops), memory.getInt(at + drops) & 0xffff_ffffL);
    }
}
