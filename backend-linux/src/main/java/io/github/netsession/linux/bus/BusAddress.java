package io.github.netsession.linux.bus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The address of a bus. Source: the D-Bus specification, Server Addresses.
 *
 * @param text as the specification writes it
 */
public record BusAddress(String text) {

    private static final String LOCAL = "unix:";
    private static final String PATH = "path=";
    private static final String ABSTRACT = "abstract=";

    /**
     * The first of several addresses that is a socket of this machine. No other kind is ever connected to: one of them starts a program.
     *
     * @param addresses the addresses, with semicolons between them
     * @return the first usable one
     */
    public static Optional<BusAddress> firstUsable(String addresses) {
        for (String text : addresses.split(";")) {
            BusAddress address = new BusAddress(text);
            if (address.value(PATH).isPresent() || address.value(ABSTRACT).isPresent()) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /**
     * Where the socket is in the file system, if it is there.
     *
     * @return the path
     */
    public Optional<String> path() {
        Optional<String> path = value(PATH);
        return path.isPresent() ? Optional.of(unescape(path.get())) : path;
    }

    private Optional<String> value(String key) {
        if (text.startsWith(LOCAL)) {
            for (String each : text.substring(LOCAL.length()).split(",")) {
                if (each.startsWith(key)) {
                    return Optional.of(each.substring(key.length()));
                }
            }
        }
        return Optional.empty();
    }

    /** Bytes may be written as %XX. */
    private static String unescape(String escaped) {
        byte[] raw = escaped.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length; i++) {
            int high = i + 2 < raw.length && raw[i] == '%' ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                bytes.write(raw[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
