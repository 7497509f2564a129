package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A link is its index: what becomes of counters and sessions when names move from link to link, and links come and go. */
@Tag("unit")
class LinkCountersTest {

    private static final long MUCH = 51_000_000;

    private final Map<Integer, Traffic> counted = new HashMap<>();
    private final FakeBackend backend = new FakeBackend("fake", 1) {
        @Override
        public void counters(int index, CounterSink rows) {
            Traffic bytes = counted.get(index);
            if (bytes != null && snapshot.links().stream().anyMatch(link -> link.index() == index)) {
                rows.row(index, bytes.bytesReceived(), bytes.bytesWritten(), bytes.bytesReceived() / 100, bytes.bytesWritten() / 100, 0, 0, 0, 0);
            }
        }
    };
    private Networks networks;

    @AfterEach
    void close() {
        networks.close();
    }

    private static Link link(String name, int index, int hardware) {
        return Links.up(name, index, Bearer.ETHERNET).hardwareAddress(String.format("02:00:00:00:00:%02x", hardware)).build();
    }

    private static AccessPoint on(String id, String interfaceName) {
        return AccessPoint.builder(ConfigurationId.of("fake", id)).name(id).state(ConfigurationState.ACTIVE).bearer(Bearer.ETHERNET)
            .interfaceName(interfaceName).build();
    }

    /** An access point of the name of each link, as there is without a network service. */
    private static Snapshot withLinks(Link... links) {
        return Snapshot.builder().links(List.of(links)).accessPoints(List.of(links).stream().map(link -> on(link.name(), link.name())).toList()).build();
    }

    /** An access point that a network service knows by an id of its own, on the first link. */
    private static Snapshot withProfile(Link... links) {
        return Snapshot.builder().links(List.of(links)).accessPoints(List.of(on("profile", links[0].name()))).build();
    }

    private void open(Snapshot snapshot) {
        backend.snapshot = snapshot;
        networks = Networks.builder().backend(backend).open();
    }

    private void become(Snapshot snapshot) throws Exception {
        backend.snapshot = snapshot;
        networks.update().get(10, TimeUnit.SECONDS);
    }

    private NetworkSession opened(String id) throws Exception {
        NetworkSession session = networks.session(ConfigurationId.of("fake", id));
        session.open().get(10, TimeUnit.SECONDS);
        return session;
    }

    private InterfaceCounters counters(String name) {
        InterfaceCounters one = networks.counters(name).orElseThrow();
        assertEquals(one, networks.counters().get(name), "both calls return the same");
        Map<String, InterfaceCounters> received = new HashMap<>();
        assertTrue(networks.counters(name, CountersSinkTest.into(received)));
        assertEquals(Map.of(name, one), received, "and a sink receives the same");
        assertEquals(networks.counters().size(), networks.counters(CountersSinkTest.into(received)));
        assertEquals(networks.counters(), received);
        return one;
    }

    private static Traffic bytes(InterfaceCounters counters) {
        return new Traffic(counters.bytesReceived(), counters.bytesWritten());
    }

    private void count(int index, long received, long written) {
        counted.merge(index, new Traffic(received, written), Traffic::plus);
    }

    private static Traffic total(NetworkSession session) {
        return new Traffic(session.bytesReceived(), session.bytesWritten());
    }

    @Test
    void twoLinksThatSwapNamesGiveASessionNothingThatDidNotPass() throws Exception {
        count(2, 500, 600);
        count(3, MUCH, MUCH);
        open(withLinks(link("a0", 2, 2), link("b0", 3, 3)));
        NetworkSession session = opened("a0");
        assertEquals(new Traffic(500, 600), bytes(counters("a0")));
        assertEquals(new Traffic(MUCH, MUCH), bytes(counters("b0")));
        count(2, 10, 20);
        become(withLinks(link("b0", 2, 2), link("a0", 3, 3)));
        assertEquals(new Traffic(10, 20), session.traffic().orElseThrow(), "the share on the link that had the name");
        count(2, 1000, 1000);
        count(3, 1, 2);
        assertEquals(new Traffic(11, 22), session.traffic().orElseThrow(), "and on the one that has it");
        assertEquals(new Traffic(MUCH + 1, MUCH + 2), bytes(counters("a0")), "as the system says");
        assertEquals(new Traffic(MUCH + 1000, MUCH + 1000), bytes(counters("b0")), "a name does not count back, and counts what passed since");
        assertEquals(3, counters("a0").interfaceIndex());
        assertEquals(1, counters("a0").epoch());
        assertEquals(1, counters("b0").epoch());
        session.close();
        become(withLinks(link("a0", 2, 2), link("b0", 3, 3)));
        assertEquals(new Traffic(11, 22), session.traffic().orElseThrow());
        assertEquals(new Traffic(MUCH + 1, MUCH + 2), bytes(counters("a0")));
        assertEquals(2, counters("a0").epoch(), "no epoch returns");
    }

    @Test
    void aRenameUnderASessionChangesNoneOfItsSums() throws Exception {
        count(2, 500, 600);
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        count(2, 10, 20);
        become(withProfile(link("uplink", 2, 2)));
        assertEquals("uplink", session.networkInterface().orElseThrow().name());
        count(2, 1, 2);
        assertEquals(new Traffic(11, 22), session.traffic().orElseThrow());
        assertEquals(new Traffic(511, 622), total(session));
        assertEquals(new Traffic(511, 622), bytes(counters("uplink")));
        assertEquals(0, counters("uplink").epoch(), "it is still the first");
        assertEquals(Optional.empty(), networks.counters("a0"));
    }

    @Test
    void aSessionWhoseProfileMovesToAnotherLinkBeginsThereAtWhatItShows() throws Exception {
        count(2, 500, 600);
        count(3, MUCH, MUCH);
        open(withProfile(link("a0", 2, 2), link("b0", 3, 3)));
        NetworkSession session = opened("profile");
        count(2, 10, 20);
        become(withProfile(link("b0", 3, 3), link("a0", 2, 2)));
        count(2, 1000, 1000);
        count(3, 1, 2);
        assertEquals(new Traffic(11, 22), session.traffic().orElseThrow());
        assertEquals(new Traffic(510 + MUCH + 1, 620 + MUCH + 2), total(session), "the whole of both, the first until it was left");
    }

    @Test
    void aLinkThatComesBackUnderAnotherIndexCountsOnce() throws Exception {
        count(2, MUCH, MUCH);
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        count(2, 10, 20);
        assertEquals(new Traffic(10, 20), session.traffic().orElseThrow());
        count(7, MUCH + 5000, MUCH + 6000);
        become(withProfile(link("a0", 7, 2)));
        assertEquals(new Traffic(MUCH + 5000, MUCH + 6000), bytes(counters("a0")));
        assertEquals(new Traffic(MUCH + 5000, MUCH + 6000), total(session));
        assertEquals(new Traffic(10, 20), session.traffic().orElseThrow(), "what passed in the other namespace is no traffic of the session");
        count(7, 1, 2);
        assertEquals(new Traffic(11, 22), session.traffic().orElseThrow());
        assertEquals(bytes(counters("a0")), total(session));
        count(9, MUCH + 7000, MUCH + 7000);
        become(withProfile(link("a0", 9, 2)));
        assertEquals(new Traffic(MUCH + 7000, MUCH + 7000), total(session), "and so does one that does it again");
    }

    @Test
    void aLinkThatIsCreatedAgainAddsToTheSumsOfASession() throws Exception {
        count(2, 500, 600);
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        assertEquals(0, counters("a0").epoch());
        count(7, 3, 4);
        become(withProfile(link("a0", 7, 2)));
        assertEquals(new Traffic(500, 600), bytes(counters("a0")), "a name does not count back");
        assertEquals(1, counters("a0").epoch());
        assertEquals(new Traffic(503, 604), total(session));
        count(7, 1000, 1000);
        assertEquals(new Traffic(1500, 1600), bytes(counters("a0")));
        assertEquals(new Traffic(1000, 1000), session.traffic().orElseThrow());
        assertEquals(new Traffic(1503, 1604), total(session));
    }

    @Test
    void aLinkThatIsGoneAndBackUnderItsIndexContinues() throws Exception {
        count(2, MUCH, MUCH);
        open(withLinks(link("a0", 2, 2)));
        NetworkSession session = opened("a0");
        assertEquals(MUCH, counters("a0").bytesReceived());
        become(withLinks());
        count(2, 100, 100);
        become(withLinks(link("a0", 2, 2)));
        assertEquals(new Traffic(MUCH + 100, MUCH + 100), bytes(counters("a0")), "as the system says");
        assertEquals(0, counters("a0").epoch());
        assertEquals(Traffic.NONE, session.traffic().orElseThrow(), "the session ended with the link");
        session.open().get(10, TimeUnit.SECONDS);
        count(2, 1, 2);
        assertEquals(new Traffic(1, 2), session.traffic().orElseThrow());
    }

    @Test
    void aResetOfTheSameLinkStartsAnEpochAndTheSumsContinue() throws Exception {
        count(2, 500, 600);
        open(withLinks(link("a0", 2, 2)));
        NetworkSession session = opened("a0");
        assertEquals(500, counters("a0").bytesReceived());
        counted.put(2, new Traffic(300, 400));
        assertEquals(new Traffic(800, 1000), bytes(counters("a0")));
        assertEquals(1, counters("a0").epoch());
        assertEquals(new Traffic(300, 400), session.traffic().orElseThrow());
        become(withLinks(link("uplink", 2, 2)));
        assertEquals(new Traffic(800, 1000), bytes(counters("uplink")));
        assertEquals(1, counters("uplink").epoch(), "its sums are not what the system says");
    }

    @Test
    void anIndexGivenToAnotherLinkBeginsAtWhatThatShows() throws Exception {
        count(2, 500, 600);
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        assertEquals(500, counters("a0").bytesReceived());
        counted.put(2, new Traffic(MUCH, MUCH));
        become(withProfile(link("c0", 2, 3)));
        assertEquals(Traffic.NONE, session.traffic().orElseThrow());
        assertEquals(new Traffic(MUCH, MUCH), bytes(counters("c0")));
        assertEquals(0, counters("c0").epoch());
        counted.put(2, new Traffic(7, 7));
        become(withProfile(link("a0", 2, 4)));
        assertEquals(new Traffic(500, 600), bytes(counters("a0")));
        assertEquals(1, counters("a0").epoch(), "another link than the one that had the name");
    }

    @Test
    void aSessionGoesOnCountingALinkWhoseIndexBelongedToAnotherForAMoment() throws Exception {
        count(2, 500, 600);
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        count(2, 10, 20);
        assertEquals(new Traffic(10, 20), session.traffic().orElseThrow());
        become(Snapshot.builder().links(List.of(link("c0", 2, 3))).accessPoints(List.of(on("profile", "a0"))).build());
        assertEquals(new Traffic(510, 620), bytes(counters("c0")));
        assertEquals(new Traffic(10, 20), session.traffic().orElseThrow());
        become(withProfile(link("a0", 2, 2)));
        assertTrue(session.isOpen());
        assertEquals(new Traffic(510, 620), bytes(counters("a0")));
        count(2, 1, 2);
        assertEquals(new Traffic(11, 22), session.traffic().orElseThrow());
        assertEquals(new Traffic(511, 622), total(session));
        assertEquals(new Traffic(511, 622), bytes(counters("a0")));
    }

    @Test
    void linksThatSwapNamesAreNoticedByASessionsReadingsToo() throws Exception {
        count(2, 500, 600);
        count(3, 7, 7);
        open(withLinks(link("a0", 2, 2), link("b0", 3, 3)));
        NetworkSession session = opened("a0");
        assertEquals(new Traffic(500, 600), bytes(counters("a0")));
        become(withLinks(link("b0", 2, 2), link("a0", 3, 3)));
        count(3, 1, 2);
        assertEquals(new Traffic(1, 2), session.traffic().orElseThrow(), "the session reads the other link under the name");
        become(withLinks(link("a0", 2, 2), link("b0", 3, 3)));
        count(2, MUCH, MUCH);
        assertEquals(new Traffic(MUCH + 501, MUCH + 602), bytes(counters("a0")), "from what the session's reading has shown");
        assertEquals(2, counters("a0").epoch(), "the name has belonged to another link that was read");
    }

    @Test
    void aSessionWhoseLinkCannotBeCountedHasNoTraffic() throws Exception {
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        assertEquals(Optional.empty(), session.traffic());
        assertEquals(Optional.empty(), networks.counters("a0"));
        assertEquals(Map.of(), networks.counters());
        assertEquals(Traffic.NONE, total(session), "Qt's getters are plain numbers");
        session.close();
        assertEquals(Optional.empty(), session.traffic());
    }

    @Test
    void aSessionHasTheSumOfThoseLinksThatCouldBeCounted() throws Exception {
        count(3, 500, 600);
        open(withProfile(link("a0", 2, 2), link("b0", 3, 3)));
        NetworkSession session = opened("profile");
        assertEquals(Optional.empty(), session.traffic());
        become(withProfile(link("b0", 3, 3), link("a0", 2, 2)));
        count(3, 10, 20);
        assertEquals(Optional.of(new Traffic(10, 20)), session.traffic());
        counted.remove(3);
        assertEquals(Optional.of(new Traffic(10, 20)), session.traffic(), "what was counted stays known");
        session.close();
        assertEquals(Optional.of(new Traffic(10, 20)), session.traffic());
    }

    @Test
    void aLinkThatCanBeCountedLaterCountsFromThenOn() throws Exception {
        open(withProfile(link("a0", 2, 2)));
        NetworkSession session = opened("profile");
        assertEquals(Optional.empty(), session.traffic());
        count(2, 500, 600);
        become(withProfile(link("uplink", 2, 2)));
        count(2, 1, 2);
        assertEquals(Optional.of(new Traffic(1, 2)), session.traffic());
    }

    @Test
    void thereIsNoEpochTwiceForANameHoweverManyLinksHaveComeAndGone() throws Exception {
        open(withLinks());
        Set<Integer> epochs = new HashSet<>();
        int last = -1;
        for (int round = 1; round <= 3; round++) {
            int first = round * 10_000;
            counted.put(first, new Traffic(round, round));
            become(withLinks(link("tun0", first, 1)));
            int epoch = counters("tun0").epoch();
            assertTrue(epochs.add(epoch) && epoch > last, "round " + round + ": epoch " + epoch + " after " + epochs);
            last = epoch;
            List<Link> many = new ArrayList<>();
            for (int i = 1; i <= 2500; i++) {
                counted.put(first + i, Traffic.NONE);
                many.add(link("v" + round + "-" + i, first + i, 1));
            }
            become(withLinks(many.toArray(Link[]::new)));
            assertEquals(2500, networks.counters().size());
        }
        assertNotEquals(0, last);
    }
}
