package io.github.netsession.engine.holds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import io.github.netsession.engine.FakeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application is told of counting across processes. */
@Tag("unit")
class HoldsCapabilityTest {

    @TempDir
    private Path directory;
    private final FakeBackend backend = new FakeBackend("fake", 1) {
        @Override
        public Optional<String> sharedScope() {
            return Optional.of("fake");
        }
    };

    private static CapabilityStatus status(Networks networks) {
        return networks.capabilities().of(Capability.SYSTEM_SESSION_SUPPORT);
    }

    @Test
    void aDirectoryThatCanBeUsedIsNamedAndMadeOnlyForASession() {
        backend.snapshot = FakeBackend.withLink(ConfigurationState.ACTIVE);
        Path place = directory.resolve("holds");
        try (Networks networks = Networks.builder().backend(backend).holdsDirectory(place).open()) {
            assertEquals(Support.AVAILABLE, status(networks).support());
            assertTrue(status(networks).reason().contains(place.toString()));
            assertTrue(networks.holders().isEmpty());
            assertFalse(Files.exists(place));
            NetworkSession session = networks.session(networks.configurations().get(0));
            session.open().join();
            assertEquals(ProcessHandle.current().pid(), networks.holders().get(0).pid());
        }
    }

    @Test
    void oneThatCannotBeUsedDegradesAndSessionsOpenAllTheSame() throws IOException {
        backend.snapshot = FakeBackend.withLink(ConfigurationState.ACTIVE);
        Path file = Files.writeString(directory.resolve("file"), "");
        try (Networks networks = Networks.builder().backend(backend).holdsDirectory(file).open()) {
            assertEquals(Support.DEGRADED, status(networks).support());
            assertTrue(status(networks).reason().contains("is not a directory"));
            assertTrue(status(networks).remedy().isPresent());
            NetworkSession session = networks.session(networks.configurations().get(0));
            session.open().join();
            assertTrue(session.isOpen());
        }
    }

    @Test
    void aBackendThatNoOtherProcessSharesIsCountedHereOnly() {
        try (Networks networks = Networks.builder().backend(new FakeBackend("alone", 1)).open()) {
            assertEquals(Support.UNSUPPORTED, status(networks).support());
        }
    }

    @Test
    void aRelativeDirectoryIsRefusedAtOnce() {
        String message = assertThrows(IllegalArgumentException.class, () -> Networks.builder().holdsDirectory(Path.of("here"))).getMessage();
        assertTrue(message.contains("here") && message.contains("absolute"), message);
    }
}
