package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.UpdateOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A story on real Wi-Fi, through the public API. It begins with one radio, every access point strong and the two profiles {@code home} and
 * {@code cafe}, which do not connect by themselves.
 */
abstract class RadioStory {

    /** Opening takes 3 s, 8 to 12 where NetworkManager scans first. */
    static final Duration OPENING = Duration.ofSeconds(25);
    static final Duration AT_ONCE = Duration.ofSeconds(5);
    /** A candidate must have been better for 10 s, and one radio takes up to 12 s to change. */
    static final Duration MOVE = Duration.ofSeconds(60);

    Networks networks;
    String radio;
    ConfigurationId home;
    ConfigurationId cafe;
    NetworkSession session;
    Recorder recorder;

    @BeforeEach
    final void prepare() {
        radio = RadioBed.prepare(1).get(0);
        home = id(Station.profile("home"));
        cafe = id(Station.profile("cafe"));
        networks = Networks.open();
    }

    @AfterEach
    final void tidy() {
        networks.close();
        assertEquals(Set.of(), Station.active(), "something is left active");
    }

    static ConfigurationId id(String uuid) {
        return ConfigurationId.of("nm", uuid);
    }

    NetworkConfiguration configuration(ConfigurationId id) {
        await(AT_ONCE, id + " is listed", () -> networks.configuration(id).isPresent());
        return networks.configuration(id).orElseThrow();
    }

    /** Waits until an access point can be opened. */
    NetworkConfiguration discovered(ConfigurationId id) {
        await(AT_ONCE, id + " is discovered", () -> networks.configuration(id).filter(each -> each.state().isAtLeast(ConfigurationState.DISCOVERED)).isPresent());
        return networks.configuration(id).orElseThrow();
    }

    /** The service network of these access points, the strongest of which is the best. */
    NetworkConfiguration service(ConfigurationId... children) {
        Arrays.stream(children).forEach(this::discovered);
        return networks.defineServiceNetwork("anywhere", List.of(children),
            RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build());
    }

    /** Opens a session, and waits until it is. */
    static Duration open(NetworkSession session) {
        CompletableFuture<Void> opening = session.open();
        Duration took = Guest.await(OPENING, "the opening has ended", opening::isDone, session::state);
        opening.join();
        assertEquals(SessionState.CONNECTED, session.state());
        return took;
    }

    NetworkSession opened(NetworkConfiguration configuration) {
        NetworkSession session = networks.session(configuration);
        open(session);
        return session;
    }

    /** Opens {@link #session} on [home, cafe]. It begins at home, whichever is better: home is up already. */
    void begin() {
        NetworkSession first = opened(discovered(home));
        session = opened(service(home, cafe));
        first.close();
        assertEquals("home", activeName(session));
        recorder = new Recorder(session);
    }

    /** Home is heard weakly, and a scan has told so. */
    void homeFades() {
        signal(Air.HOME, -75);
        networks.update(UpdateOption.SCAN).join();
        recorder.note("home fades");
    }

    void homeIsOff() {
        Air.HOME.forEach(Air::off);
        recorder.note("home is off");
    }

    /** The session has gone on with cafe. NetworkManager alone is there 21 s after the loss. */
    void isOnCafe() {
        Guest.await(Duration.ofSeconds(40), "the session is on cafe", () -> isConnectedOn(session, "cafe"), () -> recorder);
        assertTrue(session.failure().isEmpty(), recorder::toString);
    }

    /** Answers offers as the test wants. */
    void answering(Consumer<NetworkSession> preferred, Consumer<NetworkSession> activated) {
        session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                preferred.accept(session);
            }

            @Override
            public void activated(RoamingOffer offer) {
                activated.accept(session);
            }
        });
    }

    static String activeName(NetworkSession session) {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("");
    }

    static boolean isConnectedOn(NetworkSession session, String name) {
        return session.isOpen() && session.state() == SessionState.CONNECTED && activeName(session).equals(name);
    }

    void await(Duration limit, String what, BooleanSupplier condition) {
        Guest.await(limit, what, condition, () -> networks.configurations().stream()
            .map(each -> each.name() + " " + each.state() + " " + each.signalPercent()).toList() + " " + Station.nmcli("-f", "DEVICE,STATE,CONNECTION", "device").lines().toList());
    }

    static SessionFailure failureOf(CompletableFuture<?> future, Duration limit) {
        Guest.await(limit, "the future has ended", future::isDone, () -> "it has not");
        try {
            future.join();
        } catch (CompletionException failed) {
            return ((SessionException) failed.getCause()).failure();
        }
        throw new AssertionError("it should have failed");
    }

    static void signal(List<Air.Ap> aps, int dbm) {
        aps.forEach(ap -> Air.signal(ap, dbm));
    }
}
