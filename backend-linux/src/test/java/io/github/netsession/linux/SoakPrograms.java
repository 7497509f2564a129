package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The programs of {@link StartedSoakIT}: each may be suspended for a moment now and then, and is killed or ends in order after some seconds. */
final class SoakPrograms {

    private static final List<String> SMALL = List.of("-Xmx32m", "-Xshare:auto", "-XX:+UseSerialGC");
    private static final int STARTED_AT_ONCE = 8;
    private static final int MAX_SUSPENSION_MILLIS = 1000;
    /** A busy machine needs a second or two to start and end one, and most of the programs should be at work. */
    private static final int MAX_LIFE_MILLIS_FOR_EACH_PROGRAM = 4000;
    /** With it, the links are without a holder about as often as with one. */
    private static final int MAX_PAUSE_MILLIS_FOR_EACH_PROGRAM = 60;

    private final Path holds;
    private final Path journals;
    private final SoakJournal journal;
    private final int maxPauseMillis;
    private final int maxStretchMillis;
    private final int maxSuspensions;
    private final Semaphore starts = new Semaphore(STARTED_AT_ONCE);
    private final Set<ChildProgram> alive = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostAlive = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger suspended = new AtomicInteger();

    /** The journal is told of what is done to the programs; each is suspended so often at most. */
    SoakPrograms(Path holds, Path journals, SoakJournal journal, int count, int maxSuspensions) {
        this.holds = holds;
        this.journals = journals;
        this.journal = journal;
        this.maxPauseMillis = MAX_PAUSE_MILLIS_FOR_EACH_PROGRAM * count;
        this.maxStretchMillis = MAX_LIFE_MILLIS_FOR_EACH_PROGRAM * count / (maxSuspensions + 1);
        this.maxSuspensions = maxSuspensions;
    }

    /** Runs programs, one after the other. */
    void run(Random random, BooleanSupplier goesOn, Supplier<String> where) {
        while (goesOn.getAsBoolean()) {
            ChildProgram program = startInTurn(ChildProgram.javaCommand(SMALL, StartedSoakChild.class, holds.toString(), journals.toString(),
                Long.toString(random.nextLong()), Integer.toString(maxPauseMillis), String.join(",", SoakLinks.all())));
            for (int i = random.nextInt(maxSuspensions + 1); i > 0 && goesOn.getAsBoolean(); i--) {
                stretch(random, goesOn);
                signal(program, "STOP");
                suspended.incrementAndGet();
                pause(random, MAX_SUSPENSION_MILLIS);
                signal(program, "CONT");
            }
            stretch(random, goesOn);
            if (random.nextBoolean()) {
                kill(program);
            } else {
                end(program, where);
            }
        }
    }

    private void signal(ChildProgram program, String name) {
        program.signal(name);
        journal.write(SoakJournal.PROGRAM, name, Long.toString(program.pid()));
    }

    private void stretch(Random random, BooleanSupplier goesOn) {
        Await.comesTrueWithin(Duration.ofMillis(random.nextInt(maxStretchMillis)), Duration.ofMillis(20), () -> !goesOn.getAsBoolean());
    }

    private static void pause(Random random, int maxMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(maxMillis)));
    }

    /** Starts a program in another network namespace. */
    ChildProgram sessionChild(Process namespace) {
        List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(namespace.pid()), "-n"));
        command.addAll(ChildProgram.javaCommand(SMALL, SessionChild.class, holds.toString()));
        return start(command, "state a0");
    }

    /** Starts a program in the namespace of this JVM. */
    ChildProgram sessionChild() {
        return start(ChildProgram.javaCommand(SMALL, SessionChild.class, holds.toString()), "state ap0");
    }

    private ChildProgram startInTurn(List<String> command) {
        starts.acquireUninterruptibly();
        try {
            return start(command, "go");
        } finally {
            starts.release();
        }
    }

    private ChildProgram start(List<String> command, String first) {
        ChildProgram program = ChildProgram.start(command);
        alive.add(program);
        started.incrementAndGet();
        program.ask(first);
        mostAlive.accumulateAndGet(alive.size(), Math::max);
        return program;
    }

    /** Opens a session; on a machine so busy the lock or the kernel may be late, and then the failure says that the same call may succeed later. */
    static void open(ChildProgram program, String link, Supplier<String> where) {
        String[] answer = {""};
        Await.comesTrue(() -> {
            answer[0] = program.ask("open " + link);
            return !answer[0].endsWith(", retryable");
        });
        assertEquals("done", answer[0], where);
    }

    void kill(ChildProgram program) {
        program.kill();
        journal.write(SoakJournal.PROGRAM, "KILL", Long.toString(program.pid()));
        alive.remove(program);
        killed.incrementAndGet();
    }

    void end(ChildProgram program, Supplier<String> where) {
        assertEquals(0, program.end(), () -> where.get() + "the exit code");
        alive.remove(program);
    }

    void killAll() {
        List.copyOf(alive).forEach(this::kill);
    }

    @Override
    public String toString() {
        return String.format("%d programs started, %d at a time, %d killed, %d times one suspended", started.get(), mostAlive.get(), killed.get(),
            suspended.get());
    }
}
