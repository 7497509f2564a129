package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One seeded history: applications call, the world changes, notices get lost, listeners call back. At rest, and at every
 * event, the contract's invariants are checked; a breach is an {@link AssertionError} that names seed and step.
 */
final class RandomHistory {

    private static final int STEPS = 60;

    private final long seed;
    private final Random random;
    private final SimWorld world = new SimWorld();
    private final List<SimAccessPoint> accessPoints = new ArrayList<>();
    private final List<Networks> instances = new ArrayList<>();
    private final List<Watched> sessions = new ArrayList<>();
    private final List<CompletableFuture<?>> futures = new ArrayList<>();
    private final Set<SimAccessPoint> startedByOthers = new HashSet<>();
    private final StringBuilder trace = new StringBuilder();
    private Optional<String> breach = Optional.empty();
    private int step;

    RandomHistory(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Plays the history to its end; what happened, for comparison with another run of the same seed. */
    String play() {
        for (int i = 0; i < 3; i++) {
            accessPoints.add(world.accessPoint("ap" + i, i == 0 ? Bearer.ETHERNET : Bearer.WLAN).traffic(1000, 500)
                .connectTimeout(Duration.ofSeconds(5)));
        }
        for (int i = 0; i < 2; i++) {
            instances.add(world.open());
        }
        for (int i = 0; i < 6; i++) {
            Networks networks = instances.get(i % 2);
            sessions.add(new Watched(networks, networks.session(networks.configurations().get(random.nextInt(3)))));
        }
        for (step = 0; step < STEPS; step++) {
            act();
            if (random.nextInt(4) == 0) {
                world.advance(Duration.ofMillis(random.nextInt(3000)));
            }
        }
        comeToRest();
        instances.forEach(Networks::close);
        futures.forEach(future -> check(future.isDone(), "a future never completed"));
        sessions.forEach(watched -> check(!watched.session.isOpen(), "a session is open after close()"));
        breach.ifPresent(text -> {
            throw new AssertionError(text);
        });
        return trace.toString();
    }

    private void act() {
        Watched watched = sessions.get(random.nextInt(sessions.size()));
        SimAccessPoint accessPoint = accessPoints.get(random.nextInt(accessPoints.size()));
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> did("open", () -> futures.add(watched.session.open()));
            case 4, 5 -> did("close", watched.session::close);
            case 6 -> did("stop", () -> futures.add(watched.session.stop()));
            case 7 -> did("up", () -> {
                startedByOthers.add(accessPoint);
                accessPoint.up();
            });
            case 8 -> did("down", () -> {
                startedByOthers.remove(accessPoint);
                accessPoint.down();
            });
            case 9 -> did("out of range", accessPoint::outOfRange);
            case 10 -> did("in range", accessPoint::inRange);
            case 11 -> did("start delay", () -> accessPoint.startDelay(Duration.ofMillis(random.nextInt(8000))).stopDelay(Duration.ofMillis(random.nextInt(300))));
            case 12 -> did("starts fail", () -> accessPoint.failStarts(new BackendException(BackendException.Kind.FAILED, "sim.start", "random")));
            case 13 -> did("starts work", accessPoint::allowStarts);
            case 14 -> did("permission", () -> {
                boolean permitted = random.nextInt(3) > 0;
                world.permitStart(permitted);
                // What may not be stopped when its last holder goes stays up; that is told in a log.
                startedByOthers.addAll(permitted ? List.of() : accessPoints);
            });
            case 15 -> did("hints lost", world.faults()::loseHints);
            case 16 -> did("resynchronized", world.faults()::resynchronize);
            case 17 -> did("device replaced", () -> {
                startedByOthers.remove(accessPoint);
                accessPoint.device().replace();
            });
            case 18 -> did("auto-close", () -> watched.session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofMillis(1 + random.nextInt(5000))));
            default -> did("a listener that calls back", () -> watched.callBack = 1 + random.nextInt(3));
        }
    }

    private void did(String what, Runnable action) {
        trace.append(step).append(' ').append(world.time().toMillis()).append(' ').append(what).append('\n');
        action.run();
    }

    private void comeToRest() {
        sessions.forEach(watched -> watched.callBack = 0);
        world.permitStart(true);
        world.faults().resynchronize();
        accessPoints.forEach(SimAccessPoint::allowStarts);
        world.advance(Duration.ofMinutes(2));
        for (Watched watched : sessions) {
            NetworkConfiguration configuration = watched.networks.configuration(watched.session.configuration().id()).orElseThrow();
            SessionState expected = switch (configuration.state()) {
                case UNDEFINED, DEFINED -> SessionState.NOT_AVAILABLE;
                case DISCOVERED -> SessionState.DISCONNECTED;
                case ACTIVE -> SessionState.CONNECTED;
            };
            check(watched.session.state() == expected, watched.session.state() + " on a configuration that is " + configuration.state());
            check(watched.session.isOpen() == watched.open, "isOpen() and the events disagree");
            check(!watched.session.isOpen() || watched.session.state() == SessionState.CONNECTED, "open but not connected");
        }
        futures.forEach(future -> check(future.isDone(), "a future is pending at rest"));
        for (SimAccessPoint accessPoint : accessPoints) {
            boolean up = instances.get(0).configuration(accessPoint.id()).orElseThrow().state() == ConfigurationState.ACTIVE;
            boolean held = sessions.stream().anyMatch(watched -> watched.session.isOpen() && watched.session.configuration().id().equals(accessPoint.id()));
            check(!up || held || startedByOthers.contains(accessPoint), accessPoint.name() + " stays up though no session holds it");
        }
    }

    /** The first breach is kept: what is thrown in a listener ends in a log. */
    private void check(boolean holds, String otherwise) {
        if (!holds && breach.isEmpty()) {
            breach = Optional.of("seed " + seed + ", step " + step + ": " + otherwise + "\n" + trace);
        }
    }

    /** A session whose events are checked one by one. */
    private final class Watched implements SessionListener {

        private final Networks networks;
        private final NetworkSession session;
        private final Map<String, Traffic> last = new HashMap<>();
        private final int number = sessions.size();
        private SessionState state;
        private boolean open;
        private boolean failed;
        private int callBack;

        Watched(Networks networks, NetworkSession session) {
            this.networks = networks;
            this.session = session;
            session.listen(this);
        }

        @Override
        public void event(SessionEvent event) {
            trace.append("    session ").append(number).append(' ').append(event).append('\n');
            SessionListener.super.event(event);
            Traffic traffic = session.traffic();
            Traffic before = last.getOrDefault("traffic", Traffic.NONE);
            check(!open || traffic.bytesReceived() >= before.bytesReceived() && traffic.bytesWritten() >= before.bytesWritten(),
                "traffic went back from " + before + " to " + traffic);
            last.put("traffic", traffic);
            if (callBack > 0) {
                callBack--;
                int choice = random.nextInt(3);
                trace.append("      calls back ").append(choice).append('\n');
                if (choice == 0) {
                    futures.add(session.open());
                } else if (choice == 1) {
                    session.close();
                } else {
                    futures.add(session.stop());
                }
            }
        }

        @Override
        public void present(SessionEvent.Present event) {
            state = event.state();
            open = event.isOpen();
        }

        @Override
        public void stateChanged(SessionEvent.StateChanged event) {
            check(event.before() == state, "told to leave " + event.before() + ", but was in " + state);
            check(event.before() != event.state(), "a change to the same state");
            state = event.state();
            failed = false;
        }

        @Override
        public void opened(SessionEvent.Opened event) {
            check(!open && state == SessionState.CONNECTED, "opened while " + state + (open ? " and open" : ""));
            open = true;
            last.remove("traffic");
        }

        @Override
        public void closed(SessionEvent.Closed event) {
            open = false;
        }

        @Override
        public void failed(SessionEvent.Failed event) {
            check(!failed || event.failure().message() != null, "a failure without a text");
            failed = true;
        }
    }
}
