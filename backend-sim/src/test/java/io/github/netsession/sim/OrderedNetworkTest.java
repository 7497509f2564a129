package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Service networks whose access points are ordered by a comparator. */
@Tag("sim")
class OrderedNetworkTest extends RoamingStory {

    private static final Comparator<NetworkConfiguration> BY_NAME = Comparator.comparing(NetworkConfiguration::name);

    private static RoamingPolicy by(Comparator<NetworkConfiguration> order) {
        return RoamingPolicy.builder().order(order).build();
    }

    private NetworkConfiguration any(Comparator<NetworkConfiguration> order) {
        return networks.defineServiceNetwork("any", accessPoint -> true, by(order));
    }

    private List<ConfigurationId> children() {
        return networks.configuration(ConfigurationId.of("group", "any")).orElseThrow().children();
    }

    @Test
    void thoseThatMatchAreInItsOrderAndSoIsANewcomer() {
        assertEquals(ids(phone, wifi), any(BY_NAME).children());
        SimAccessPoint tether = world.accessPoint("tether", Bearer.ETHERNET);
        SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
        advance(200);
        assertEquals(ids(dock, phone, tether, wifi), children());
    }

    @Test
    void aChangedPropertyChangesTheOrder() {
        any(Comparator.comparing(accessPoint -> accessPoint.metered().isMetered()));
        assertEquals(ids(wifi, phone), children(), "equals stay in the order of the configurations");
        wifi.metered(Metered.YES);
        advance(200);
        assertEquals(ids(phone, wifi), children());
        wifi.metered(Metered.NO);
        advance(200);
        assertEquals(ids(wifi, phone), children());
    }

    @Test
    void listedOnesAreOrderedTooAndThoseThatDoNotExistComeLast() {
        ConfigurationId later = new ConfigurationId("sim:dock");
        NetworkConfiguration listed = networks.defineServiceNetwork("any", List.of(later, wifi.id(), phone.id()), by(BY_NAME));
        assertEquals(List.of(phone.id(), wifi.id(), later), listed.children());
        world.accessPoint("dock", Bearer.ETHERNET);
        advance(200);
        assertEquals(List.of(later, phone.id(), wifi.id()), children());
    }

    @Test
    void equalOnesStayInTheOrderOfDefinition() {
        assertEquals(ids(phone, wifi), networks.defineServiceNetwork("any", ids(phone, wifi), by((a, b) -> 0)).children());
    }

    @Test
    void isTheOrderInWhichASessionOpensAndMoves() {
        networks.defineServiceNetwork("internet", ids(wifi, phone), by(BY_NAME));
        session.open();
        seconds(2);
        assertEquals("phone", used());
        SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
        networks.defineServiceNetwork("internet", accessPoint -> true, by(BY_NAME));
        seconds(DWELL + 2);
        assertEquals(dock.name(), used());
    }

    @Test
    void comesAfterTheCriteriaOfThePolicy() {
        phone.metered(Metered.YES);
        advance(200);
        networks.defineServiceNetwork("internet", ids(wifi, phone), by(BY_NAME));
        session.open();
        seconds(2);
        assertEquals("wifi", used());
    }

    @Test
    void decidesBetweenEqualsIfThePolicyRanksByBearerAndSignal() {
        SimAccessPoint b = world.accessPoint("b", Bearer.ETHERNET);
        SimAccessPoint a = world.accessPoint("a", Bearer.ETHERNET);
        advance(200);
        networks.defineServiceNetwork("internet", ids(wifi, phone, b, a),
            RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).order(BY_NAME).build());
        session.open();
        seconds(2);
        assertEquals(a.name(), used());
    }

    @Test
    void aComparatorThatThrowsCallsThemEqualAndIsLoggedOnce() {
        try (LoggedErrors logged = new LoggedErrors()) {
            any((a, b) -> {
                throw new IllegalStateException("no idea");
            });
            assertEquals(ids(wifi, phone), children());
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(ids(wifi, phone, dock), children());
            assertEquals(1, logged.errors().size(), () -> logged.errors().toString());
            assertTrue(logged.errors().get(0).contains("'any'"), () -> logged.errors().toString());
        }
    }

    /** The sort of the JDK refuses such a comparator from 32 elements on. */
    @Test
    void anInconsistentComparatorLosesNoMember() {
        try (LoggedErrors logged = new LoggedErrors()) {
            AtomicInteger calls = new AtomicInteger();
            any((a, b) -> calls.incrementAndGet() % 3 - 1);
            List<SimAccessPoint> more = new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> world.accessPoint("n" + i, Bearer.WLAN)).toList());
            advance(200);
            more.get(7).metered(Metered.YES);
            advance(200);
            assertEquals(102, children().size());
            assertEquals(102, new HashSet<>(children()).size());
            assertEquals(List.of(), logged.errors());
        }
    }

    @Test
    void isCalledOnlyForWhatHasChanged() {
        AtomicInteger calls = new AtomicInteger();
        List<SimAccessPoint> more = IntStream.range(0, 62).mapToObj(i -> world.accessPoint("n" + i, Bearer.WLAN)).toList();
        advance(200);
        any((a, b) -> {
            calls.incrementAndGet();
            return BY_NAME.compare(a, b);
        });
        List<ConfigurationId> before = children();
        calls.set(0);
        more.get(30).metered(Metered.YES);
        advance(200);
        assertEquals(before, children());
        assertTrue(calls.get() > 0 && calls.get() <= 7, () -> calls + " comparisons for one change among 64");
        calls.set(0);
        networks.update().join();
        assertEquals(0, calls.get());
    }
}
