package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import java.time.Duration;

/**
 * The world that the backend {@code sim} shows: a laptop with Wi-Fi at home, a dock with Ethernet, and a metered phone. Every
 * fourteen seconds the same happens: the dock is unplugged and plugged in again, and for a while only the phone is there.
 */
final class DemoDay {

    private static final Duration PERIOD = Duration.ofSeconds(14);

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).address("192.0.2.7/24").signal(82).traffic(40_000, 6_000);
    private final SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET).address("198.51.100.20/24").traffic(900_000, 120_000);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).address("203.0.113.5/32").signal(60)
        .metered(Metered.YES).traffic(15_000, 3_000);

    private DemoDay() {
    }

    static SimWorld begin() {
        DemoDay day = new DemoDay();
        day.home.up();
        day.use(day.home, Metered.NO);
        day.world.connectivity(Connectivity.INTERNET);
        day.schedule();
        return day.world;
    }

    private void schedule() {
        at(2, () -> home.signal(55));
        at(4, () -> home.signal(21));
        at(5, () -> {
            home.outOfRange();
            phone.up();
            use(phone, Metered.YES);
        });
        at(9, () -> {
            home.inRange().signal(64);
            phone.down();
            use(home, Metered.NO);
        });
        at(11, () -> dock.outOfRange());
        at(12, () -> dock.inRange());
        world.after(PERIOD, this::schedule);
    }

    private void at(int second, Runnable event) {
        world.after(Duration.ofSeconds(second), event);
    }

    private void use(SimAccessPoint accessPoint, Metered metered) {
        world.defaultRoute(accessPoint);
        world.metered(metered);
    }
}
