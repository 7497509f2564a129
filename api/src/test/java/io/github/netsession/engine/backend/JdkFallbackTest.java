package io.github.netsession.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import io.github.netsession.UpdateOption;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The library on the JDK alone, on whatever machine this is. */
@Tag("unit")
@Tag("every-jdk")
class JdkFallbackTest {

    private final Networks networks = Networks.builder().backend("jdk").open();

    @AfterEach
    void close() {
        networks.close();
    }

    @Test
    void namesTheInterfacesThatTheJdkNames() throws SocketException {
        assertEquals("jdk", networks.backend());
        Set<String> before = named();
        Set<String> seen = networks.update().join().interfaces().stream().map(Link::name).collect(Collectors.toSet());
        for (Set<String> after = named(); !before.equals(after); after = named()) {
            // Something else on this machine has just made or removed one: that would be no fault of ours.
            before = after;
            seen = networks.update().join().interfaces().stream().map(Link::name).collect(Collectors.toSet());
        }
        assertEquals(before, seen);
        assertTrue(networks.interfaces().stream().anyMatch(link -> link.kind() == LinkKind.LOOPBACK));
    }

    private static Set<String> named() throws SocketException {
        return NetworkInterface.networkInterfaces().map(NetworkInterface::getName).collect(Collectors.toSet());
    }

    @Test
    void pretendsNothing() {
        assertEquals(Connectivity.UNKNOWN, networks.connectivity());
        assertEquals(Metered.UNKNOWN, networks.metered());
        assertEquals(Optional.empty(), networks.defaultInterface());
        assertFalse(networks.isDefaultInterfaceKnown());
        assertFalse(networks.state().isDefaultInterfaceKnown());
        assertEquals(Optional.empty(), networks.fallbackReason(), "the test asks for it");
        assertEquals(Map.of(), networks.counters());
        assertEquals(Support.UNSUPPORTED, networks.capabilities().of(Capability.DATA_STATISTICS).support());
        assertEquals(Support.DEGRADED, networks.capabilities().of(Capability.CHANGE_EVENTS).support());
        assertFalse(networks.capabilities().has(Capability.CAN_START_AND_STOP_INTERFACES));
        CompletionException thrown = assertThrows(CompletionException.class, () -> networks.update(UpdateOption.SCAN).join());
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, ((SessionException) thrown.getCause()).failure().error());
        assertTrue(networks.update().join().generation() >= 1);
    }

    @Test
    void neverStopsAnInterface() {
        BackendSink nowhere = new BackendSink() {
            @Override
            public void changed() {
            }

            @Override
            public void failed(ConfigurationId id, BackendException cause) {
            }
        };
        try (JdkBackend backend = new JdkBackend(nowhere, "for the test", Optional.of("no remedy but the test's end"))) {
            BackendException refused = assertThrows(BackendException.class, () -> backend.stop(new ConfigurationId("link:lo")));
            assertEquals(BackendException.Kind.UNSUPPORTED, refused.kind());
            assertTrue(refused.remedy().isPresent());
        }
    }

    @Test
    void aSessionOnALiveInterfaceOpensAndClosesWithoutTouchingIt() {
        networks.configurations(ConfigurationState.ACTIVE).stream().findFirst().ifPresentOrElse(configuration -> {
            NetworkSession session = networks.session(configuration);
            assertEquals(Optional.empty(), session.traffic(), "no session could be counted here");
            session.open().join();
            assertTrue(session.isOpen());
            assertEquals(0, session.bytesReceived());
            assertEquals(Optional.empty(), session.traffic(), "not known is not zero");
            session.close();
            assertEquals(Optional.empty(), session.traffic());
        }, () -> System.out.println("no live interface on this machine: the session story has nothing to run on"));
    }

    @Test
    void directsNoSocketAndSaysWhatWouldHelp() {
        CapabilityStatus status = networks.capabilities().of(Capability.DIRECT_CONNECTION_ROUTING);
        assertEquals(Support.UNSUPPORTED, status.support());
        assertTrue(status.reason().startsWith("the JDK alone cannot do it; "), status::reason);
        networks.configurations(ConfigurationState.ACTIVE).stream().findFirst().ifPresentOrElse(configuration -> {
            NetworkSession session = networks.session(configuration);
            SessionFailure failure = assertThrows(NetworkSocketException.class, () -> session.sockets().openSocketChannel()).failure();
            assertEquals(SessionFailure.Reason.UNSUPPORTED, failure.reason());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            assertTrue(failure.remedy().orElseThrow().contains("netsession backend"), failure::toString);
        }, () -> System.out.println("no live interface on this machine: no session has sockets that could be refused"));
    }
}
