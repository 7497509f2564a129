package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand sessions on a thousand access points, half of them over service networks. What it takes is printed, not asserted. */
@Tag("sim")
@Timeout(300)
class SimScaleTest {

    private static final int ACCESS_POINTS = 1_000;
    private static final int SESSIONS = 100_000;
    private static final int GROUPS = 100;

    private final SimWorld world = new SimWorld();
    private final List<SimAccessPoint> accessPoints = new ArrayList<>();
    private final List<NetworkSession> sessions = new ArrayList<>();
    private final StringBuilder report = new StringBuilder();

    @Test
    void aHundredThousandSessionsOpenMoveAndCloseOnAThousandAccessPoints() {
        long empty = usedMemory();
        for (int i = 0; i < ACCESS_POINTS; i++) {
            accessPoints.add(world.accessPoint("ap" + i, i % 2 == 0 ? Bearer.WLAN : Bearer.LTE).traffic(1000, 100));
        }
        try (Networks networks = world.open()) {
            measure("made", () -> make(networks));
            report.append(String.format(Locale.ROOT, ", %.1f KB each with all they hold on to",
                (usedMemory() - empty) / 1024.0 / SESSIONS));
            measure("opened", () -> {
                sessions.forEach(NetworkSession::open);
                world.advance(Duration.ofSeconds(2));
            });
            assertEquals(SESSIONS, sessions.stream().filter(NetworkSession::isOpen).count());
            measure("every second access point lost, half of the sessions moved", () -> {
                for (int i = 0; i < ACCESS_POINTS; i += 2) {
                    accessPoints.get(i).outOfRange();
                }
                world.advance(Duration.ofSeconds(6));
            });
            long open = sessions.stream().filter(NetworkSession::isOpen).count();
            assertEquals(SESSIONS / 4 + SESSIONS / 2, open, "those on the access points that were left, and all those that could move");
            assertEquals(0, sessions.stream().filter(NetworkSession::isOpen).filter(session -> session.state() != SessionState.CONNECTED).count());
            measure("one reading with nothing new", () -> networks.update().join());
            measure("closed", () -> {
                sessions.forEach(NetworkSession::close);
                world.advance(Duration.ofSeconds(2));
            });
            assertEquals(ACCESS_POINTS / 2, accessPoints.stream().filter(SimAccessPoint::isUp).count(), "what was lost with its carrier stays on");
        }
        world.advance(Duration.ofSeconds(2));
        assertFalse(accessPoints.stream().anyMatch(SimAccessPoint::isUp), "everything is given back");
        System.out.printf(Locale.ROOT, "%,d sessions on %,d access points, half over %d service networks of 10: %s%n", SESSIONS, ACCESS_POINTS, GROUPS, report);
    }

    private void make(Networks networks) {
        List<NetworkConfiguration> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            List<ConfigurationId> children = new ArrayList<>();
            for (int j = 0; j < 10; j++) {
                children.add(accessPoints.get((i * 10 + j) % ACCESS_POINTS).id());
            }
            groups.add(networks.defineServiceNetwork("group" + i, children));
        }
        List<NetworkConfiguration> single = networks.configurations().subList(0, ACCESS_POINTS);
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(networks.session(i % 2 == 0 ? single.get(i / 2 % ACCESS_POINTS) : groups.get(i / 2 % GROUPS)));
        }
    }

    private void measure(String what, Runnable work) {
        long began = System.nanoTime();
        work.run();
        report.append(report.length() == 0 ? "" : "; ").append(what).append(String.format(Locale.ROOT, " in %.0f ms", (System.nanoTime() - began) / 1e6));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
