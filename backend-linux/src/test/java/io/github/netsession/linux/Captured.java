package io.github.netsession.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Datagrams as a real kernel sent them; the files say which. All are little-endian. */
final class Captured {

    private Captured() {
    }

    /** Reads a part of a message, as the parsers do. */
    interface Parser<T> {
        Optional<T> parse(ByteBuffer buffer, int payload, int end);
    }

    static List<byte[]> datagrams(String name) {
        try (InputStream text = Captured.class.getResourceAsStream("/captured/" + name + ".hex")) {
            return new String(text.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#"))
                .map(HexFormat.of()::parseHex).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All messages of one type in a file that the parser can read. */
    static <T> List<T> parse(String name, int type, Parser<T> parser) {
        List<T> parsed = new ArrayList<>();
        for (byte[] datagram : datagrams(name)) {
            ByteBuffer buffer = buffer(datagram);
            for (int at = 0; at < datagram.length; at += Netlink.align(buffer.getInt(at))) {
                if ((buffer.getShort(at + 4) & 0xffff) == type) {
                    parser.parse(buffer, at + Netlink.NLMSG_HDRLEN, at + buffer.getInt(at)).ifPresent(parsed::add);
                }
            }
        }
        return parsed;
    }
}
