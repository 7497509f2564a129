package com.example.courier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A program for another JVM, behind all uplinks: takes jobs by HTTP and remembers from which address each came. The body of a job begins with
 * a label and a blank. Lines of standard input ask: {@code ids} for the jobs that arrived; {@code from LABEL} for the addresses that jobs with
 * that label came from, each with its count; {@code slow MILLIS} makes every answer wait so long.
 */
final class FarServer {

    static final String ADDRESS = "203.0.113.1";
    static final int PORT = 8080;

    private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();
    private static volatile Duration pause = Duration.ZERO;

    private record Seen(String label, String address) {
    }

    private FarServer() {
    }

    public static void main(String[] arguments) throws IOException {
        // No packets but the test's own: a connection is not closed because it was idle. And no delayed acknowledgements.
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", FarServer::answer);
        server.start();
        System.out.println("ready");
        ChildProgram.serve(FarServer::obey);
        System.exit(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (id != null) {
                SEEN.putIfAbsent(id, new Seen(body.split(" ")[0], exchange.getRemoteAddress().getAddress().getHostAddress()));
            }
            LockSupport.parkNanos(pause.toNanos());
            byte[] answer = "ready".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String obey(String line) {
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "ids" -> String.join(" ", SEEN.keySet());
            case "from" -> SEEN.values().stream().filter(seen -> seen.label().equals(words[1]))
                .collect(Collectors.groupingBy(Seen::address, TreeMap::new, Collectors.counting())).toString();
            case "slow" -> {
                pause = Duration.ofMillis(Long.parseLong(words[1]));
                yield "slow";
            }
            default -> throw new IllegalArgumentException(line);
        };
    }
}
