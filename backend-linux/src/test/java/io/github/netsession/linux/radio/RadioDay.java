package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionState;
import io.github.netsession.UpdateOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * A random day of radios: a seed decides what moves on the air and what the application does, and after each step what must always hold is
 * demanded of two sessions, one that decides about roaming by itself and one that answers at random.
 */
final class RadioDay {

    /** A step is given this long, at most, to be over before the next. */
    private static final int LONGEST_STEP_SECONDS = 40;

    private final Networks networks;
    private final String radio;
    private final Random random;
    private final List<String> history = new ArrayList<>();
    private final List<Watched> sessions = new ArrayList<>();
    private final long begin = Guest.nanos();

    /** A session, what it told, and its counters when last read. */
    private static final class Watched {

        private final String name;
        private final NetworkSession session;
        private final Recorder recorder;
        private long received;
        private long written;

        Watched(String name, NetworkSession session) {
            this.name = name;
            this.session = session;
            this.recorder = new Recorder(session);
        }
    }

    RadioDay(Networks networks, NetworkConfiguration service, String radio, long seed) {
        this.networks = networks;
        this.radio = radio;
        this.random = new Random(seed);
        history.add("seed " + seed);
        sessions.add(new Watched("alone", networks.session(service)));
        Watched asked = new Watched("asked", networks.session(service));
        asked.session.onRoaming(answers(asked.session, new Random(seed + 1)));
        sessions.add(asked);
    }

    private static RoamingHandler answers(NetworkSession session, Random random) {
        return new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                switch (random.nextInt(3)) {
                    case 0 -> session.ignore();
                    case 1 -> session.migrate();
                    default -> { } // Silence.
                }
            }

            @Override
            public void activated(RoamingOffer offer) {
                switch (random.nextInt(3)) {
                    case 0 -> session.reject();
                    case 1 -> session.accept();
                    default -> { } // Silence.
                }
            }
        };
    }

    /** Runs so many steps, then closes everything. */
    void run(int steps) {
        try {
            for (int i = 0; i < steps; i++) {
                step();
                Guest.pass(Duration.ofMillis(random.nextInt(LONGEST_STEP_SECONDS * 1000)));
                check();
            }
            end();
        } catch (AssertionError | RuntimeException broken) {
            StringBuilder all = new StringBuilder(String.join("\n", history));
            sessions.forEach(each -> all.append('\n').append(each.name).append(": ").append(each.recorder));
            throw new AssertionError(broken.getMessage() + "\n" + all, broken);
        }
    }

    private void note(String what) {
        history.add(String.format(Locale.ROOT, "%.1f s: %s", (Guest.nanos() - begin) / 1e9, what));
        sessions.forEach(each -> each.recorder.note(what));
    }

    private Air.Ap anyAp() {
        return List.of(Air.Ap.HOME_1, Air.Ap.HOME_2, Air.Ap.CAFE).get(random.nextInt(3));
    }

    private void step() {
        Air.Ap ap = anyAp();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                int dbm = -30 - random.nextInt(50);
                note(ap + " at " + dbm + " dBm");
                Air.signal(ap, dbm);
            }
            case 3 -> {
                note(ap + " off");
                Air.off(ap);
            }
            case 4, 5 -> {
                note("all on and within range");
                for (Air.Ap each : Air.Ap.values()) {
                    Air.withinRange(each);
                    Air.on(each);
                }
            }
            case 6 -> {
                note(ap + " out of range");
                Air.outOfRange(ap);
            }
            case 7 -> {
                note("deauthenticated");
                Air.in(ap.ssid).forEach(each -> Air.deauthenticate(each, Station.read(radio, "address")));
            }
            case 8 -> {
                note("roam to " + ap);
                if (ap.ssid.equals("home") && Station.profileOn(radio).equals("home")) {
                    Station.tryRoam(radio, ap);
                }
            }
            case 9 -> {
                note("Wi-Fi off and on");
                Station.wifi(false);
                Guest.pass(Duration.ofMillis(random.nextInt(3000)));
                Station.wifi(true);
            }
            case 10 -> {
                note("scan");
                networks.update(UpdateOption.SCAN);
            }
            default -> {
                Watched one = sessions.get(random.nextInt(sessions.size()));
                note((one.session.isOpen() ? "close " : "open ") + one.name);
                if (one.session.isOpen()) {
                    one.session.close();
                } else {
                    one.session.open();
                }
            }
        }
    }

    /** What always holds once nothing moves any more. */
    private void check() {
        for (Watched each : sessions) {
            assertTrue(Guest.comesTrue(Duration.ofSeconds(5), () -> tells(each)), () -> each.name + ": what it told is not what it is: " + each.session.state());
            eventsArePaired(each);
            long received = each.session.bytesReceived();
            long written = each.session.bytesWritten();
            boolean hasLastedOpen = each.session.isOpen() && each.session.activeTime().compareTo(Duration.ofSeconds(LONGEST_STEP_SECONDS + 10)) > 0;
            if (hasLastedOpen) {
                assertTrue(received >= each.received && written >= each.written, () -> each.name + ": a counter went back");
            }
            each.received = received;
            each.written = written;
        }
    }

    /** The last event is what the getters say, and CONNECTED is only said on what is active. */
    private static boolean tells(Watched each) {
        List<SessionState> states = each.recorder.states();
        SessionState state = each.session.state();
        boolean isTold = states.isEmpty() || states.get(states.size() - 1) == state;
        return isTold && isOpenAsTold(each) && (state != SessionState.CONNECTED || each.session.activeConfiguration().filter(NetworkConfiguration::isActive).isPresent());
    }

    private static boolean isOpenAsTold(Watched each) {
        return each.session.isOpen() == (count(each, SessionEvent.Opened.class) > count(each, SessionEvent.Closed.class));
    }

    private static long count(Watched each, Class<? extends SessionEvent> kind) {
        return each.recorder.events(kind).size();
    }

    private static void eventsArePaired(Watched each) {
        boolean isOpen = false;
        SessionState last = null;
        for (SessionEvent event : each.recorder.events()) {
            if (event instanceof SessionEvent.Opened) {
                assertTrue(!isOpen, each.name + " was opened twice");
                isOpen = true;
            } else if (event instanceof SessionEvent.Closed) {
                assertTrue(isOpen, each.name + " was closed twice");
                isOpen = false;
            } else if (event instanceof SessionEvent.StateChanged changed) {
                SessionState before = last;
                assertTrue(before == null || changed.before() == before, () -> each.name + ": " + changed + " after " + before);
                last = changed.state();
            }
        }
    }

    private void end() {
        note("the end");
        sessions.forEach(each -> each.session.close());
        for (Watched each : sessions) {
            assertTrue(Guest.comesTrue(Duration.ofSeconds(20), () -> !each.session.isOpen() && each.session.state() != SessionState.CONNECTED
                && tells(each)), () -> each.name + " does not end: " + each.session.state());
            eventsArePaired(each);
        }
        assertTrue(Guest.comesTrue(Duration.ofSeconds(20), () -> Station.active().isEmpty()), "something of ours is left active");
        assertEquals(Set.of(), Station.active());
    }
}
