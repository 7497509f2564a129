package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Within one snapshot, the access points and the whole do not contradict each other about reach and cost. */
public final class Agreement {

    private static final Set<Connectivity> BEYOND = Set.of(Connectivity.INTERNET, Connectivity.CAPTIVE_PORTAL, Connectivity.LIMITED);

    private Agreement() {
    }

    /**
     * Fails if there is a contradiction.
     *
     * @param snapshot what was read
     */
    public static void of(Snapshot snapshot) {
        List<AccessPoint> active = snapshot.accessPoints().stream().filter(point -> point.state() == ConfigurationState.ACTIVE).toList();
        for (AccessPoint point : active) {
            if (point.interfaceName().isPresent() && point.interfaceName().equals(snapshot.defaultInterface())) {
                isTheSame(Connectivity.UNKNOWN, point.connectivity(), snapshot.connectivity(), point, snapshot);
                isTheSame(Metered.UNKNOWN, point.metered(), snapshot.metered(), point, snapshot);
            }
        }
        snapshot.accessPoints().stream().filter(point -> !active.contains(point))
            .forEach(point -> assertEquals(Connectivity.UNKNOWN, point.connectivity(), () -> "not active: " + point));
        if (active.isEmpty() && BEYOND.contains(snapshot.connectivity())) {
            assertTrue(leadsOutByNone(snapshot), () -> "nothing is active, and it says " + snapshot.connectivity() + ": " + snapshot);
        }
        assertTrue(active.isEmpty() || snapshot.connectivity() != Connectivity.NONE, () -> "something is active, and it says NONE: " + snapshot);
    }

    private static <T> void isTheSame(T unknown, T ofPoint, T ofAll, AccessPoint point, Snapshot snapshot) {
        if (!ofPoint.equals(unknown) && !ofAll.equals(unknown)) {
            assertEquals(ofAll, ofPoint, () -> point + " is on the default interface of " + snapshot);
        }
    }

    /** Whether the default interface is that of no access point: a tunnel of its own. */
    private static boolean leadsOutByNone(Snapshot snapshot) {
        Optional<String> preferred = snapshot.defaultInterface();
        return preferred.isPresent() && snapshot.accessPoints().stream().noneMatch(point -> point.interfaceName().equals(preferred));
    }
}
