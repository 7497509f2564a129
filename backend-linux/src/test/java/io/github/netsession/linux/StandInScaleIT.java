package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.linux.jna.JnaLinuxOs;
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
            assertEquals(OptionalInt.of(100), StandIn.point(first, 99).signalPercent());
            assertEquals(OptionalInt.of(20), StandIn.point(first, 17).signalPercent(), "-90 dBm");
            assertEquals(OptionalInt.empty(), StandIn.point(first, 200).signalPercent());
            assertEquals(500, manager.calls("GetSettings"));
            int before = manager.calls();
            for (int i = 0; i < ROUNDS; i++) {
                backend.read(); // Warms up.
            }
            assertEquals(before + ROUNDS, manager.calls());
            assertEquals(1 + ROUNDS, manager.calls("GetManagedObjects"));
            long median = median(backend);
            long bare = bareMedian();
            System.out.printf("500 profiles, 200 access points: refresh median %d us, %.1f times the bare round trip of %d us%n", median / 1000,
                (double) median / bare, bare / 1000);
            assertTrue(median < TimeUnit.SECONDS.toNanos(2), median + " ns");
        }
    }

    private static long median(Backend backend) {
        return median(backend::read);
    }

    private static long median(Runnable round) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            round.run();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }

    /** The yardstick: the same call on the same bus, and nothing is read of the answer. */
    private static long bareMedian() {
        JnaLinuxOs os = new JnaLinuxOs();
        BusCall call = BusCall.of("org.freedesktop.NetworkManager", "/org/freedesktop", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", "");
        try (BusPort port = os.bus(key -> false).connect(false); EventPort waiter = os.events(0, 0)) {
            median(() -> roundTrip(port, waiter, call)); // Warms up.
            return median(() -> roundTrip(port, waiter, call));
        }
    }

    private static void roundTrip(BusPort port, EventPort waiter, BusCall call) {
        long cookie = port.send(call);
        while (true) {
            BusPort.Progress progress = port.process();
            if (progress.message().filter(message -> message.replyTo() == cookie).isPresent()) {
                return;
            }
            if (!progress.more()) {
                waiter.await(port.fd(), port.events(), 1000);
            }
        }
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
