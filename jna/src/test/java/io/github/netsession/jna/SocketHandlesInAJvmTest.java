package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.File;
import java.lang.reflect.Method;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the JVM itself says of the way its sockets are read. */
@Tag("unit")
@Tag("every-jdk")
class SocketHandlesInAJvmTest {

    private static final int RESIDENT = 0;
    private static final int HEAP = 1;
    private static final int DESCRIPTORS = 2;
    private static final int CALLS = 100_000;
    /** Kilobytes of heap: the smallest object has 16 bytes, and none may stay for each call. */
    private static final long MOST_HEAP = CALLS * 16L / 1024;
    /** Kilobytes of the process besides its heap, of which the JVM's compilers take some. */
    private static final long MOST_GROWTH = 8192;

    private static String run(List<String> options, int times) {
        ProgramResult child = ProgramResult.of(ChildProgram.javaCommand(options, SocketHandlesChild.class, Integer.toString(times))
            .toArray(String[]::new));
        assertEquals(0, child.exit(), child.output());
        assertTrue(child.output().contains("obstacle: none"), child.output());
        assertTrue(child.output().contains("after: "), child.output());
        return child.output();
    }

    @Test
    void theJvmsCheckOfNativeCodeFindsNothing() {
        String said = run(List.of("-Xcheck:jni"), 4_000);
        List<String> findings = said.lines().dropWhile(line -> !line.startsWith("JNA of ")).skip(1)
            .filter(line -> !line.matches("(obstacle|before|after): .*")).limit(50).toList();
        assertEquals(List.of(), findings);
    }

    /** No flag opens a package; that native code may run is asked of JNA's module alone. */
    @Test
    void asAModuleItNeedsNoFlagButJnas() {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=com.sun.jna", "-p", place(Native.class) + File.pathSeparator + place(SocketHandles.class),
            "--patch-module", "io.github.netsession.jna=" + place(SocketHandlesChild.class)));
        if (Runtime.version().feature() >= 24) {
            command.add("--illegal-native-access=deny");
        }
        command.addAll(List.of("-m", "io.github.netsession.jna/" + SocketHandlesChild.class.getName(), "64"));
        ProgramResult child = ProgramResult.of(command.toArray(String[]::new));
        assertEquals(0, child.exit(), child.output());
        assertEquals(List.of("JNA of 64 bits", "obstacle: none"), child.output().lines().limit(2).toList());
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    @Tag("slow")
    void aHundredThousandCallsLeaveNothingBehind() {
        // A heap that neither grows nor shrinks, so that what the process takes besides is seen.
        String said = run(List.of("-Xms64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"), CALLS);
        System.out.println(said);
        long[] before = numbers(said, "before: ");
        long[] after = numbers(said, "after: ");
        assertEquals(before[DESCRIPTORS], after[DESCRIPTORS], said);
        assertTrue(after[HEAP] - before[HEAP] < MOST_HEAP, said);
        assertTrue(after[RESIDENT] - before[RESIDENT] < MOST_GROWTH, said);
    }

    private static long[] numbers(String said, String mark) {
        String line = said.lines().filter(each -> each.startsWith(mark)).findFirst().orElseThrow();
        return Arrays.stream(line.substring(mark.length()).split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @Test
    void aVirtualThreadGetsHandlesToo() throws Exception {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException old) {
            Assumptions.abort("Java " + Runtime.version().feature() + " has no virtual threads");
            return;
        }
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        start.invoke(null, (Runnable) () -> {
            try (Socket socket = new Socket()) {
                int port = SocketKind.bind(socket);
                same.complete(SocketHandles.with(socket, SocketName::port) == port);
            } catch (Exception failed) {
                same.completeExceptionally(failed);
            }
        });
        assertTrue(same.get(1, TimeUnit.MINUTES));
    }
}
