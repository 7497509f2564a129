package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Network namespaces of {@link StartedSoakIT} that come and go. In one, a program is killed that has started the link; in another, which may get
 * the number of the first, an administrator has the link of that name up, and it must stay up whatever programs do.
 */
final class SoakNamespaces {

    private static final String SETUP = "ip link add a0 type veth peer name a1 && ip link set a0 addrgenmode none && ip link set a1 addrgenmode none"
        + " && ip link set a1 up && ip addr add 192.0.2.1/24 dev a0";
    private static final String SHOW = "ip -s -s -j link show a0";
    /** The kernel gives the number of a namespace that is gone to the next one or to one soon after it. */
    private static final int MAX_CANDIDATES = 12;

    private final SoakPrograms programs;
    private final Set<String> numbers = ConcurrentHashMap.newKeySet();
    private final Set<Process> alive = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger givenOutAgain = new AtomicInteger();
    private final AtomicInteger ofTheAdministrator = new AtomicInteger();

    SoakNamespaces(SoakPrograms programs) {
        this.programs = programs;
    }

    /** Makes namespaces, one after the other, and ends them. */
    void run(Random random, BooleanSupplier goesOn, Supplier<String> where) throws IOException {
        Optional<String> wanted = Optional.empty();
        while (goesOn.getAsBoolean()) {
            Process namespace = namespace(wanted);
            String number = Netns.namespace(Long.toString(namespace.pid()));
            givenOutAgain.addAndGet(numbers.add(number) ? 0 : 1);
            made.incrementAndGet();
            if (wanted.isPresent() || random.nextInt(3) == 0) {
                ofTheAdministrator.incrementAndGet();
                stayUp(namespace, random, () -> where.get() + "namespace " + number + ": ");
                wanted = Optional.empty();
            } else {
                startAndKill(namespace, random, () -> where.get() + "namespace " + number + ": ");
                wanted = Optional.of(number);
            }
            end(namespace);
        }
    }

    private Process namespace(Optional<String> wanted) throws IOException {
        List<Process> candidates = new ArrayList<>();
        Process candidate = start();
        while (wanted.isPresent() && candidates.size() < MAX_CANDIDATES && !wanted.get().equals(Netns.namespace(Long.toString(candidate.pid())))) {
            candidates.add(candidate);
            candidate = start();
        }
        candidates.forEach(this::end);
        return candidate;
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder("unshare", "-n", "sleep", "3600").start();
        alive.add(process);
        String own = Netns.namespace("self");
        Await.until(() -> !Netns.namespace(Long.toString(process.pid())).equals(own));
        return process;
    }

    private void end(Process namespace) {
        namespace.destroyForcibly().onExit().join();
        alive.remove(namespace);
    }

    void endAll() {
        List.copyOf(alive).forEach(this::end);
    }

    /** Programs start the link and are killed; if another one comes before the namespace ends, it switches the link off. */
    private void startAndKill(Process namespace, Random random, Supplier<String> where) {
        in(namespace, SETUP);
        ChildProgram holder = programs.sessionChild(namespace);
        SoakPrograms.open(holder, "a0", where);
        assertTrue(shown(namespace).isUp(), () -> where.get() + "granted on a link that is down");
        programs.kill(holder);
        assertTrue(shown(namespace).isUp(), () -> where.get() + "no program is there to stop it");
        if (random.nextBoolean()) {
            ChildProgram next = programs.sessionChild(namespace);
            SoakPrograms.open(next, "a0", where);
            next.ask("close a0");
            Await.until(() -> !shown(namespace).isUp(), () -> where.get() + "what a killed program had started is down");
            programs.end(next, where);
            if (random.nextBoolean()) {
                ChildProgram last = programs.sessionChild(namespace);
                SoakPrograms.open(last, "a0", where);
                programs.kill(last);
            }
        }
    }

    /** The administrator's link stays up for programs that are killed and for those that close in order. */
    private void stayUp(Process namespace, Random random, Supplier<String> where) {
        in(namespace, SETUP + " && ip link set a0 up");
        for (int i = 0; i <= random.nextInt(3); i++) {
            ChildProgram program = programs.sessionChild(namespace);
            SoakPrograms.open(program, "a0", where);
            if (random.nextBoolean()) {
                assertUntouched(namespace, where);
                program.ask("close a0");
                Await.until(() -> program.ask("state a0").equals("CONNECTED"), () -> where.get() + program.ask("state a0"));
                assertUntouched(namespace, where);
                programs.end(program, where);
            } else {
                programs.kill(program);
            }
            assertUntouched(namespace, where);
        }
    }

    private static void assertUntouched(Process namespace, Supplier<String> where) {
        SoakLinks.Shown link = shown(namespace);
        assertTrue(link.isUp(), () -> where.get() + "an administrator has switched it on: " + link);
        assertEquals(SoakLinks.CARRIER_CHANGES_OF_A_NEW_PAIR, link.carrierChanges(), () -> where.get() + link + " has been down");
    }

    private static SoakLinks.Shown shown(Process namespace) {
        return SoakLinks.parse(in(namespace, SHOW)).get(0);
    }

    private static String in(Process namespace, String script) {
        ProgramResult result = ProgramResult.of(new ProcessBuilder("nsenter", "-t", Long.toString(namespace.pid()), "-n", "sh", "-c", script),
            StandardCharsets.UTF_8, Duration.ofMinutes(1));
        assertEquals(0, result.exit(), result.output());
        return result.output();
    }

    @Override
    public String toString() {
        return String.format("%d namespaces made, %d with a number given out again, %d with the link of an administrator", made.get(), givenOutAgain.get(),
            ofTheAdministrator.get());
    }
}
