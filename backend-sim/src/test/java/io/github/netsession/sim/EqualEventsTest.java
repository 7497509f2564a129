package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.SessionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two engines in which the same happens tell equal events. */
@Tag("sim")
class EqualEventsTest {

    /** A story in a world of its own, with every kind of event. */
    private static final class Story {

        final List<NetworksEvent> networksEvents = new ArrayList<>();
        final List<SessionEvent> sessionEvents = new ArrayList<>();
        private final SimWorld world = new SimWorld();

        Story() {
            SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).outOfRange();
            SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
            try (Networks networks = world.open()) {
                listen(networks);
                SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
                seconds(2);
                NetworkSession session = networks.session(networks.defineServiceNetwork("internet", List.of(wifi.id(), phone.id())));
                listen(session);
                session.open();
                seconds(2);
                wifi.inRange();
                seconds(30);
                wifi.metered(Metered.YES);
                seconds(2);
                everythingElse(dock);
                phone.remove();
                wifi.remove();
                seconds(60);
            }
        }

        private void everythingElse(SimAccessPoint dock) {
            world.after(Duration.ZERO, () -> {
                world.faults().loseHints();
                dock.up();
                world.defaultRoute(dock);
                world.connectivity(Connectivity.CAPTIVE_PORTAL);
                world.metered(Metered.YES);
                world.denyStarts();
                world.suspend(Duration.ofMinutes(3));
                world.faults().restoreHints();
            });
            seconds(2);
            world.faults().failReads();
            dock.remove();
            seconds(60);
            world.faults().restoreReads();
            seconds(60);
        }

        private void listen(Networks networks) {
            networks.listen(networksEvents::add);
        }

        private void listen(NetworkSession session) {
            session.listen(sessionEvents::add);
        }

        private void seconds(long seconds) {
            world.advance(Duration.ofSeconds(seconds));
        }
    }

    private static List<String> texts(List<SessionEvent> events) {
        return events.stream().map(SessionEvent::toString).toList();
    }

    private static Set<Class<?>> kinds(List<?> events) {
        return events.stream().map(event -> event.getClass().getInterfaces()[0]).collect(Collectors.toSet());
    }

    @Test
    void whateverHappens() {
        Story one = new Story();
        Story other = new Story();
        assertEquals(one.networksEvents, other.networksEvents);
        // Their sessions are two; all else of an event is in its text, as EventValuesTest shows.
        assertEquals(texts(one.sessionEvents), texts(other.sessionEvents));
        assertEquals(Set.of(NetworksEvent.class.getDeclaredClasses()), kinds(one.networksEvents), "every kind must occur");
        assertEquals(Set.of(SessionEvent.class.getDeclaredClasses()), kinds(one.sessionEvents), "every kind must occur");
    }
}
