package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.SoakJournal.Event;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs open and close sessions at random, and are killed and suspended, while links are made anew and renamed and namespaces come and go.
 * Nothing that an administrator has switched on is ever down; no session is granted on what is down; in the end nothing is left up.
 */
@Tag("kernel")
class StartedSoakIT {

    private static final int NAMESPACES_AT_ONCE = 3;
    /** Between the last operation and the moment when what nobody holds is down. */
    private static final Duration REST_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path directory;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean isBroken = new AtomicBoolean();
    private SoakJournal journal;
    private SoakMonitor monitor;
    private SoakPrograms programs;
    private SoakNamespaces namespaces;

    /** A part of the soak that goes on until the end. */
    private interface Part {

        void run(Random random, BooleanSupplier goesOn) throws IOException;
    }

    @BeforeEach
    void prepare() {
        Netns.clean();
    }

    @AfterEach
    void tidy() throws InterruptedException, IOException {
        isBroken.set(true);
        threads.shutdown();
        programs.killAll();
        namespaces.endAll();
        boolean hasEnded = threads.awaitTermination(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
        programs.killAll();
        namespaces.endAll();
        monitor.end();
        journal.close();
        Netns.clean();
        assertTrue(hasEnded, "every thread has ended");
    }

    /** No program is suspended: as the only load of a machine, this shows the races of programs that run. */
    @Test
    @Tag("slow")
    @Timeout(300)
    void whatSessionsHadStartedIsSwitchedOffAndNothingElse() throws Exception {
        soak(Long.getLong("netsession.soak.seed", System.nanoTime()), 12, 0, Long.getLong("netsession.soak.seconds", 60));
    }

    @Test
    @Tag("soak")
    @Timeout(3600)
    void whatFiftyProgramsHadStartedIsSwitchedOffAndNothingElse() throws Exception {
        soak(Long.getLong("netsession.soak.seed", System.nanoTime()), 50, 3, Long.getLong("netsession.soak.seconds", 600));
    }

    private void soak(long seed, int count, int maxSuspensions, long seconds) throws Exception {
        System.out.printf("what was started, seed %d: %d programs for %d s%n", seed, count, seconds);
        Path holds = directory.resolve("holds");
        Path journals = Files.createDirectory(directory.resolve("journals"));
        Random seeds = new Random(seed);
        long began = System.nanoTime();
        Supplier<String> where = () -> String.format("seed %d, %.1f s: ", seed, (System.nanoTime() - began) / 1e9);
        SoakLinks links = new SoakLinks(new Random(seeds.nextLong()));
        journal = SoakJournal.open(journals);
        monitor = SoakMonitor.start(directory.resolve("notices"));
        programs = new SoakPrograms(holds, journals, journal, count, maxSuspensions);
        namespaces = new SoakNamespaces(programs);
        links.makeAll();
        BooleanSupplier goesOn = () -> !isBroken.get() && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(seconds);
        List<Future<?>> parts = new ArrayList<>();
        parts.add(start((random, running) -> {
            while (running.getAsBoolean()) {
                links.step(where);
            }
        }, seeds, goesOn));
        for (int i = 0; i < NAMESPACES_AT_ONCE; i++) {
            parts.add(start((random, running) -> namespaces.run(random, running, where), seeds, goesOn));
        }
        for (int i = 0; i < count; i++) {
            parts.add(start((random, running) -> programs.run(random, running, where), seeds, goesOn));
        }
        awaitAll(parts);
        monitor.end();
        SoakFindings findings = new SoakFindings(SoakJournal.readAll(journals), monitor.isUpFrom());
        report(seed, links, findings);
        links.check(where);
        namespaces.endAll();
        assertNothingIsLeft(where.get(), links, holds);
        assertEquals(List.of(), findings.grantedOnWhatIsDown(), () -> where.get() + "granted on what is down");
        assertFalse(findings.granted().isEmpty(), () -> where.get() + "sessions have been open");
        assertEquals(List.of(), findings.hung(), () -> where.get() + "hung");
        assertEquals(List.of(), findings.stoppedForNoReason(), () -> where.get() + "stopped for no reason");
        assertEquals(List.of(), findings.lost(), () -> where.get() + "lost, though only sessions take it down");
    }

    private Future<?> start(Part part, Random seeds, BooleanSupplier goesOn) {
        Random random = new Random(seeds.nextLong());
        return threads.submit(() -> {
            try {
                part.run(random, goesOn);
            } catch (Throwable broken) {
                isBroken.set(true);
                throw broken;
            }
            return null;
        });
    }

    /** The first failure is the one that matters; those of other parts come from the end that it has brought about. */
    private static void awaitAll(List<Future<?>> parts) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        for (Future<?> part : parts) {
            try {
                part.get();
            } catch (ExecutionException failed) {
                failures.add(failed.getCause());
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(failures.size() + " parts failed; the first one: " + failures.get(0).getMessage(), failures.get(0));
            failures.stream().skip(1).forEach(all::addSuppressed);
            throw all;
        }
    }

    private void report(long seed, SoakLinks links, SoakFindings findings) {
        System.out.printf("what was started, seed %d: %s; %s; %s; %d openings granted on links that stay, %d of them on what is down, %d on what went down before the look;"
            + " %s%n", seed, programs, namespaces, links, findings.granted().size(), findings.grantedOnWhatIsDown().size(),
            findings.downAtTheLook().size() - findings.grantedOnWhatIsDown().size(), findings.counts());
        for (Map.Entry<String, List<Event>> kind : findings.stopped().entrySet()) {
            System.out.printf("told as stopped: %d times, %s%n", kind.getValue().size(), kind.getKey());
            kind.getValue().stream().limit(5).forEach(event -> System.out.println("  " + event));
        }
        findings.lost().forEach(event -> System.out.println("told as lost: " + event));
        findings.grantedOnWhatIsDown().forEach(event -> System.out.println("granted on what is down: " + event));
    }

    /** One more program finds what killed ones have left. */
    private void assertNothingIsLeft(String where, SoakLinks links, Path holds) throws IOException {
        ChildProgram last = programs.sessionChild();
        SoakPrograms.open(last, "ap0", () -> where);
        last.ask("close ap0");
        Await.untilWithin(REST_LIMIT, () -> links.upForSessions().isEmpty(), () -> where + "nobody holds them: " + links.upForSessions() + " of\n"
            + Netns.ip("-o link show") + "\nnoted:\n" + notes(holds));
        programs.end(last, () -> where);
        assertEquals(List.of(), links.upForSessions(), where);
        links.check(() -> where);
        try (Stream<Path> scopes = Files.list(holds)) {
            assertEquals(List.of(), scopes.filter(scope -> !isNumberInUse(scope)).toList(), where + "no file is left");
        }
        assertEquals(List.of(), ProcessHandle.current().descendants().toList(), where + "no process is left");
    }

    /** What the library has noted, for the report of a failure. */
    private static String notes(Path holds) {
        try (Stream<Path> files = Files.walk(holds)) {
            StringBuilder notes = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                notes.append(file.getFileName()).append(": ").append(Files.readString(file)).append('\n');
            }
            return notes.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another program of this machine may have got the number of one of the namespaces, and then the files are not deleted yet. */
    private static boolean isNumberInUse(Path scope) {
        String number = "net:[" + scope.getFileName().toString().split("-")[2] + "]";
        return ProcessHandle.allProcesses().anyMatch(process -> namespace(process).filter(number::equals).isPresent());
    }

    private static Optional<String> namespace(ProcessHandle process) {
        try {
            return Optional.of(Netns.namespace(Long.toString(process.pid())));
        } catch (UncheckedIOException ended) {
            return Optional.empty();
        }
    }
}
