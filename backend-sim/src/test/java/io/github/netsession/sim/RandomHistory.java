package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One seeded history: two applications call, the world changes, hints get lost and doubled, listeners and handlers call back. At
 * every event, and at rest, the contract's invariants are checked.
 */
final class RandomHistory {

    static final int LENGTH = 60;
    private static final int SESSIONS = 12;
    private static final int ACCESS_POINTS = 5;
    /** The service network that is defined by a predicate. */
    static final String FREE = "free";

    private final SimWorld world;
    private final List<SimAccessPoint> accessPoints = new ArrayList<>();
    private final List<Networks> instances = new ArrayList<>();
    private final List<WatchedReadings> readings = new ArrayList<>();
    private final List<WatchedSession> sessions = new ArrayList<>();
    private final Map<Integer, Registration> handlers = new HashMap<>();
    private final List<CompletableFuture<?>> futures = new ArrayList<>();
    /** What may be up although no session holds it: somebody else started it, or it could not be stopped. */
    private final Set<SimAccessPoint> excused = new HashSet<>();
    /** What may stay on although a session had started it, until its library closes: nothing is switched off because a carrier was away. */
    private final Set<SimAccessPoint> lostByCarrier = new HashSet<>();
    private final Map<String, InterfaceCounters> counted = new HashMap<>();
    private final StringBuilder trace = new StringBuilder();
    private Optional<String> breach = Optional.empty();

    /**
     * What became of a history.
     *
     * @param breach the first invariant that did not hold
     * @param trace all that happened
     * @param partialReadings how often only what had changed was read
     */
    record Outcome(Optional<String> breach, String trace, long partialReadings) {
    }

    private RandomHistory(long seed) {
        world = new SimWorld(seed);
    }

    static List<RandomOperation> operations(long seed) {
        return RandomOperation.history(seed, LENGTH, SESSIONS, ACCESS_POINTS);
    }

    static Outcome play(long seed, List<RandomOperation> operations) {
        RandomHistory history = new RandomHistory(seed);
        DefectsLogged logged = new DefectsLogged();
        try (logged) {
            history.prepare();
            operations.forEach(history::act);
            history.comeToRest();
            history.end();
        } catch (RuntimeException | Error thrown) {
            history.check(false, "thrown to the application: " + thrown);
        }
        history.check(logged.first().isEmpty(), "logged: " + logged.first().orElse(""));
        return new Outcome(history.breach, history.trace.toString(), history.readings.stream().mapToLong(WatchedReadings::partialReadings).sum());
    }

    private void prepare() {
        SimDevice radio = world.device("wlan0", Bearer.WLAN);
        accessPoints.add(world.accessPoint("dock", Bearer.ETHERNET).traffic(1000, 500));
        accessPoints.add(world.accessPoint("home", radio).at(0, 0).traffic(700, 300));
        accessPoints.add(world.accessPoint("cafe", radio).signal(60).traffic(200, 100));
        accessPoints.add(world.accessPoint("phone", Bearer.LTE).metered(Metered.YES).traffic(90, 10));
        accessPoints.add(world.accessPoint("other", Bearer.WLAN).mobilityDomain("town"));
        accessPoints.forEach(accessPoint -> accessPoint.connectTimeout(Duration.ofSeconds(5)));
        for (int i = 0; i < 2; i++) {
            int number = i;
            readings.add(new WatchedReadings(world.provider()));
            Networks networks = Networks.builder().backend(readings.get(i))
                .userChoice(choices -> number == 0 ? Optional.of(choices.get(choices.size() / 2)) : Optional.empty()).open();
            networks.defineServiceNetwork("all", ids(0, 1, 2, 3, 4));
            networks.defineServiceNetwork("air", ids(1, 2, 4));
            defineFree(networks);
            instances.add(networks);
        }
        for (int i = 0; i < SESSIONS; i++) {
            Networks networks = instances.get(i % 2);
            ConfigurationId id = i < 4 ? accessPoints.get(i).id() : i == 9 ? ConfigurationId.USER_CHOICE
                : ConfigurationId.of("group", i < 7 ? "all" : i < 9 ? "air" : FREE);
            sessions.add(new WatchedSession(networks, networks.session(id), i, this::check, this::say, futures::add));
        }
    }

    /** Whatever is not metered, cables first. */
    static void defineFree(Networks networks) {
        networks.defineServiceNetwork(FREE, accessPoint -> !accessPoint.metered().isMetered(), RoamingPolicy.builder()
            .order(Comparator.comparing(accessPoint -> accessPoint.bearer() != Bearer.ETHERNET)).build());
    }

    private List<ConfigurationId> ids(int... numbers) {
        List<ConfigurationId> ids = new ArrayList<>();
        for (int number : numbers) {
            ids.add(accessPoints.get(number).id());
        }
        return ids;
    }

    private void act(RandomOperation operation) {
        say(world.time().toMillis() + " " + operation);
        WatchedSession watched = sessions.get(operation.session());
        SimAccessPoint accessPoint = accessPoints.get(operation.accessPoint());
        int dice = operation.dice();
        switch (operation.kind()) {
            case OPEN -> futures.add(watched.session().open());
            case CLOSE -> close(watched.session(), dice);
            case STOP -> futures.add(watched.session().stop());
            case CALL_BACK -> watched.callBack(1 + dice % 3, dice);
            case HANDLER -> handlers.put(operation.session(), watched.session().onRoaming(watched));
            case NO_HANDLER -> Optional.ofNullable(handlers.remove(operation.session())).ifPresent(Registration::close);
            case ANSWER -> answer(watched, dice);
            case AUTO_CLOSE -> watched.session().setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofMillis(1 + dice));
            case REDEFINE -> watched.networks().defineServiceNetwork(dice % 2 == 0 ? "all" : "air", dice % 3 == 0 ? ids(3, 1) : ids(4, 2, 0));
            case UPDATE -> futures.add(watched.networks().update());
            case UP, DOWN, OUT_OF_RANGE, IN_RANGE, START_DELAY, STARTS_FAIL, STARTS_REFUSED, STARTS_WORK, STOPS_HANG, DEVICE_REPLACED, SIGNAL, METERED,
                 REACH, DEFAULT_ROUTE, TRANSFER, REMOVE -> change(operation.kind(), accessPoint, dice);
            case PERMISSION, TRAVEL, HINTS_LOST, HINTS_BACK, HINTS_TWICE, HINTS_LATE, DAEMON, SUSPEND -> disturb(operation.kind(), dice);
        }
        world.advance(Duration.ofMillis(operation.pauseMillis()));
        sessions.forEach(WatchedSession::bytes);
        count();
        compare();
    }

    /** What partial readings have published is what a whole one would publish. */
    private void compare() {
        for (int i = 0; i < instances.size(); i++) {
            readings.get(i).difference(instances.get(i)).ifPresent(difference -> check(false, difference));
        }
    }

    private static void answer(WatchedSession watched, int dice) {
        switch (dice % 4) {
            case 0 -> watched.session().migrate();
            case 1 -> watched.session().ignore();
            case 2 -> watched.session().accept();
            default -> watched.session().reject();
        }
    }

    private void change(RandomOperation.Kind kind, SimAccessPoint accessPoint, int dice) {
        switch (kind) {
            case UP -> {
                excused.add(accessPoint);
                accessPoint.up();
            }
            case DOWN -> accessPoint.down();
            case OUT_OF_RANGE -> {
                lostByCarrier.add(accessPoint);
                accessPoint.outOfRange();
            }
            case IN_RANGE -> accessPoint.inRange();
            case START_DELAY -> accessPoint.startDelay(Duration.ofMillis(dice % 8000)).stopDelay(Duration.ofMillis(dice % 300));
            case STARTS_FAIL -> accessPoint.failStarts(SessionFailure.Reason.UNKNOWN, "random");
            case STARTS_REFUSED -> accessPoint.refuseStarts(SessionFailure.Reason.UNKNOWN, "random");
            case STARTS_WORK -> accessPoint.restoreStarts();
            case STOPS_HANG -> {
                excused.add(accessPoint);
                either(dice % 2 == 0, accessPoint::restoreStops, accessPoint::hangStops);
            }
            case DEVICE_REPLACED -> accessPoint.device().replace();
            case SIGNAL -> accessPoint.signal(dice % 101);
            case METERED -> accessPoint.metered(Metered.values()[dice % Metered.values().length]);
            case REACH -> accessPoint.connectivity(Connectivity.values()[dice % Connectivity.values().length]);
            case DEFAULT_ROUTE -> route(accessPoint, dice);
            case TRANSFER -> accessPoint.download(1 + dice * 100L, transfer -> { });
            case REMOVE -> remove(accessPoint);
            default -> throw new IllegalArgumentException("not about an access point: " + kind);
        }
    }

    private static void either(boolean first, Runnable one, Runnable other) {
        (first ? one : other).run();
    }

    private void route(SimAccessPoint accessPoint, int dice) {
        if (dice % 3 == 0) {
            world.restoreDefaults();
        } else {
            world.defaultRoute(accessPoint);
        }
    }

    /** It comes back under its name, as another one. */
    private void remove(SimAccessPoint accessPoint) {
        int index = accessPoints.indexOf(accessPoint);
        accessPoint.remove();
        world.advance(Duration.ofMillis(300));
        SimAccessPoint again = index == 1 || index == 2 ? world.accessPoint(accessPoint.name(), accessPoint.device())
            : world.accessPoint(accessPoint.name(), accessPoint.device().bearer());
        accessPoints.set(index, again.connectTimeout(Duration.ofSeconds(5)));
    }

    private void disturb(RandomOperation.Kind kind, int dice) {
        switch (kind) {
            case PERMISSION -> {
                either(dice % 3 > 0, world::restoreStarts, world::denyStarts);
                // What may not be stopped when its last holder goes stays up; that is told in a log.
                excused.addAll(dice % 3 > 0 ? List.of() : accessPoints);
            }
            case TRAVEL -> {
                lostByCarrier.add(accessPoints.get(1)); // The only one with a place.
                world.travel(dice % 400, 0, Duration.ofMillis(1 + dice));
            }
            case HINTS_LOST -> world.faults().loseHints();
            case HINTS_BACK -> world.faults().restoreHints();
            case HINTS_TWICE -> world.faults().doubleHints();
            case HINTS_LATE -> world.faults().jitterHints(Duration.ofMillis(dice % 2000));
            case DAEMON -> {
                excused.addAll(accessPoints);
                world.faults().crashService();
                world.advance(Duration.ofMillis(dice));
                world.faults().restoreService();
            }
            case SUSPEND -> world.suspend(Duration.ofSeconds(dice));
            default -> throw new IllegalArgumentException("not about the world: " + kind);
        }
    }

    /** The library's sums of an interface never become less. */
    private void count() {
        instances.get(0).counters().forEach((name, now) -> {
            InterfaceCounters before = counted.put(name, now);
            check(before == null || now.bytesReceived() >= before.bytesReceived() && now.bytesWritten() >= before.bytesWritten(),
                name + " counted back from " + before + " to " + now);
        });
    }

    /** Whether it is up without a session that holds it and without an excuse. */
    private boolean staysUp(SimAccessPoint accessPoint) {
        boolean up = instances.get(0).configuration(accessPoint.id()).orElseThrow().state() == ConfigurationState.ACTIVE;
        return up && holders(accessPoint) == 0 && !excused.contains(accessPoint) && !lostByCarrier.contains(accessPoint);
    }

    private long holders(SimAccessPoint accessPoint) {
        return sessions.stream().map(WatchedSession::session).filter(NetworkSession::isOpen)
            .filter(session -> session.activeConfiguration().map(NetworkConfiguration::id).equals(Optional.of(accessPoint.id()))).count();
    }

    private void close(NetworkSession session, int dice) {
        if (dice % 2 == 0) {
            session.close();
        } else {
            futures.add(session.closeAsync());
        }
    }

    private void comeToRest() {
        sessions.forEach(watched -> watched.callBack(0, 0));
        handlers.values().forEach(Registration::close);
        sessions.forEach(watched -> watched.session().onRoaming(watched).close());
        world.restoreStarts();
        world.faults().restoreHints();
        accessPoints.forEach(accessPoint -> accessPoint.restoreStarts().restoreStops());
        // Sessions that took a radio from each other leave it alone for a minute, then two, then four; one that tried in vain gives back.
        for (int i = 0; i == 0 || i < 10 && (sessions.stream().anyMatch(watched -> isMoving(watched.session().state()))
                || accessPoints.stream().anyMatch(this::staysUp)); i++) {
            world.advance(Duration.ofMinutes(3).plusMillis(i * 7_001L));
        }
        futures.forEach(future -> check(future.isDone(), "a future is pending at rest"));
        sessions.forEach(this::restsByTheContract);
        for (SimAccessPoint accessPoint : accessPoints) {
            check(!staysUp(accessPoint), accessPoint.name() + " stays up though no session holds it");
            check(accessPoint.openSessions() == holders(accessPoint), accessPoint.openSessions() + " sessions are counted on " + accessPoint.name()
                + ", and " + holders(accessPoint) + " hold it");
        }
    }

    private static boolean isMoving(SessionState state) {
        return state == SessionState.CONNECTING || state == SessionState.CLOSING || state == SessionState.ROAMING;
    }

    private void restsByTheContract(WatchedSession watched) {
        NetworkConfiguration configuration = watched.networks().configuration(watched.session().configuration().id()).orElseThrow();
        SessionState state = watched.session().state();
        check(watched.session().isOpen() == watched.isOpenByItsEvents(), "isOpen() and the events disagree");
        if (watched.session().isOpen()) {
            check(state == SessionState.CONNECTED, "open and " + state + " at rest");
            check(watched.session().activeConfiguration().filter(NetworkConfiguration::isActive).isPresent(), "open without an active access point");
        } else {
            SessionState expected = switch (configuration.state()) {
                case UNDEFINED, DEFINED -> SessionState.NOT_AVAILABLE;
                case DISCOVERED -> SessionState.DISCONNECTED;
                case ACTIVE -> SessionState.CONNECTED;
            };
            check(state == expected, state + " on " + configuration.id() + ", which is " + configuration.state());
        }
    }

    private void end() {
        instances.forEach(Networks::close);
        futures.forEach(future -> check(future.isDone(), "a future never completed"));
        sessions.forEach(watched -> check(!watched.session().isOpen() && !watched.isOpenByItsEvents(), "a session is open after close()"));
        world.advance(Duration.ofMinutes(1));
        for (SimAccessPoint accessPoint : accessPoints) {
            check(accessPoint.openSessions() == 0, accessPoint.name() + " is held after everything is closed");
            check(!accessPoint.isUp() || excused.contains(accessPoint), accessPoint.name() + " stays up after everything is closed");
        }
        check(world.simClock().nextTimerNanos() == Long.MAX_VALUE, "a timer is left");
    }

    private void say(String line) {
        trace.append(line).append('\n');
    }

    /** The first breach is kept: what is thrown in a listener ends in a log. */
    private void check(boolean holds, String otherwise) {
        if (!holds && breach.isEmpty()) {
            breach = Optional.of(otherwise);
            say("BREACH: " + otherwise);
        }
    }
}
