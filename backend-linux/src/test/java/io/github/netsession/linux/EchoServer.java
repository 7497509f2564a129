package io.github.netsession.linux;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** A program for another JVM, in another network namespace: sends back whatever comes, until its standard input ends. */
final class EchoServer {

    static final int PORT = 7007;

    private EchoServer() {
    }

    public static void main(String[] arguments) throws IOException {
        ServerSocket server = new ServerSocket(PORT);
        Thread accepting = new Thread(() -> accept(server));
        accepting.setDaemon(true);
        accepting.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Whoever started this one keeps its input open for as long as it is wanted.
        }
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread echo = new Thread(() -> echo(socket));
                echo.setDaemon(true);
                echo.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            byte[] buffer = new byte[4096];
            for (int read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream().read(buffer)) {
                socket.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException gone) {
            System.out.println("a connection ended: " + gone.getMessage());
        }
    }
}
