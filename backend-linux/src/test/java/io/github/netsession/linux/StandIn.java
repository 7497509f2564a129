package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for NetworkManager on a bed's bus, and does what a real one will not do on demand: {@code manager/mock.py}, whose words each
 * line is written in. There are the cables {@code ap0} and {@code ap1} of the bed; the stand-in has no device before it is told to.
 */
final class StandIn implements AutoCloseable {

    private static final String SCRIPT = "src/test/manager/mock.py";

    private final ManagerBed bed = ManagerBed.withBus();
    private final Process process;
    private final BufferedReader answers;

    StandIn() {
        try {
            process = new ProcessBuilder("/usr/bin/python3", Path.of(SCRIPT).toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            bed.close();
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        if (!readLine().equals("ready")) {
            close();
            throw new IllegalStateException(SCRIPT + " does not run: it needs python3-gi");
        }
    }

    private String readLine() {
        try {
            String line = answers.readLine();
            return line == null ? "nothing, for it has ended" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it carry out a line, and answers the value of it. */
    String ask(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String answer = readLine();
        if (!answer.startsWith("ok")) {
            throw new IllegalStateException(line + ": " + answer);
        }
        return answer.substring(answer.length() == 2 ? 2 : 3);
    }

    /** Has it carry out some lines. */
    void tell(String... lines) {
        for (String line : lines) {
            ask(line);
        }
    }

    /** How often a method was called. */
    int calls(String method) {
        return Integer.parseInt(ask("calls['" + method + "']"));
    }

    /** How often any method was called. */
    int calls() {
        return Integer.parseInt(ask("sum(calls.values())"));
    }

    /** Makes a link usable: it is up, has a carrier and an address. */
    static void up(String link) {
        Netns.ip("link set " + link + " up");
        Netns.ip("addr add " + LinkWitness.network(link) + "2/24 dev " + link);
        Netns.await(() -> Netns.ip("-o link show " + link).contains("state UP"));
    }

    static String uuid(int number) {
        return String.format(java.util.Locale.ROOT, "f1f1f1f1-0000-4000-8000-%012d", number);
    }

    static ConfigurationId id(int number) {
        return ConfigurationId.of("nm", uuid(number));
    }

    /** A profile, if it is in a snapshot. */
    static Optional<AccessPoint> find(Snapshot snapshot, int number) {
        return snapshot.accessPoints().stream().filter(point -> point.id().equals(id(number))).findFirst();
    }

    static AccessPoint point(Snapshot snapshot, int number) {
        return find(snapshot, number).orElseThrow(() -> new AssertionError("no profile " + number + " in " + snapshot.accessPoints()));
    }

    /** Ends it, as a crash of NetworkManager does. */
    void kill() {
        ManagerBed.end(process);
    }

    @Override
    public void close() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException gone) {
            kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            bed.close();
        }
    }
}
