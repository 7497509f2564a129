package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WirelessLinksTest {

    private static final Set<Integer> LINKS = Set.of(1, 2, 3, 7);
    private final Nl80211 kernel = new Nl80211();
    private int sendError;

    WirelessLinksTest() {
        kernel.stations.put(3, 0);
        kernel.accessPoints.add(7);
    }

    @Test
    void theInterfacesThatNl80211KnowsAreWireless() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertTrue(links.isSupported());
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
            assertEquals(Set.of(3, 7), links.indexes(Set.of(1, 2, 3, 7, 9)));
        }
        assertEquals(List.of(Netlink.GENL_ID_CTRL, kernel.family, kernel.family), kernel.asked, "looked for once");
    }

    @Test
    void withoutTheFamilyThereAreNoneUntilItComesWithANewLink() {
        kernel.family = 0;
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertFalse(links.isSupported());
            assertEquals(Set.of(), links.indexes(Set.of(1, 2)));
            kernel.family = 31;
            kernel.asked.clear();
            assertEquals(Set.of(), links.indexes(Set.of(1)));
            assertEquals(List.of(), kernel.asked, "no new link, so nobody asks");
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
        }
    }

    @Test
    void whenTheModuleIsUnloadedThereAreNoneAnyMoreAndWhenItIsLoadedAgainThereAre() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertEquals(2, links.indexes(LINKS).size());
            kernel.family = 0;
            assertEquals(Set.of(), links.indexes(LINKS));
            assertFalse(links.isSupported());
            kernel.family = 29;
            assertEquals(2, links.indexes(Set.of(1, 8)).size());
            kernel.family = 30;
            assertEquals(2, links.indexes(Set.of(1, 8)).size(), "it has another number and the links are the same");
        }
    }

    @Test
    void anErrorOfNl80211MakesNoReadingFail() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            sendError = Errno.ENOBUFS;
            assertEquals(Set.of(), links.indexes(LINKS));
            assertFalse(links.wasInterrupted());
            sendError = 0;
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
        }
    }

    @Test
    void anErrorAtTheFirstLookIsForgottenWithTheFirstReading() {
        sendError = Errno.EACCES;
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertFalse(links.isSupported());
            sendError = 0;
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
        }
    }

    @Test
    void withoutGenericNetlinkThereAreNone() {
        try (WirelessLinks links = WirelessLinks.open(new FakeOs())) {
            assertFalse(links.isSupported());
            assertEquals(Set.of(), links.indexes(LINKS));
        }
    }

    @Test
    void onlyALinkThatIsAStationAndHasACarrierIsAskedForItsSignal() {
        kernel.stations.put(3, -64);
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertEquals(WirelessLinks.Support.NO_STATION, links.support());
            assertEquals(Map.of(), links.signals(LINKS), "not listed yet");
            links.indexes(LINKS);
            assertEquals(Map.of(3, -64), links.signals(LINKS));
            assertEquals(List.of(3), kernel.asksForStations);
            assertEquals(Map.of(), links.signals(Set.of(1, 2, 7)));
            assertEquals(List.of(3), kernel.asksForStations, "without a carrier nobody asks");
            assertEquals(WirelessLinks.Support.STATION, links.support());
        }
    }

    @Test
    void aLinkThatIsConnectedToNothingHasNoSignal() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            links.indexes(LINKS);
            assertEquals(Map.of(), links.signals(LINKS));
        }
    }

    @Test
    void anErrorAtTheSignalMakesNoReadingFail() {
        kernel.stations.put(3, -64);
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            links.indexes(LINKS);
            sendError = Errno.ENOBUFS;
            assertEquals(Map.of(), links.signals(LINKS));
            sendError = 0;
            kernel.family = 30;
            assertEquals(Map.of(), links.signals(LINKS), "it has another number, which the next list finds");
            links.indexes(LINKS);
            assertEquals(Map.of(3, -64), links.signals(LINKS));
        }
    }

    @Test
    void whenTheModuleIsUnloadedThereIsNoSignalEither() {
        kernel.stations.put(3, -64);
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            links.indexes(LINKS);
            kernel.family = 0;
            links.indexes(LINKS);
            assertEquals(Map.of(), links.signals(LINKS));
            assertEquals(List.of(), kernel.asksForStations);
            assertEquals(WirelessLinks.Support.NO_NL80211, links.support());
        }
    }

    private List<byte[]> nl80211(byte[] request) {
        if (sendError != 0) {
            throw Errno.refused("sendto", sendError, "");
        }
        return kernel.answer(request);
    }

    private static LinuxOs os(Function<byte[], List<byte[]>> kernel) {
        return new LinuxOs() {
            @Override
            public NetlinkPort netlink(int protocol) {
                assertEquals(Netlink.NETLINK_GENERIC, protocol);
                return new FakeOs.Port(kernel);
            }

            @Override
            public EventPort events(int groups, int receiveBufferBytes) {
                throw new BackendException(BackendException.Kind.UNSUPPORTED, "events", "not asked for");
            }

            @Override
            public BusConnector bus(Predicate<String> wanted) {
                throw new BackendException(BackendException.Kind.UNSUPPORTED, "bus", "not asked for");
            }

            @Override
            public SocketPort sockets() {
                throw new BackendException(BackendException.Kind.UNSUPPORTED, "sockets", "not asked for");
            }

            @Override
            public Duration suspended() {
                return Duration.ZERO;
            }

            @Override
            public String networkNamespace() {
                return "";
            }

            @Override
            public Optional<Set<String>> networkNamespaces() {
                return Optional.empty();
            }

            @Override
            public Optional<String> bootId() {
                return Optional.empty();
            }

            @Override
            public byte[] procNetDev() {
                return new byte[0];
            }
        };
    }
}
