package io.github.netsession.linux.jna;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.jna.DirectMapping.Use;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A connection by sd-bus. */
final class JnaBusPort implements BusPort {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.linux");
    private static final String LOST = "D-Bus";
    private static final int BUS_ID_BYTES = 16;

    private final ByteBuffer out = NativeMemory.buffer(Long.BYTES);
    private final long outAddress = NativeMemory.address(out);
    private final Use use = SdBus.use();
    private final BusReader reader;
    private final BusWriter writer = new BusWriter();
    /** Four texts that a call needs at once. Fields, because nothing else keeps them while the native call reads them. */
    private final NativeText destination = new NativeText();
    private final NativeText path = new NativeText();
    private final NativeText iface = new NativeText();
    private final NativeText member = new NativeText();
    private final long bus;
    private String busId = "";
    private boolean open = true;

    JnaBusPort(String address, boolean waiting, Predicate<String> wanted) {
        reader = new BusReader(wanted);
        try {
            BusResult.check("sd_bus_new", SdBus.sd_bus_new(outAddress));
        } catch (RuntimeException refused) {
            use.close();
            throw refused;
        }
        bus = out.getLong(0);
        try {
            BusResult.check("sd_bus_set_address", SdBus.sd_bus_set_address(bus, destination.of(address)));
            BusResult.check("sd_bus_set_bus_client", SdBus.sd_bus_set_bus_client(bus, 1));
            BusResult.check("sd_bus_set_watch_bind", SdBus.sd_bus_set_watch_bind(bus, waiting ? 1 : 0));
            // No other program may fill this process with descriptors.
            BusResult.check("sd_bus_negotiate_fds", SdBus.sd_bus_negotiate_fds(bus, 0));
            BusResult.check("sd_bus_start", SdBus.sd_bus_start(bus));
        } catch (RuntimeException | Error refused) {
            close();
            throw refused;
        }
    }

    @Override
    public int fd() {
        return SdBus.sd_bus_get_fd(bus);
    }

    @Override
    public int events() {
        return Math.max(0, SdBus.sd_bus_get_events(bus));
    }

    /** sd-bus gives a time of CLOCK_MONOTONIC, which nanoTime() reads on Linux. Source: sd_bus_get_timeout(3); os::javaTimeNanos. */
    @Override
    public long microsToWait() {
        out.putLong(0, -1);
        if (SdBus.sd_bus_get_timeout(bus, outAddress) <= 0 || out.getLong(0) == -1) {
            return FOREVER;
        }
        return Math.max(0, out.getLong(0) - TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    @Override
    public boolean isReady() {
        return SdBus.sd_bus_is_ready(bus) > 0;
    }

    @Override
    public long send(BusCall call) {
        long message = 0;
        try {
            message = message(call);
            writer.append(message, call.signature(), call.arguments());
            int result = SdBus.sd_bus_send(bus, message, outAddress);
            if (result < 0) {
                throw lost("sd_bus_send", result);
            }
            return out.getLong(0);
        } finally {
            if (message != 0) {
                SdBus.sd_bus_message_unref(message);
            }
        }
    }

    /** A call starts no service. */
    private long message(BusCall call) {
        BusResult.check("sd_bus_message_new_method_call", SdBus.sd_bus_message_new_method_call(bus, outAddress, destination.of(call.destination()),
            path.of(call.path()), iface.of(call.iface()), member.of(call.member())));
        long message = out.getLong(0);
        BusResult.check("sd_bus_message_set_auto_start", SdBus.sd_bus_message_set_auto_start(message, 0));
        BusResult.check("sd_bus_message_set_allow_interactive_authorization",
            SdBus.sd_bus_message_set_allow_interactive_authorization(message, call.interactive() ? 1 : 0));
        return message;
    }

    @Override
    public Progress process() {
        out.putLong(0, 0);
        int result = SdBus.sd_bus_process(bus, outAddress);
        if (result < 0) {
            throw lost("sd_bus_process", result);
        }
        long message = out.getLong(0);
        if (message == 0) {
            return new Progress(result > 0, Optional.empty());
        }
        try {
            return new Progress(true, read(message));
        } finally {
            SdBus.sd_bus_message_unref(message);
        }
    }

    private Optional<BusMessage> read(long message) {
        try {
            // The end of a connection that was never admitted is a message, too.
            return reader.read(message, isReady() ? busId() : "");
        } catch (BackendException unreadable) {
            LOGGER.log(Level.WARNING, "a message from the system bus was passed over: {0}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** The id of the bus, which is known from the first message on. Source: sd_bus_get_bus_id(3), sd_id128_t of 16 bytes. */
    private String busId() {
        if (busId.isEmpty()) {
            ByteBuffer id = NativeMemory.buffer(BUS_ID_BYTES);
            BusResult.check("sd_bus_get_bus_id", SdBus.sd_bus_get_bus_id(bus, NativeMemory.address(id)));
            byte[] bytes = new byte[BUS_ID_BYTES];
            id.get(0, bytes);
            busId = HexFormat.of().formatHex(bytes);
        }
        return busId;
    }

    private static BackendException lost(String call, int result) {
        BackendException cause = Errno.refused(call, -result, "");
        BackendException lost = new BackendException(Kind.TEMPORARY, LOST, cause.getMessage());
        lost.initCause(cause);
        return lost;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            SdBus.sd_bus_close(bus);
            SdBus.sd_bus_unref(bus);
            use.close();
        }
    }
}
