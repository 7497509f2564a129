package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without CAP_NET_ADMIN: what it may not start is not supported, with the remedy; what nobody could use is not usable. */
@Tag("kernel")
@Tag("every-jdk")
class SessionWithoutPermissionIT {

    private static final String NO_ADMIN = "OPERATION_NOT_SUPPORTED";

    @TempDir
    private Path holds;

    @BeforeEach
    void makeLinks() {
        Netns.clean();
        Netns.ip("link add va type veth peer name vb");
    }

    @AfterEach
    void clean() {
        Netns.clean();
    }

    private ChildProgram unprivileged() {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin"));
        command.addAll(ChildProgram.javaCommand(List.of(), SessionChild.class, holds.toString()));
        return ChildProgram.start(command);
    }

    @Test
    void aLinkThatIsDownIsNotSupportedWithTheRemedy() {
        try (ChildProgram program = unprivileged()) {
            assertEquals("NOT_AVAILABLE", program.ask("state va"));
            String failure = program.ask("open va");
            assertTrue(failure.startsWith(NO_ADMIN + " (DENIED): "), failure);
            assertTrue(failure.contains("link:va is down, and this program may not start it: ") && failure.contains("setcap cap_net_admin+ep"), failure);
            assertEquals("NOT_AVAILABLE", program.ask("state va"));
        }
    }

    @Test
    void aLinkWithoutACarrierIsNotUsable() {
        Netns.ip("link set va up");
        try (ChildProgram program = unprivileged()) {
            String failure = program.ask("open va");
            assertTrue(failure.startsWith("INVALID_CONFIGURATION (NOT_READY): "), failure);
            assertTrue(failure.contains("it has no carrier"), failure);
        }
    }

    @Test
    void stoppingALinkThatIsUpIsNotSupportedEither() {
        Netns.ip("addr add 10.77.0.1/24 dev va");
        Netns.ip("link set va up");
        Netns.ip("link set vb up");
        try (ChildProgram program = unprivileged()) {
            assertEquals("CONNECTED", program.ask("state va"));
            String failure = program.ask("stop va");
            assertTrue(failure.startsWith(NO_ADMIN + " (DENIED): "), failure);
            assertTrue(failure.contains("setcap cap_net_admin+ep"), failure);
        }
    }
}
