package io.github.netsession.linux.jna;

import com.sun.jna.Pointer;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusPeer;
import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a message into Java values. sd-bus has checked it against the specification: lengths, nesting (at most 64 deep), UTF-8, NULs.
 * This class checks how much data there is. Entries with a text as their key are only read if the key is wanted; the others cost one
 * call each.
 */
final class BusReader {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.linux");

    /** The most values of a message: some 100 times what a NetworkManager with 500 profiles sends. */
    static final int MOST_VALUES = 1_000_000;

    /** The most bytes of text of a message; Java stores each in one byte, or in two. */
    static final int MOST_TEXT_BYTES = 32 << 20;

    private static final int MOST_REFUSAL_BYTES = 4096;
    private static final int METHOD_CALL = 1;
    private static final int METHOD_RETURN = 2;
    private static final int METHOD_ERROR = 3;

    private final Predicate<String> wanted;
    private final NativeText signatureText = new NativeText();
    private final NativeText variantText = new NativeText();
    /** The signature of nearly everything that is skipped. */
    private final long variantAddress = variantText.of("v");
    /** Two out parameters of 8 bytes. */
    private final ByteBuffer out = NativeMemory.buffer(2 * Long.BYTES);
    private final long outAddress = NativeMemory.address(out);
    private long message;
    private String bus = "";
    private int valuesLeft;
    private long textLeft;

    BusReader(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** Reads a message from the bus with this id; empty if it is not for this connection. */
    Optional<BusMessage> read(long from, String busId) {
        message = from;
        bus = busId;
        valuesLeft = MOST_VALUES;
        textLeft = MOST_TEXT_BYTES;
        BusResult.check("sd_bus_message_get_type", SdBus.sd_bus_message_get_type(message, outAddress));
        int type = out.get(0);
        if (type == METHOD_CALL) {
            // There is nothing to call here.
            SdBus.sd_bus_reply_method_errno(message, Errno.EOPNOTSUPP, 0);
            return Optional.empty();
        }
        if (type != METHOD_RETURN && type != METHOD_ERROR) {
            // Any program may send a signal to this connection alone. Only broadcasts have passed the subscriptions, which name the sender.
            return SdBus.sd_bus_message_get_destination(message) == 0 ? Optional.of(signal()) : Optional.empty();
        }
        BusResult.check("sd_bus_message_get_reply_cookie", SdBus.sd_bus_message_get_reply_cookie(message, outAddress));
        long cookie = out.getLong(0);
        return Optional.of(type == METHOD_RETURN ? reply(cookie) : BusMessage.error(cookie, refusal()));
    }

    private BusMessage signal() {
        return new BusMessage(BusMessage.Kind.SIGNAL, 0, BusPeer.UNKNOWN, NativeText.at(SdBus.sd_bus_message_get_path(message)),
            NativeText.at(SdBus.sd_bus_message_get_interface(message)), NativeText.at(SdBus.sd_bus_message_get_member(message)),
            Optional.empty(), argumentsOfSignal());
    }

    /** A signal that cannot be read comes without arguments: it still says that something has changed. */
    private List<Object> argumentsOfSignal() {
        try {
            return body();
        } catch (BackendException unreadable) {
            LOGGER.log(Level.WARNING, "the arguments of a signal on the system bus were passed over: {0}", unreadable.getMessage());
            return List.of();
        }
    }

    private BusPeer sender() {
        long name = SdBus.sd_bus_message_get_sender(message);
        return name == 0 ? BusPeer.UNKNOWN : new BusPeer(bus, NativeText.at(name));
    }

    /** If a reply cannot be read, its caller gets an error, and does not wait for it. */
    private BusMessage reply(long cookie) {
        try {
            return new BusMessage(BusMessage.Kind.REPLY, cookie, sender(), "", "", "", Optional.empty(), body());
        } catch (BackendException unreadable) {
            return BusMessage.error(cookie, new BusMessage.Refusal(BusMessage.UNREADABLE, unreadable.reason()));
        }
    }

    /** The first two members of sd_bus_error are the addresses of the name and the text. Source: sd-bus.h. */
    private BusMessage.Refusal refusal() {
        long error = SdBus.sd_bus_message_get_error(message);
        if (error == 0) {
            return new BusMessage.Refusal("", "");
        }
        Pointer pointer = new Pointer(error);
        return new BusMessage.Refusal(NativeText.at(pointer.getLong(0)), NativeText.at(pointer.getLong(Long.BYTES), MOST_REFUSAL_BYTES)
            .orElse("too long an explanation"));
    }

    private List<Object> body() {
        List<Object> values = new ArrayList<>();
        while (peek()) {
            values.add(value(out.get(0), out.getLong(Long.BYTES)));
        }
        return values;
    }

    /** Whether there is another value: its type is in the first out parameter, its contents in the second. */
    private boolean peek() {
        out.putLong(0, 0).putLong(Long.BYTES, 0);
        return BusResult.check("sd_bus_message_peek_type", SdBus.sd_bus_message_peek_type(message, outAddress, outAddress + Long.BYTES)) > 0;
    }

    private Object value(byte type, long contents) {
        if (--valuesLeft < 0) {
            throw tooMuch();
        }
        return switch (type) {
            case 's', 'o', 'g' -> text(type);
            case 'v' -> variant(contents);
            case 'r' -> list(type, contents);
            case 'a' -> array(contents);
            default -> number(type);
        };
    }

    private String text(byte type) {
        BusResult.check("sd_bus_message_read_basic", SdBus.sd_bus_message_read_basic(message, type, outAddress));
        String text = NativeText.at(out.getLong(0), textLeft).orElseThrow(BusReader::tooMuch);
        textLeft -= text.length();
        return text;
    }

    private Object number(byte type) {
        out.putLong(0, 0);
        BusResult.check("sd_bus_message_read_basic", SdBus.sd_bus_message_read_basic(message, type, outAddress));
        return switch (type) {
            case 'b' -> out.getInt(0) != 0;
            case 'y' -> (long) (out.get(0) & 0xff);
            case 'n' -> (long) out.getShort(0);
            case 'q' -> (long) (out.getShort(0) & 0xffff);
            case 'i' -> (long) out.getInt(0);
            case 'u' -> out.getInt(0) & 0xffff_ffffL;
            case 'd' -> out.getDouble(0);
            case 'x', 't' -> out.getLong(0);
            default -> Optional.empty(); // A descriptor; the connection has refused to receive any.
        };
    }

    private Object variant(long contents) {
        enter((byte) 'v', contents);
        Object value = peek() ? value(out.get(0), out.getLong(Long.BYTES)) : Optional.empty();
        exit();
        return value;
    }

    private Object array(long contents) {
        byte element = new Pointer(contents).getByte(0);
        if (element == 'y') {
            BusResult.check("sd_bus_message_read_array", SdBus.sd_bus_message_read_array(message, element, outAddress, outAddress + Long.BYTES));
            long size = out.getLong(Long.BYTES);
            textLeft -= size;
            if (textLeft < 0) {
                throw tooMuch();
            }
            return size == 0 ? new byte[0] : new Pointer(out.getLong(0)).getByteArray(0, (int) size);
        }
        return element == '{' ? dictionary(contents) : list((byte) 'a', contents);
    }

    private List<Object> list(byte type, long contents) {
        List<Object> list = new ArrayList<>();
        enter(type, contents);
        while (peek()) {
            list.add(value(out.get(0), out.getLong(Long.BYTES)));
        }
        exit();
        return list;
    }

    /** Keys that are numbers become texts. */
    private Map<String, Object> dictionary(long contents) {
        Map<String, Object> map = new HashMap<>();
        enter((byte) 'a', contents);
        while (peek()) {
            enter((byte) 'e', out.getLong(Long.BYTES));
            peek();
            byte keyType = out.get(0);
            String key = String.valueOf(value(keyType, out.getLong(Long.BYTES)));
            peek();
            if (keyType != 's' || wanted.test(key)) {
                map.put(key, value(out.get(0), out.getLong(Long.BYTES)));
            } else {
                skip((char) out.get(0), out.getLong(Long.BYTES));
            }
            exit();
        }
        exit();
        return map;
    }

    /** Older versions require the signature of what they skip. */
    private void skip(char type, long contents) {
        if (type == 'v') {
            BusResult.check("sd_bus_message_skip", SdBus.sd_bus_message_skip(message, variantAddress));
            return;
        }
        String signature = switch (type) {
            case 'a' -> "a" + NativeText.at(contents);
            case 'r' -> "(" + NativeText.at(contents) + ")";
            default -> String.valueOf(type);
        };
        BusResult.check("sd_bus_message_skip", SdBus.sd_bus_message_skip(message, signatureText.of(signature)));
    }

    private void enter(byte type, long contents) {
        BusResult.check("sd_bus_message_enter_container", SdBus.sd_bus_message_enter_container(message, type, contents));
    }

    private void exit() {
        BusResult.check("sd_bus_message_exit_container", SdBus.sd_bus_message_exit_container(message));
    }

    private static BackendException tooMuch() {
        return new BackendException(BackendException.Kind.FAILED, "D-Bus",
            "more than " + MOST_VALUES + " values or " + MOST_TEXT_BYTES + " bytes of text in one message");
    }
}
