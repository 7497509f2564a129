package io.github.netsession.windows;

import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The Linux around Wine, by the hand in {@code src/test/wine/Hand.java}: a Windows JVM cannot start {@code ip} itself. */
final class Linux {

    private static final String PORT = "NETSESSION_HAND";
    private static final Duration PAUSE = Duration.ofMillis(5);

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

    /** Waits for up to a minute. Most conditions ask Linux or Wine, which takes its time. */
    static boolean await(BooleanSupplier condition) {
        return Await.comesTrueWithin(Await.LIMIT, PAUSE, condition);
    }
}
