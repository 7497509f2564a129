package io.github.netsession.linux.recipes;

import io.github.netsession.NetworkSockets;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a server a question over a plain socket. */
public final class AskBySocket {

    private AskBySocket() {
    }

    public static String ask(NetworkSockets sockets, String host, int port, String question) throws IOException {
        try (Socket socket = sockets.socketFactory().createSocket(host, port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
