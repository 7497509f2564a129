package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.Registration;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.Support;
import io.github.netsession.UpdateOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a listener to {@code Networks} is told, in a simulated world. */
@Tag("sim")
class NetworksEventsTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN);
    private final SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
    private final Networks networks = world.open();
    private final List<NetworksEvent> events = new ArrayList<>();

    @AfterEach
    void close() {
        networks.close();
    }

    private Registration listen() {
        return networks.listen(new NetworksListener() {
            @Override
            public void accept(NetworksEvent event) {
                assertTrue(networks.state().generation() >= event.state().generation(), "a getter in a listener is at least as new");
                events.add(event);
            }
        });
    }

    private void settle() {
        world.advance(Duration.ofMillis(200));
    }

    private List<String> kinds() {
        List<String> kinds = events.stream().map(event -> event.getClass().getSimpleName()).toList();
        events.clear();
        return kinds;
    }

    private NetworkConfiguration configuration(SimAccessPoint accessPoint) {
        return networks.configuration(accessPoint.id()).orElseThrow();
    }

    @Nested
    class AListener {

        @Test
        void firstGetsThePresentState() {
            home.up();
            settle();
            listen();
            assertEquals(1, events.size());
            assertTrue(((NetworksEvent.Present) events.get(0)).state().online());
        }

        @Test
        void isToldTheDifferenceInTheDocumentedOrder() {
            listen();
            kinds();
            world.after(Duration.ZERO, () -> {
                world.faults().loseHints();
                home.up().metered(Metered.YES);
                world.defaultRoute(home);
                world.connectivity(Connectivity.CAPTIVE_PORTAL);
                world.metered(Metered.YES);
                world.denyStarts();
                world.suspend(Duration.ofMinutes(3));
                dock.remove();
                world.accessPoint("cafe", Bearer.WLAN);
                world.faults().restoreHints();
            });
            settle();
            assertEquals(List.of("InterfaceRemoved", "InterfaceChanged", "InterfaceAdded", "ConfigurationRemoved", "ConfigurationChanged",
                "ConfigurationAdded", "DefaultInterfaceChanged", "OnlineChanged", "ConnectivityChanged", "MeteredChanged",
                "UsagePoliciesChanged", "CapabilitiesChanged", "Resynchronized", "Resumed"), kinds());
        }

        @Test
        void isNotToldWhatWasUndoneBetweenTwoReadings() {
            listen();
            settle();
            kinds();
            world.after(Duration.ZERO, () -> {
                world.faults().loseHints();
                home.up();
                home.down();
                world.faults().restoreHints();
            });
            settle();
            assertEquals(List.of("Resynchronized"), kinds());
        }

        @Test
        void isToldOfTheSuspendedTime() {
            listen();
            world.suspend(Duration.ofMinutes(10));
            settle();
            assertEquals(Duration.ofMinutes(10), ((NetworksEvent.Resumed) events.get(1)).suspended());
        }

        @Test
        void thatIsClosedIsNotCalledAnyMore() {
            Registration registration = listen();
            registration.close();
            registration.close();
            home.up();
            settle();
            assertEquals(List.of("Present"), kinds());
        }

        @Test
        void mayCloseTheNetworksAndGetsNothingAfterThat() {
            networks.listen(new NetworksListener() {
                @Override
                public void onlineChanged(NetworksEvent.OnlineChanged event) {
                    networks.close();
                    events.clear();
                }

                @Override
                public void present(NetworksEvent.Present event) {
                    events.add(event);
                }

                @Override
                public void connectivityChanged(NetworksEvent.ConnectivityChanged event) {
                    events.add(event);
                }
            });
            world.after(Duration.ZERO, () -> {
                world.faults().loseHints();
                home.up();
                world.connectivity(Connectivity.INTERNET);
                world.faults().restoreHints();
            });
            settle();
            assertEquals(List.of(), kinds());
            assertThrows(IllegalStateException.class, networks::configurations);
        }

        @Test
        void canWaitForASessionInVirtualTime() {
            List<Boolean> opened = new ArrayList<>();
            networks.listen(new NetworksListener() {
                @Override
                public void present(NetworksEvent.Present event) {
                    NetworkSession session = networks.session(configuration(home));
                    session.open();
                    try {
                        opened.add(session.awaitOpened());
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            assertEquals(List.of(true), opened);
        }
    }

    @Nested
    class Reading {

        @Test
        void thatFailsKeepsTheLastStateAndRecovers() {
            home.up();
            settle();
            listen();
            kinds();
            world.faults().failReads();
            world.advance(Duration.ofMinutes(2));
            assertEquals(List.of("Degraded", "CapabilitiesChanged"), kinds());
            assertEquals(Support.DEGRADED, networks.capabilities().of(Capability.CHANGE_EVENTS).support());
            assertTrue(networks.isOnline());
            world.faults().restoreReads();
            home.down();
            world.advance(Duration.ofSeconds(30));
            assertEquals(List.of("InterfaceChanged", "ConfigurationChanged", "DefaultInterfaceChanged", "OnlineChanged", "CapabilitiesChanged", "Recovered"), kinds());
            assertEquals(Support.AVAILABLE, networks.capabilities().of(Capability.CHANGE_EVENTS).support());
        }

        @Test
        void happensOnceWhenOpenedAndNeverWhileNothingChanges() {
            long before = world.readings();
            world.advance(Duration.ofDays(30));
            assertEquals(before, world.readings());
        }

        @Test
        void onRequestFindsWhatNobodyHinted() {
            world.faults().loseHints();
            home.up();
            settle();
            assertFalse(networks.isOnline());
            assertTrue(networks.update().join().online());
        }

        @Test
        void onRequestThatFailsSaysSo() {
            world.faults().failReads();
            CompletionException thrown = assertThrows(CompletionException.class, () -> networks.update().join());
            assertTrue(((SessionException) thrown.getCause()).failure().isRetryable());
        }

        @Test
        void withAScanFailsWhereThereIsNoneAndSaysWhy() {
            CompletionException thrown = assertThrows(CompletionException.class, () -> networks.update(UpdateOption.SCAN).join());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, ((SessionException) thrown.getCause()).failure().error());
        }

        @Test
        void ofAProfileThatNobodyTakesSaysSo() {
            CompletionException thrown = assertThrows(CompletionException.class,
                () -> networks.defineAccessPoint(NetworkProfile.ethernet("my own").build()).join());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, ((SessionException) thrown.getCause()).failure().error());
        }
    }
}
