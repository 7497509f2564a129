package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In an application container: an application that has closed its networks can be unloaded, wherever JNA is. */
@Tag("kernel")
@Tag("every-jdk")
@Timeout(300)
class ContainerIT {

    @BeforeEach
    void prepare() {
        Netns.clean();
        Netns.accessPoint(0).add();
        Netns.accessPoint(0).up();
        Netns.accessPoint(0).addAddress();
    }

    @AfterEach
    void tidy() {
        Netns.clean();
    }

    /** All class loaders but the last one, to which the stack may still refer, are collected; and nothing else is left. */
    private static void unloads(String where, int rounds) {
        List<String> command = ChildProgram.javaCommand(List.of("-XX:+UseSerialGC"), ContainerChild.class, where, Integer.toString(rounds));
        ProgramResult result = ProgramResult.of(new ProcessBuilder(command), StandardCharsets.UTF_8, Duration.ofSeconds(120));
        String last = result.output().lines().reduce("", (before, line) -> line.startsWith("collected") ? line : before);
        assertEquals("collected true, threads ended, descriptors as before", last.replaceFirst("left [01], ", ""), result::output);
    }

    @Test
    void applicationsAreUnloadedWhileTheContainerKeepsJna() {
        unloads("shared", 5);
    }

    /** Takes JNA's 30 s. */
    @Test
    @Tag("slow")
    void applicationsAreUnloadedThatBringJna() {
        unloads("own", 6);
    }
}
