package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stands in for NetworkManager on a bed's bus, and does what a real one will not do on demand: {@code manager/mock.py}, whose words each
 * line is written in. There are the cables {@code ap0} and {@code ap1} of the bed; the stand-in has no device before it is told to.
 */
final class StandIn implements AutoCloseable {

    /** Needs python3-gi. */
    private static final String SCRIPT = "src/test/manager/mock.py";

    private final ManagerBed bed = ManagerBed.withBus();
    private final ChildProgram script;

    StandIn() {
        try {
            script = ChildProgram.start(new ProcessBuilder("/usr/bin/python3", Path.of(SCRIPT).toString()).redirectError(ProcessBuilder.Redirect.INHERIT));
        } catch (UncheckedIOException e) {
            bed.close();
            throw e;
        }
        boolean isReady = false;
        try {
            isReady = script.answer().equals("ready");
        } finally {
            if (!isReady) {
                close();
            }
        }
    }

    /** Has it carry out a line, and answers the value of it. */
    String ask(String line) {
        String answer = script.ask(line);
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
        Netns.accessPoint(link).up();
        Netns.accessPoint(link).addAddress();
        Await.until(() -> Netns.ip("-o link show " + link).contains("state UP"));
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
        script.kill();
    }

    @Override
    public void close() {
        script.kill();
        bed.close();
    }
}
