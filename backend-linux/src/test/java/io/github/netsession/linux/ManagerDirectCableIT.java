package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles for a direct cable to a camera or a controller: a real NetworkManager calls them activated, and its word decides. */
@Tag("manager")
@Timeout(120)
class ManagerDirectCableIT extends ManagerStory {

    private static final String DIRECT = "0ff1ce00-0000-4000-8000-000000000005";
    private static final ConfigurationId DIRECT_ID = ConfigurationId.of("nm", DIRECT);
    private static final String NO_IPV6 = "[ipv6]\nmethod=disabled\n";
    private static final String LINK_LOCAL = "[ipv4]\nmethod=link-local\n" + NO_IPV6;
    private static final String LINK_LOCAL_6 = "[ipv4]\nmethod=disabled\n[ipv6]\nmethod=link-local\n";
    private static final String LAYER_2 = "[ipv4]\nmethod=disabled\n" + NO_IPV6;
    private static final String MANUAL = "[ipv4]\nmethod=manual\naddress1=169.254.79.1/16\n" + NO_IPV6;
    private static final String MANUAL_ROUTED = "[ipv4]\nmethod=manual\naddress1=169.254.79.1/16,169.254.79.2\n" + NO_IPV6;

    private void define(String addresses) {
        bed.profile(DIRECT, "direct", "ap1", BY_HAND + addresses);
        eventually(() -> networks.configuration(DIRECT_ID).isPresent(), "NetworkManager has the profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {LINK_LOCAL, LINK_LOCAL_6, LAYER_2, MANUAL})
    void aSessionOpensAtOnceAndTheMachineIsNotOnline(String addresses) throws Exception {
        define(addresses);
        NetworkSession session = session(DIRECT_ID);
        session.open().get(15, TimeUnit.SECONDS);
        assertTrue(bed.isActive(DIRECT));
        assertEquals(ConfigurationState.ACTIVE, configuration(DIRECT_ID).state());
        assertFalse(networks.isOnline(), "it reaches the other end of the cable");
        assertEquals(Connectivity.LOCAL, networks.connectivity());
        assertEquals(Connectivity.LOCAL, configuration(DIRECT_ID).connectivity());
        assertEquals(DIRECT_ID, networks.defaultConfiguration().orElseThrow().id());
        up(OFFICE);
        eventually(() -> networks.isOnline() && configuration(OFFICE_ID).isActive(), "the office reaches further");
        assertEquals(OFFICE_ID, networks.defaultConfiguration().orElseThrow().id());
        session.close();
        eventually(() -> !bed.isActive(DIRECT), "the session had started it");
    }

    @ParameterizedTest
    @ValueSource(strings = {LINK_LOCAL, LAYER_2, MANUAL})
    void whatIsUpAlreadyIsConnectedAndStaysUp(String addresses) throws Exception {
        define(addresses);
        up(DIRECT);
        eventually(() -> configuration(DIRECT_ID).isActive(), "it is up");
        NetworkSession session = session(DIRECT_ID);
        assertEquals(SessionState.CONNECTED, session.state());
        SessionTrace trace = SessionTrace.of(session);
        session.open().get(15, TimeUnit.SECONDS);
        session.close();
        Await.until(() -> !session.isOpen());
        assertTrue(bed.isActive(DIRECT), "somebody else had started it");
        assertEquals(List.of(), trace.changes().stream().filter(word -> word.contains("ISCONNECTED")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {LINK_LOCAL, LAYER_2})
    void aCableThatIsOutForAMomentDoesNotEndASession(String addresses) throws Exception {
        define(addresses);
        NetworkSession session = session(DIRECT_ID);
        session.open().get(15, TimeUnit.SECONDS);
        Netns.ip("link set net1 down");
        Await.until(() -> networks.state().networkInterface("ap1").map(link -> !link.carrier()).orElse(false));
        assertTrue(session.isOpen() && session.state() == SessionState.CONNECTED);
        Netns.ip("link set net1 up");
        Await.until(() -> networks.state().networkInterface("ap1").map(link -> link.operational()).orElse(false));
        assertTrue(session.isOpen() && session.state() == SessionState.CONNECTED);
    }

    /** NetworkManager gives the address the scope of the link, so the kernel does not choose it as a source for packets that a router passes on. */
    @Test
    void aDefaultRouteIsOnlineAsSoonAsTheKernelHasASourceForIt() throws Exception {
        define(MANUAL_ROUTED);
        session(DIRECT_ID).open().get(15, TimeUnit.SECONDS);
        eventually(() -> networks.defaultInterface().isPresent(), "the default route");
        assertFalse(Netns.ip("route get 192.0.2.1").contains("src"));
        assertFalse(networks.isOnline());
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        try {
            eventually(networks::isOnline, "the kernel has a source");
            assertTrue(Netns.ip("route get 192.0.2.1").contains("src 10.50.0.39"));
            assertEquals(DIRECT_ID, networks.defaultConfiguration().orElseThrow().id());
        } finally {
            Netns.ip("addr del 10.50.0.39/32 dev lo");
        }
    }
}
