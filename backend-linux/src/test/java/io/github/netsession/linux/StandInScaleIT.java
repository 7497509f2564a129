package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What 500 profiles and 200 access points in sight cost. Times are printed; what is asserted is many times what they should be. */
@Tag("manager")
class StandInScaleIT {

    private static final int ROUNDS = 50;

    private StandIn manager;

    @BeforeEach
    void prepare() {
        manager = new StandIn();
        manager.tell("for n in range(200): station(n, b'network %d' % n, n % 101)", "wifi(1, 'ap0', range(200))",
            "for n in range(500): profile(n, 'network %d' % n, '802-11-wireless', b'network %d' % n)",
            "device(1, 'ap0', DeviceType=2, AvailableConnections=[profile_path(n) for n in range(200)])");
    }

    @AfterEach
    void tidy() {
        manager.close();
    }

    @Test
    void aRefreshOfFiveHundredProfilesAndTwoHundredAccessPointsIsOneCall() {
        try (Backend backend = new LinuxBackendProvider().open(new Hints())) {
            long begun = System.nanoTime();
            Snapshot first = backend.read();
            System.out.println("500 profiles, 200 access points: first reading " + (System.nanoTime() - begun) / 1000 + " us");
            assertEquals(500, first.accessPoints().stream().filter(point -> point.id().scheme().equals("nm")).count());
            assertEquals(OptionalInt.of(99), StandIn.point(first, 99).signalPercent());
            assertEquals(OptionalInt.empty(), StandIn.point(first, 200).signalPercent());
            assertEquals(500, manager.calls("GetSettings"));
            int before = manager.calls();
            for (int i = 0; i < ROUNDS; i++) {
                backend.read(); // Warms up.
            }
            assertEquals(before + ROUNDS, manager.calls());
            assertEquals(1 + ROUNDS, manager.calls("GetManagedObjects"));
            long median = median(backend);
            System.out.println("500 profiles, 200 access points: refresh median " + median / 1000 + " us");
            assertTrue(median < TimeUnit.SECONDS.toNanos(2), median + " ns");
        }
    }

    private static long median(Backend backend) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            backend.read();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }

    @Test
    void oneProfileThatChangesIsOneCallMore() {
        Hints hints = new Hints();
        try (Backend backend = new LinuxBackendProvider().open(hints)) {
            backend.read();
            int before = manager.calls();
            long seen = hints.count();
            manager.tell("settings[profile_path(7)]['connection']['id'] = 'renamed'", "updated(7)");
            assertTrue(hints.awaitMoreThan(seen, Duration.ofSeconds(10)));
            assertEquals("renamed", StandIn.point(backend.read(), 7).name());
            assertEquals(before + 2, manager.calls());
        }
    }
}
