package io.github.netsession.linux.recipes;

import io.github.netsession.NetworkSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Asks a server a question over a channel. A selector takes the same channel. */
public final class AskByChannel {

    private AskByChannel() {
    }

    public static String ask(NetworkSockets sockets, String host, int port, String question) throws IOException {
        try (SocketChannel channel = sockets.openSocketChannel()) {
            channel.connect(new InetSocketAddress(host, port));
            ByteBuffer asked = StandardCharsets.US_ASCII.encode(question);
            while (asked.hasRemaining()) {
                channel.write(asked);
            }
            channel.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(1024);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // Until the server ends its answer.
            }
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
        }
    }
}
