package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sandbox refuses one system call after the other: the program ends, in time, and what it says is as without the sandbox, or the log or the
 * report has the reason.
 */
@Tag("kernel")
@Timeout(600)
class RefusedCallsIT {

    static final int EPERM = 1;
    static final int ENOSYS = 38;
    private static final Duration LIMIT = Duration.ofSeconds(40);
    /** The families are AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK. */
    private static final List<String> CALLS = List.of("socket:16", "socket:2", "socket:10", "socket:1", "socket", "bind", "getsockname", "setsockopt",
        "getsockopt", "sendto", "recvfrom", "sendmsg", "recvmsg", "connect", "poll", "ppoll", "eventfd2", "inotify_init1", "ioctl", "clock_gettime",
        "flock", "readlinkat", "statx");

    @BeforeEach
    void prepare() {
        Netns.clean();
        Netns.accessPoint(0).add();
        Netns.accessPoint(0).up();
        Netns.accessPoint(0).addAddress();
        Netns.ip("route add default via " + Netns.accessPoint(0).network() + ".1 dev ap0");
    }

    @AfterEach
    void tidy() {
        Netns.clean();
    }

    @Test
    void whatARefusalChangesHasAReason() {
        refuse(List.of("socket:16", "eventfd2", "poll", "recvfrom"), List.of(EPERM));
    }

    @Test
    @Tag("slow")
    void whatAnyRefusalChangesHasAReason() {
        refuse(CALLS, List.of(EPERM, ENOSYS));
    }

    /** Without mounts that only root may see, without rights, and where the processes of others are hidden. Then what the kernel says is enough. */
    @ParameterizedTest
    @ValueSource(strings = {"unshare -m sh -c 'mount -t tmpfs none /sys && exec \"$0\" \"$@\"'", "unshare -m sh -c 'mount -t tmpfs none /proc && exec \"$0\" \"$@\"'",
        "unshare -m sh -c 'mount -t tmpfs none /proc && mount -t tmpfs none /sys && exec \"$0\" \"$@\"'",
        "unshare -mpf --mount-proc sh -c 'mount -o remount,hidepid=2 /proc && exec \"$0\" \"$@\"'", "setpriv --bounding-set=-all --inh-caps=-all"})
    void aPlaceThatShowsLessIsAsGood(String place) {
        Set<String> facts = free();
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec " + place + " \"$0\" \"$@\""));
        command.addAll(ChildProgram.javaCommand(List.of(), RefusedCallsChild.class, "none", "0"));
        ProcessBuilder builder = new ProcessBuilder(command);
        // The JVM's own launcher finds its libraries by /proc/self/exe.
        Path libraries = Path.of(System.getProperty("java.home"), "lib");
        builder.environment().put("LD_LIBRARY_PATH", libraries + ":" + libraries.resolve("server"));
        ProgramResult result = ProgramResult.of(builder, StandardCharsets.UTF_8, LIMIT);
        assertEquals(facts, facts(result), result::output);
        assertTrue(result.output().contains("\nend\n"), result::output);
    }

    private static Set<String> free() {
        ProgramResult free = run("none", 0);
        Set<String> facts = facts(free);
        assertTrue(facts.contains("fact online true") && facts.contains("fact default ap0"), free::output);
        return facts;
    }

    private static void refuse(List<String> calls, List<Integer> errnos) {
        refuse(calls, errnos, free());
    }

    /** Refuses each call with each error; whatever is not as without that must have a reason. */
    static void refuse(List<String> calls, List<Integer> errnos, Set<String> facts) {
        List<String> wrong = new ArrayList<>();
        for (String call : calls) {
            for (int errno : errnos) {
                ProgramResult refused = run(call, errno);
                String what = call + " refused with " + errno + ", exit " + refused.exit() + ": ";
                Set<String> other = new HashSet<>(facts(refused));
                other.removeAll(facts);
                boolean hasEnded = refused.exit() == 0 && refused.output().contains("\nend\n");
                if (!hasEnded || !other.isEmpty() && reasons(refused, errno).isEmpty()) {
                    wrong.add(what + other + "\n" + refused.output());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    static ProgramResult run(String call, int errno) {
        List<String> command = ChildProgram.javaCommand(List.of(), RefusedCallsChild.class, call, Integer.toString(errno));
        return ProgramResult.of(new ProcessBuilder(command), StandardCharsets.UTF_8, LIMIT);
    }

    static Set<String> facts(ProgramResult result) {
        return result.output().lines().filter(line -> line.startsWith("fact ")).collect(Collectors.toSet());
    }

    /** Lines of the log, or of the report, that have the number of the error, or what the C library calls it. */
    private static List<String> reasons(ProgramResult result, int errno) {
        return result.output().lines().filter(line -> line.startsWith("WARNING") || line.startsWith("reason"))
            .filter(line -> line.contains("(errno " + errno + ")") || line.contains("Operation not permitted") || line.contains("Function not implemented"))
            .toList();
    }
}
