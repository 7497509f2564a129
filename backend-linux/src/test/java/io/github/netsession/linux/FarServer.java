package io.github.netsession.linux;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A program for another JVM, behind both of {@link TwoUplinks}: takes a block of bytes by TCP, or a datagram, and answers with the address that it
 * came from, as it does to a request by HTTP. At a line {@code connect ADDRESS PORT} it connects there itself, and says what it read.
 */
final class FarServer {

    static final String IPV4 = "203.0.113.1";
    static final String IPV6 = "2001:db8::1";
    static final int PORT = 7010;
    static final int HTTP_PORT = 7011;
    static final int BLOCK_BYTES = 2_000;

    private static final int LIMIT_MILLIS = 10_000;

    private FarServer() {
    }

    public static void main(String[] arguments) throws IOException {
        ServerSocket server = new ServerSocket(PORT);
        DatagramSocket datagrams = new DatagramSocket(PORT);
        daemon(() -> accept(server));
        daemon(() -> answer(datagrams));
        HttpServer http = HttpServer.create(new InetSocketAddress(HTTP_PORT), 0);
        http.createContext("/", FarServer::answer);
        http.start();
        System.out.println("ready");
        ChildProgram.serve(FarServer::obey);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                daemon(() -> answer(socket));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            while (socket.getInputStream().readNBytes(BLOCK_BYTES).length == BLOCK_BYTES) {
                socket.getOutputStream().write((text(socket.getRemoteSocketAddress()) + '\n').getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            System.err.println("a connection ended: " + gone.getMessage());
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = text(exchange.getRemoteAddress()).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static void answer(DatagramSocket datagrams) {
        try {
            byte[] buffer = new byte[BLOCK_BYTES];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                byte[] answer = text(packet.getSocketAddress()).getBytes(StandardCharsets.US_ASCII);
                datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(SocketAddress address) {
        return ((InetSocketAddress) address).getAddress().getHostAddress();
    }

    private static String obey(String line) {
        String[] words = line.split(" ");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(words[1], Integer.parseInt(words[2])), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            InputStream in = socket.getInputStream();
            return "read " + new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
