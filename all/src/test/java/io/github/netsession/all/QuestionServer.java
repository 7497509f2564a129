package io.github.netsession.all;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on this machine's loopback that answers each question on a connection of its own. */
final class QuestionServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final ServerSocket listener;

    QuestionServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName(HOST));
        Thread thread = new Thread(this::serve, "question-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (true) {
            try (Socket socket = listener.accept()) {
                String question = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                socket.getOutputStream().write(("you said " + question).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
