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

/** Very many sessions on very many access points, half of them over service networks. What it takes is printed, not asserted. */
@Tag("sim")
@Timeout(300)
class SimScaleTest {

    private static final int PER_ACCESS_POINT = 100;
    private static final int PER_GROUP = 10;

    private final SimWorld world = new SimWorld();
    private final List<SimAccessPoint> accessPoints = new ArrayList<>();
    private final List<NetworkSession> sessions = new ArrayList<>();
    private final StringBuilder report = new StringBuilder();

    /** As many on each access point and in each service network as with a thousand: only what goes wrong with their number needs that. */
    @Test
    void tenThousandSessionsOpenMoveAndCloseOnAHundredAccessPoints() {
        openMoveAndClose(100);
    }

    @Test
    @Tag("slow")
    void aHundredThousandSessionsOpenMoveAndCloseOnAThousandAccessPoints() {
        openMoveAndClose(1_000);
    }

    private void openMoveAndClose(int many) {
        int all = many * PER_ACCESS_POINT;
        long empty = usedMemory();
        for (int i = 0; i < many; i++) {
            accessPoints.add(world.accessPoint("ap" + i, i % 2 == 0 ? Bearer.WLAN : Bearer.LTE).traffic(1000, 100));
        }
        try (Networks networks = world.open()) {
            measure("made", () -> make(networks, all));
            report.append(String.format(Locale.ROOT, ", %.1f KB each with all they hold on to", (usedMemory() - empty) / 1024.0 / all));
            measure("opened", () -> {
                sessions.forEach(NetworkSession::open);
                world.advance(Duration.ofSeconds(2));
            });
            assertEquals(all, sessions.stream().filter(NetworkSession::isOpen).count());
            measure("every second access point lost, half of the sessions moved", () -> {
                for (int i = 0; i < many; i += 2) {
                    accessPoints.get(i).outOfRange();
                }
                world.advance(Duration.ofSeconds(6));
            });
            long open = sessions.stream().filter(NetworkSession::isOpen).count();
            assertEquals(all / 4 + all / 2, open, "those on the access points that were left, and all those that could move");
            assertEquals(0, sessions.stream().filter(NetworkSession::isOpen).filter(session -> session.state() != SessionState.CONNECTED).count());
            measure("one reading with nothing new", () -> networks.update().join());
            measure("closed", () -> {
                sessions.forEach(NetworkSession::close);
                world.advance(Duration.ofSeconds(2));
            });
            assertEquals(many / 2, accessPoints.stream().filter(SimAccessPoint::isUp).count(), "what was lost with its carrier stays on");
        }
        world.advance(Duration.ofSeconds(2));
        assertFalse(accessPoints.stream().anyMatch(SimAccessPoint::isUp), "everything is given back");
        System.out.printf(Locale.ROOT, "%,d sessions on %,d access points, half over %d service networks of %d: %s%n",
            all, many, many / PER_GROUP, PER_GROUP, report);
    }

    private void make(Networks networks, int all) {
        List<NetworkConfiguration> groups = new ArrayList<>();
        for (int i = 0; i < accessPoints.size() / PER_GROUP; i++) {
            List<ConfigurationId> children = new ArrayList<>();
            for (int j = 0; j < PER_GROUP; j++) {
                children.add(accessPoints.get(i * PER_GROUP + j).id());
            }
            groups.add(networks.defineServiceNetwork("group" + i, children));
        }
        List<NetworkConfiguration> single = networks.configurations().subList(0, accessPoints.size());
        for (int i = 0; i < all; i++) {
            sessions.add(networks.session(i % 2 == 0 ? single.get(i / 2 % single.size()) : groups.get(i / 2 % groups.size())));
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
