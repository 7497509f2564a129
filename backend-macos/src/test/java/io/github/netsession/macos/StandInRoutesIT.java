package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Support;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The default interface by the kernel's routes, through a routing socket of the stand-ins: what a Mac does is believed and not seen. */
@Tag("standin")
@Tag("every-jdk")
class StandInRoutesIT extends LibraryStory {

    private static final String[] TUNNEL = {"link utun4 21 1 0x8051 1420 -", "address utun4 10.9.0.2/32"};
    private static final String[] BOTH_HALVES = {"route 128.0.0.0/1 utun4 direct", "route 0.0.0.0/1 utun4 direct"};

    private Optional<String> preferred() {
        return library.networks.defaultInterface().map(Link::name);
    }

    @Test
    void aTunnelWithoutAServiceIsTheDefaultInterfaceWhileItHasTheRoutes() {
        library = StandInLibrary.in(TUNNEL);
        assertEquals(Optional.of("en0"), preferred());
        StandIn.act(BOTH_HALVES);
        StandInLibrary.eventually(() -> preferred().equals(Optional.of("utun4")), "the path monitor looks again, and that is a hint");
        assertEquals(Support.DEGRADED, library.networks.capabilities(StandInLibrary.WIFI).of(Capability.DIRECT_CONNECTION_ROUTING).support());
        assertTrue(library.networks.isOnline());
        StandIn.act("forget route 128.0.0.0/1", "forget route 0.0.0.0/1");
        StandInLibrary.eventually(() -> preferred().equals(Optional.of("en0")), "and back");
        assertEquals(Support.AVAILABLE, library.networks.capabilities(StandInLibrary.WIFI).of(Capability.DIRECT_CONNECTION_ROUTING).support());
    }

    @Test
    void whatOthersAskAndChangeMeanwhileIsSkipped() {
        library = StandInLibrary.in(TUNNEL);
        StandIn.act("strangers 60");
        StandIn.act(BOTH_HALVES);
        StandInLibrary.eventually(() -> preferred().equals(Optional.of("utun4")), "behind sixty messages of others");
    }

    @Test
    void anIpv6TunnelIsFoundWhereIpv4HasNone() {
        library = StandInLibrary.in("forget store State:/Network/Global/IPv4", "link utun4 21 1 0x8051 1420 -", "address utun4 2001:db8:9::2/64",
            "route ::/1 utun4 direct", "route 8000::/1 utun4 direct");
        assertEquals(Optional.of("utun4"), preferred());
    }

    @Test
    void whereTheKernelRefusesTheSocketConfigdsWordCounts() {
        for (String refusal : new String[] {"refuse routesocket 1", "refuse route 55", "strangers 1000"}) {
            StandInLibrary.load(TUNNEL);
            StandIn.act(BOTH_HALVES);
            StandIn.act(refusal);
            try (Backend backend = StandInLibrary.backend(() -> { })) {
                assertEquals(Optional.of("en0"), backend.read().defaultInterface(), refusal);
            }
        }
    }

    @Test
    void aLinkWithASelfAssignedAddressAndARouterReachesBeyondItself() {
        library = StandInLibrary.in("forget store State:/Network/Service/CABLE/IPv4", "forget link en5", "link en5 9 6 0x8863 1500 00:e0:4c:68:00:05",
            "address en5 169.254.7.7/16");
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(StandInLibrary.CABLE).state());
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().id().equals(StandInLibrary.CABLE)
            && event.configuration().isActive(), () -> StandIn.act("route 0.0.0.0/0 en5 scoped"));
    }

    @Test
    void aReadingLeavesNoSocketOpen() {
        library = StandInLibrary.in(TUNNEL);
        library.updated();
        long before = Machine.descriptors();
        long opened = StandInLibrary.calls("socket");
        long closed = StandInLibrary.calls("close");
        for (int i = 0; i < 20; i++) {
            library.updated();
        }
        assertTrue(Machine.descriptors() < before + 20, () -> before + " before, and now " + Machine.descriptors());
        assertEquals(StandInLibrary.calls("socket") - opened, StandInLibrary.calls("close") - closed);
        assertTrue(StandInLibrary.calls("socket") - opened >= 20);
    }
}
