package io.github.netsession.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The Linux around Wine, by the hand in {@code src/test/wine/Hand.java}: a Windows JVM cannot start {@code ip} itself. */
final class Linux {

    private static final String PORT = "NETSESSION_HAND";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Linux() {
    }

    /** Runs a command, which must succeed, and gives back what it says. */
    static String run(String... command) {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), Integer.parseInt(System.getenv(PORT)))) {
            socket.getOutputStream().write((String.join("\t", command) + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf('\n');
            if (!answer.startsWith("0\n")) {
                throw new IllegalStateException(String.join(" ", command) + ": " + answer);
            }
            return answer.substring(end + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String ip(String arguments) {
        return run(("ip " + arguments).split(" "));
    }

    static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }
}
