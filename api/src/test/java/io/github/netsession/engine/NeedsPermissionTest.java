package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program may not start is not supported, with the reason and the remedy of the capability; what nobody could use is not usable. */
@Timeout(30)
@Tag("unit")
class NeedsPermissionTest {

    private CapabilityStatus starting = CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DENIED, "no right", "ask for it");
    private final FakeBackend backend = new FakeBackend("fake", 1) {

        @Override
        public CapabilityReport capabilities() {
            return super.capabilities().with(starting);
        }

        @Override
        public CapabilityReport capabilities(ConfigurationId id) {
            return capabilities();
        }
    };
    private Networks networks;

    @AfterEach
    void close() {
        networks.close();
    }

    private static ConfigurationId id(String name) {
        return ConfigurationId.of("fake", name);
    }

    private static AccessPoint down(String name, boolean needsPermission) {
        return AccessPoint.builder(id(name)).name(name).state(ConfigurationState.DEFINED).bearer(Bearer.ETHERNET).interfaceName(name)
            .needsPermission(needsPermission).build();
    }

    private void open(AccessPoint... points) {
        backend.snapshot = Snapshot.builder().accessPoints(List.of(points)).links(List.of(points).stream().map(point ->
            Links.card(point.name(), 2 + List.of(points).indexOf(point), Bearer.ETHERNET, false, false).build()).toList()).build();
        networks = Networks.builder().backend(backend).open();
    }

    private static SessionFailure failureOf(NetworkSession session) {
        return ((SessionException) assertThrows(CompletionException.class, () -> session.open().join()).getCause()).failure();
    }

    @Test
    void openingIsNotSupportedWithTheReasonAndTheRemedyAndTheStateStays() {
        open(down("a0", true));
        NetworkSession session = networks.session(id("a0"));
        SessionFailure failure = failureOf(session);
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
        assertEquals(SessionFailure.Reason.DENIED, failure.reason());
        assertEquals("fake:a0 is down, and this program may not start it: no right", failure.message());
        assertEquals(Optional.of("ask for it"), failure.remedy());
        assertEquals(SessionState.NOT_AVAILABLE, session.state());
        assertEquals(Optional.of(failure), session.failure());
    }

    @Test
    void whatNoProgramCanStartIsUnsupported() {
        starting = CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED, "only watched");
        open(down("a0", true));
        SessionFailure failure = failureOf(networks.session(id("a0")));
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
        assertEquals(SessionFailure.Reason.UNSUPPORTED, failure.reason());
        assertEquals(Optional.empty(), failure.remedy());
    }

    @Test
    void whatIsReallyNotAvailableStaysAnInvalidConfiguration() {
        open(down("a0", false));
        SessionFailure failure = failureOf(networks.session(id("a0")));
        assertEquals(SessionError.INVALID_CONFIGURATION, failure.error());
        assertEquals(SessionFailure.Reason.NOT_READY, failure.reason());
    }

    @Test
    void aServiceNetworkOfWhichOneMemberNeedsThePermissionSaysSo() {
        open(down("a0", false), down("b0", true));
        SessionFailure failure = failureOf(networks.session(networks.defineServiceNetwork("both", List.of(id("a0"), id("b0")))));
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
        assertTrue(failure.message().startsWith("fake:b0 is down"), failure.message());
        assertEquals(Optional.of("ask for it"), failure.remedy());
    }

    @Test
    void aServiceNetworkOfWhichNothingCouldBeUsedStaysInvalid() {
        open(down("a0", false));
        SessionFailure failure = failureOf(networks.session(networks.defineServiceNetwork("one", List.of(id("a0")))));
        assertEquals(SessionError.INVALID_CONFIGURATION, failure.error());
    }
}
