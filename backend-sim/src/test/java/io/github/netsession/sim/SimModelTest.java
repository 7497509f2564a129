package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The world's model: what follows from what. */
@Tag("sim")
class SimModelTest {

    private final SimWorld world = new SimWorld();
    private final Networks networks = world.open();

    @AfterEach
    void close() {
        networks.close();
    }

    private void settle() {
        world.advance(Duration.ofSeconds(1));
    }

    private NetworkConfiguration seen(SimAccessPoint accessPoint) {
        settle();
        return networks.configuration(accessPoint.id()).orElseThrow();
    }

    @Nested
    class ASignal {

        private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).at(0, 0);

        private OptionalInt at(double metres) {
            world.moveTo(metres, 0);
            return seen(wifi).signalPercent();
        }

        @Test
        void followsTheLogarithmOfTheDistance() {
            assertEquals(List.of(100, 100, 60, 42, 40, 30), List.of(at(0), at(10), at(46.42), at(92), at(100), at(146.8)).stream()
                .map(OptionalInt::getAsInt).toList());
            wifi.power(10);
            assertEquals(OptionalInt.of(40), at(46.42));
        }

        @Test
        void isLostBelowMinus90DbmAndFoundAgainThreeDbAbove() {
            assertEquals(OptionalInt.of(20), at(215));
            assertEquals(OptionalInt.empty(), at(216));
            assertEquals(ConfigurationState.DEFINED, seen(wifi).state());
            assertEquals(OptionalInt.empty(), at(172));
            assertEquals(OptionalInt.of(26), at(171));
            assertEquals(ConfigurationState.DISCOVERED, seen(wifi).state());
        }

        @Test
        void followsTheDeviceOnItsWayAndThenTheWorldIsAtRest() {
            world.travel(200, 0, Duration.ofSeconds(20));
            world.advance(Duration.ofSeconds(10));
            assertEquals(Optional.of(OptionalInt.of(40)), networks.configuration(wifi.id()).map(NetworkConfiguration::signalPercent));
            world.advance(Duration.ofSeconds(20));
            assertEquals(Optional.of(OptionalInt.of(22)), networks.configuration(wifi.id()).map(NetworkConfiguration::signalPercent));
            long readings = world.readings();
            assertEquals(Long.MAX_VALUE, world.simClock().nextTimerNanos(), "nobody travels, so nothing is due");
            world.advance(Duration.ofDays(1));
            assertEquals(readings, world.readings());
        }

        @Test
        void isShadowedByTheSameWallsAtTheSamePlace() {
            world.shadowing(6);
            List<OptionalInt> way = List.of(at(50), at(80), at(110));
            assertEquals(way, List.of(at(50), at(80), at(110)));
            assertFalse(way.equals(List.of(OptionalInt.of(58), OptionalInt.of(46), OptionalInt.of(38))));
            world.shadowing(0);
            assertEquals(List.of(OptionalInt.of(58), OptionalInt.of(46), OptionalInt.of(38)), List.of(at(50), at(80), at(110)));
        }
    }

    @Nested
    class AStart {

        private final SimAccessPoint port = world.accessPoint("port", Bearer.ETHERNET).startDelay(Duration.ofHours(1));

        private AccessPoint read() {
            try (Backend backend = world.provider().open(new RecordingSink())) {
                return backend.read().accessPoints().get(0);
            }
        }

        private boolean progresses() {
            settle();
            assertEquals(AccessPoint.Transition.STARTING, read().transition());
            return read().isProgressing();
        }

        @Test
        void showsProgressWhileThereIsACarrier() {
            assertFalse(read().isProgressing(), "it is not started");
            networks.session(port.id()).open();
            assertTrue(progresses());
            port.outOfRange();
            assertFalse(progresses());
            port.inRange();
            port.air().gap(Duration.ofSeconds(2));
            assertFalse(progresses());
            settle();
            assertTrue(progresses());
            world.advance(Duration.ofHours(1));
            assertFalse(read().isProgressing(), "its limit has ended it");
        }

        @Test
        void showsTheProgressThatWasSet() {
            port.hideStartProgress();
            networks.session(port.id()).open();
            assertFalse(progresses());
            port.showStartProgress().outOfRange();
            assertTrue(progresses());
        }

        @Test
        void onAPortWithoutACableIsAcceptedAndLeadsNowhere() {
            port.air().switchOff();
            NetworkSession session = networks.session(port.id());
            CompletableFuture<Void> opened = session.open();
            assertFalse(progresses());
            assertEquals(ConfigurationState.DISCOVERED, read().state());
            assertFalse(networks.state().networkInterface("sim-port").orElseThrow().carrier());
            assertFalse(opened.isDone(), "nothing refuses it");
            world.advance(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT);
            assertEquals(SessionFailure.Reason.TIMED_OUT, session.failure().orElseThrow().reason());
        }
    }

    @Nested
    class TheDefaultRoute {

        private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).metered(Metered.YES).connectivity(Connectivity.INTERNET);
        private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).metered(Metered.NO).portal();
        private final SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);

        private String by() {
            settle();
            return networks.defaultInterface().map(Link::name).orElse("none");
        }

        @Test
        void leavesByTheBestBearerThatIsActiveAndReachAndCostFollow() {
            assertEquals("none", by());
            phone.up();
            assertEquals("sim-phone", by());
            assertEquals(Metered.YES, networks.metered());
            assertEquals(Connectivity.INTERNET, networks.connectivity());
            wifi.up();
            assertEquals("sim-wifi", by());
            assertEquals(Metered.NO, networks.metered());
            assertEquals(Connectivity.CAPTIVE_PORTAL, networks.connectivity());
            wifi.login();
            settle();
            assertEquals(Connectivity.INTERNET, networks.connectivity());
            dock.up();
            assertEquals("sim-dock", by());
            dock.outOfRange();
            assertEquals("sim-wifi", by());
        }

        @Test
        void staysWithTheOlderOfTwoEquals() {
            world.accessPoint("another", Bearer.WLAN).up();
            wifi.up();
            assertEquals("sim-another", by());
        }

        @Test
        void canBeSetByHandAndGivenBack() {
            phone.up();
            wifi.up();
            world.defaultRoute(phone);
            assertEquals("sim-phone", by());
            world.removeDefaultRoute();
            assertEquals("none", by());
            world.restoreDefaults();
            assertEquals("sim-wifi", by());
        }
    }

    @Nested
    class ARadio {

        private final SimDevice radio = world.device("wlan0", Bearer.WLAN);
        private final SimAccessPoint one = world.accessPoint("one", radio);
        private final SimAccessPoint other = world.accessPoint("other", radio);

        @Test
        void isOneInterfaceWithOneAccessPointUpAtATime() {
            one.up();
            settle();
            assertEquals(List.of("lo", "wlan0"), networks.interfaces().stream().map(Link::name).toList());
            other.up();
            assertEquals(ConfigurationState.DISCOVERED, seen(one).state());
            assertEquals(ConfigurationState.ACTIVE, seen(other).state());
            one.down();
            assertEquals(ConfigurationState.ACTIVE, seen(other).state(), "what is not up cannot be taken down");
        }

        @Test
        void leavesTheOldAccessPointWhenTheStartOfTheNewOneBegins() {
            one.up();
            settle();
            networks.session(other.id()).open();
            world.advance(Duration.ofMillis(200));
            assertFalse(networks.isOnline());
            assertEquals(ConfigurationState.ACTIVE, seen(other).state());
        }

        @Test
        void goesOnWithItsCountersWhicheverAccessPointIsUp() {
            one.up().traffic(1000, 0);
            other.traffic(10, 5);
            world.advance(Duration.ofSeconds(10));
            other.up();
            world.advance(Duration.ofSeconds(10));
            assertEquals(10_100, networks.counters("wlan0").orElseThrow().bytesReceived());
            assertEquals(50, networks.counters("wlan0").orElseThrow().bytesWritten());
        }
    }

    @Nested
    class BadInput {

        @Test
        void isNamedAtOnceAndChangesNothing() {
            SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN);
            int lines = world.trace().size();
            List<Runnable> mistakes = List.of(() -> wifi.signal(101), () -> wifi.power(Double.NaN), () -> wifi.at(Double.POSITIVE_INFINITY, 0),
                () -> wifi.bandwidth(0, 1), () -> wifi.traffic(-1, 0), () -> wifi.traffic(1L << 50, 0), () -> wifi.address("192.0.2.7"),
                () -> wifi.connectTimeout(Duration.ZERO), () -> wifi.download(0, transfer -> { }), () -> world.shadowing(-1),
                () -> world.travel(1, 1, Duration.ZERO), () -> world.suspend(Duration.ofSeconds(-1)), () -> world.accessPoint("wifi", Bearer.LTE),
                () -> world.device("sim-wifi", Bearer.WLAN), () -> world.device(" ", Bearer.WLAN), () -> wifi.device().counters(-1, 0),
                () -> world.faults().jitterHints(Duration.ofSeconds(-1)));
            mistakes.forEach(mistake -> assertThrows(IllegalArgumentException.class, mistake::run));
            assertEquals(lines, world.trace().size(), () -> world.trace().toString());
        }
    }

    @Test
    void theSameSeedAndScriptGiveTheSameTraceToTheByte() {
        List<List<String>> runs = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            SimWorld own = new SimWorld(seed);
            own.shadowing(8);
            own.faults().jitterHints(Duration.ofMillis(300));
            own.faults().doubleHints();
            SimAccessPoint wifi = own.accessPoint("wifi", Bearer.WLAN).at(60, 10);
            SimAccessPoint phone = own.accessPoint("phone", Bearer.LTE);
            try (Networks one = own.open()) {
                one.session(one.defineServiceNetwork("all", List.of(wifi.id(), phone.id()))).open();
                own.travel(300, 0, Duration.ofSeconds(60));
                own.advance(Duration.ofMinutes(2));
            }
            runs.add(own.trace());
        }
        assertEquals(String.join("\n", runs.get(0)), String.join("\n", runs.get(1)));
        assertFalse(runs.get(0).equals(runs.get(2)), "another seed is another world");
        assertTrue(runs.get(0).size() > 20);
    }
}
