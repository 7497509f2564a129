package io.github.netsession.linux.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.bus.BusVariant;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Writes arguments into a message. */
final class BusWriter {

    private final NativeText text = new NativeText();
    private final ByteBuffer number = NativeMemory.buffer(Long.BYTES);
    private final long numberAddress = NativeMemory.address(number);

    private long message;

    /** Appends arguments of these types, one after the other. */
    void append(long to, String signature, List<Object> arguments) {
        message = to;
        appendAll(signature, arguments);
    }

    private void appendAll(String signature, List<Object> arguments) {
        int at = 0;
        for (Object argument : arguments) {
            int end = endOfType(signature, at);
            append(signature.substring(at, end), argument);
            at = end;
        }
        if (at != signature.length()) {
            throw new IllegalArgumentException("too few arguments for " + signature + ": " + arguments.size());
        }
    }

    /** Returns the end of the complete type that begins here. */
    static int endOfType(String signature, int at) {
        char first = signature.charAt(at);
        if (first == 'a') {
            return endOfType(signature, at + 1);
        }
        if (first != '{') {
            return at + 1;
        }
        return endOfType(signature, endOfType(signature, at + 1)) + 1;
    }

    private void append(String type, Object value) {
        switch (type.charAt(0)) {
            case 's', 'o' -> appendBasic(type, text.of((String) value));
            case 'b' -> appendBasic(type, number(type, (Boolean) value ? 1 : 0));
            case 'y', 'i', 'u', 't' -> appendBasic(type, number(type, (Long) value));
            case 'v' -> {
                BusVariant variant = (BusVariant) value;
                open('v', variant.signature());
                append(variant.signature(), variant.value());
                close();
            }
            case 'a' -> appendArray(type.substring(1), value);
            default -> throw new IllegalArgumentException("no value of type " + type + " can be sent");
        }
    }

    private void appendArray(String type, Object value) {
        if (value instanceof byte[] bytes) {
            BusResult.check("sd_bus_message_append_array", SdBus.sd_bus_message_append_array(message, (byte) 'y', text.of(bytes), bytes.length));
            return;
        }
        open('a', type);
        if (type.charAt(0) == '{') {
            String entry = type.substring(1, type.length() - 1);
            for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                open('e', entry);
                appendAll(entry, List.of(each.getKey(), each.getValue()));
                close();
            }
        } else {
            ((List<?>) value).forEach(each -> append(type, each));
        }
        close();
    }

    /** A number in as many bytes as its type has. */
    private long number(String type, long value) {
        switch (type.charAt(0)) {
            case 'y' -> number.put(0, (byte) value);
            case 't' -> number.putLong(0, value);
            default -> number.putInt(0, (int) value);
        }
        return numberAddress;
    }

    private void appendBasic(String type, long address) {
        BusResult.check("sd_bus_message_append_basic", SdBus.sd_bus_message_append_basic(message, (byte) type.charAt(0), address));
    }

    private void open(char type, String contents) {
        BusResult.check("sd_bus_message_open_container",
            SdBus.sd_bus_message_open_container(message, (byte) type, text.of(contents)));
    }

    private void close() {
        BusResult.check("sd_bus_message_close_container", SdBus.sd_bus_message_close_container(message));
    }
}
