package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the link that a session had started is stopped for it: not another of the same name, here or in another network namespace. */
@Tag("kernel")
class StartedIdentityIT {

    /** The kernel gives the number of a namespace that is gone to the next one or to one soon after it. */
    private static final int MAX_NAMESPACES = 300;

    @TempDir
    private Path directory;
    private final List<ChildProgram> programs = new ArrayList<>();
    private final List<Process> namespaces = new ArrayList<>();

    @BeforeEach
    void prepare() {
        Netns.clean();
        for (String link : List.of("ap0", "ap1")) {
            Netns.vethPair(link, link.replace("ap", "net"));
            Netns.ip("addr add 192.0.2." + (link.equals("ap0") ? 2 : 12) + "/29 dev " + link);
            Netns.ip("link set " + link + " down");
        }
    }

    @AfterEach
    void tidy() {
        programs.forEach(ChildProgram::kill);
        namespaces.forEach(Process::destroyForcibly);
        Netns.clean();
    }

    private Path holds() {
        return directory.resolve("holds");
    }

    private ChildProgram program(String... options) {
        ChildProgram program = ChildProgram.start(ChildProgram.javaCommand(List.of(options), SessionChild.class, holds().toString()));
        programs.add(program);
        return program;
    }

    private static boolean isUp(String link) {
        return Netns.ip("-o link show " + link).contains(",UP");
    }

    private ChildProgram killedHolderOf(String link) {
        ChildProgram holder = program();
        assertEquals("done", holder.ask("open " + link));
        holder.kill();
        assertTrue(isUp(link), "no program is there to stop it");
        return holder;
    }

    private static void anew(String link) {
        Netns.ip("link del " + link);
        Netns.vethPair(link, link.replace("ap", "net"));
        Netns.ip("addr add 192.0.2.2/29 dev " + link);
        assertTrue(isUp(link), "an administrator has switched it on");
    }

    @Test
    void aLinkThatWasMadeAnewUnderTheSameNameStaysUp() {
        killedHolderOf("ap0");
        anew("ap0");
        ChildProgram next = program();
        assertEquals("done", next.ask("open ap0"));
        next.ask("close ap0");
        assertEquals("done", next.ask("open ap1"));
        next.ask("close ap1");
        Await.until(() -> !isUp("ap1"));
        assertTrue(isUp("ap0"));
    }

    @Test
    void aLinkThatWasMadeAnewStaysUpAlsoForTheProgramThatHoldsIt() {
        ChildProgram holder = program();
        assertEquals("done", holder.ask("open ap0"));
        anew("ap0");
        holder.ask("close ap0");
        assertEquals("done", holder.ask("open ap1"));
        holder.ask("close ap1");
        Await.until(() -> !isUp("ap1"));
        assertTrue(isUp("ap0"));
    }

    @Test
    void aLinkThatIsRenamedWhileItIsHeldIsSwitchedOff() {
        ChildProgram holder = program();
        assertEquals("done", holder.ask("open ap0"));
        Netns.ip("link set ap0 name up0");
        Await.until(() -> holder.ask("state ap0").equals("INVALID"));
        Await.until(() -> !isUp("up0"));
    }

    @Test
    void aLinkThatIsRenamedAfterItsHolderWasKilledIsSwitchedOffByTheNextProgram() {
        killedHolderOf("ap0");
        Netns.ip("link set ap0 name up0");
        assertEquals("done", program().ask("open ap1"));
        Await.until(() -> !isUp("up0"));
    }

    @Test
    void aRenamedLinkThatIsHeldUnderItsNewNameStaysUpUntilThatSessionCloses() {
        ChildProgram holder = program();
        assertEquals("done", holder.ask("open ap0"));
        holder.signal("STOP");
        Netns.ip("link set ap0 name up0");
        ChildProgram other = program();
        assertEquals("done", other.ask("open up0"));
        holder.signal("CONT");
        Await.until(() -> holder.ask("state ap0").equals("INVALID"));
        assertEquals("done", holder.ask("open ap1"));
        assertEquals("CONNECTED open", other.ask("state up0"));
        assertTrue(isUp("up0"));
        other.ask("close up0");
        Await.until(() -> !isUp("up0"));
    }

    @Test
    void ofTwoLinksThatSwapTheirNamesTheOneThatASessionHadStartedIsSwitchedOff() {
        Netns.ip("link set ap1 up");
        ChildProgram holder = program();
        assertEquals("done", holder.ask("open ap0"));
        Netns.ipBatch(List.of("link set ap0 name tmp0", "link set ap1 name ap0", "link set tmp0 name ap1"));
        holder.ask("close ap0");
        Await.until(() -> !isUp("ap1"));
        assertTrue(isUp("ap0"), "it was up before any session");
    }

    @Test
    void aLinkOfANamespaceThatGotTheNumberOfAnotherOneStaysUp() throws IOException {
        String number = killedHolderInItsOwnNamespace();
        Optional<Process> again = namespaceWithNumber(number);
        assumeTrue(again.isPresent(), "the kernel did not give the number " + number + " out again within " + MAX_NAMESPACES + " namespaces");
        Process next = again.get();
        in(next, "ip link add a0 type veth peer name a1 && ip link set a0 up && ip link set a1 up && ip addr add 192.0.2.1/24 dev a0");
        ChildProgram program = programIn(next);
        assertEquals("done", program.ask("open a0"));
        program.ask("close a0");
        Await.until(() -> program.ask("state a0").equals("CONNECTED"));
        assertTrue(in(next, "ip -o link show a0").contains(",UP"));
    }

    @Test
    void theFilesOfANamespaceThatIsGoneAreDeletedByTheNextProgramThatEnds() throws IOException {
        killedHolderInItsOwnNamespace();
        assertEquals(1, scopes().size());
        ChildProgram next = program();
        assertEquals("done", next.ask("open ap0"));
        assertEquals(2, scopes().size());
        next.end();
        Await.until(() -> scopes().isEmpty());
    }

    private List<Path> scopes() {
        try (Stream<Path> all = Files.list(holds())) {
            return all.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns the number of the namespace, which is gone. */
    private String killedHolderInItsOwnNamespace() throws IOException {
        Process first = namespace();
        String number = Netns.namespace(Long.toString(first.pid()));
        in(first, "ip link add a0 type veth peer name a1 && ip link set a1 up && ip addr add 192.0.2.1/24 dev a0");
        ChildProgram holder = programIn(first);
        assertEquals("done", holder.ask("open a0"));
        holder.kill();
        first.destroyForcibly().onExit().join();
        return number;
    }

    private Process namespace() throws IOException {
        Process process = Netns.otherNamespace();
        namespaces.add(process);
        return process;
    }

    private Optional<Process> namespaceWithNumber(String number) throws IOException {
        for (int i = 0; i < MAX_NAMESPACES; i++) {
            Process candidate = namespace();
            if (Netns.namespace(Long.toString(candidate.pid())).equals(number)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private ChildProgram programIn(Process namespace) {
        List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(namespace.pid()), "-n"));
        command.addAll(ChildProgram.javaCommand(List.of(), SessionChild.class, holds().toString()));
        ChildProgram program = ChildProgram.start(command);
        programs.add(program);
        return program;
    }

    private static String in(Process namespace, String script) {
        ProgramResult result = ProgramResult.of(new ProcessBuilder("nsenter", "-t", Long.toString(namespace.pid()), "-n", "sh", "-c", script),
            StandardCharsets.UTF_8, Duration.ofMinutes(1));
        assertEquals(0, result.exit(), result.output());
        return result.output();
    }
}
