package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.UserChooser;
import io.github.netsession.contract.ThrowingCalls;
import io.github.netsession.contract.Thrown;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The life of a program with all that it gives to the library and the library to it: opens, listens, moves, lets the user choose, closes. One
 * call throws. What the program itself sees thrown it tries once more.
 */
final class ThrowingStory {

    private final ThrowingCalls calls;
    private final SimWorld world = new SimWorld();
    private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).traffic(1000, 100);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).traffic(500, 50);
    private final AtomicInteger events = new AtomicInteger();
    private long callsBeforeCheck;
    private final List<String> wrong = new ArrayList<>();

    ThrowingStory(long at, Thrown kind) {
        calls = new ThrowingCalls(at, kind, Set.of(EngineClock.class, Executor.class, Registration.class));
    }

    /** Returns the number of calls before it was checked what is wrong. */
    long calls() {
        return callsBeforeCheck;
    }

    String place() {
        return calls.place();
    }

    /** Returns what is wrong after the call that threw. */
    List<String> play() {
        try {
            playAll();
        } catch (Throwable end) {
            // It may not be able to describe itself.
            wrong.add("the program ends: " + Trouble.describe(Optional.ofNullable(end.getCause()).orElse(end)));
        }
        return wrong;
    }

    private void playAll() {
        Networks networks = twice(this::open);
        twice(() -> networks.listen(calls.wrap(NetworksListener.class, new NetworksListener() { })));
        live(networks);
        choose(networks);
        advance(600);
        callsBeforeCheck = calls.calls();
        check(networks);
        networks.close();
    }

    private Networks open() {
        BackendProvider provider = world.provider();
        return Networks.builder().userChoice(calls.wrap(UserChooser.class, choosable -> choosable.stream().findFirst())).backend(new BackendProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public int priority() {
                return provider.priority();
            }

            @Override
            public Probe probe() {
                return provider.probe();
            }

            @Override
            public Backend open(BackendSink sink) {
                return calls.wrap(Backend.class, provider.open(calls.wrap(BackendSink.class, sink)));
            }
        }).open();
    }

    private void live(Networks networks) {
        NetworkConfiguration internet = twice(() -> networks.defineServiceNetwork("internet", List.of(wifi.id(), phone.id())));
        NetworkSession session = twice(() -> networks.session(internet));
        twice(() -> session.listen(calls.wrap(SessionListener.class, new SessionListener() { })));
        twice(() -> session.onRoaming(calls.wrap(RoamingHandler.class, new Always())));
        wifi.outOfRange();
        advance(1);
        twice(session::open);
        advance(2);
        wifi.inRange();
        advance(15);
        wifi.outOfRange();
        advance(5);
        twice(networks::update);
        twice(networks::counters);
        twice(networks::capabilities);
        advance(1);
        twice(session::open);
        twice(session::stop);
        wifi.inRange();
        advance(40);
        twice(session::open);
        advance(5);
        CompletableFuture<?> closed = twice(session::closeAsync);
        advance(40);
        if (!closed.isDone()) {
            wrong.add("the close has no end, and the session is " + session.state());
        }
    }

    private void choose(Networks networks) {
        NetworkSession session = twice(() -> networks.session(ConfigurationId.USER_CHOICE));
        CompletableFuture<Void> opened = twice(session::open);
        advance(60);
        if (!opened.isDone()) {
            wrong.add("the user's choice is still " + session.state());
        }
        twice(() -> {
            session.close();
            return true;
        });
        advance(40);
    }

    private void check(Networks networks) {
        networks.listen(new NetworksListener() {
            @Override
            public void accept(NetworksEvent event) {
                events.incrementAndGet();
            }
        });
        advance(1);
        check(networks.holders().isEmpty(), "held: " + networks.holders());
        check(wifi, phone);
        Support support = networks.capabilities().of(Capability.CHANGE_EVENTS).support();
        check(support == Support.AVAILABLE, "events " + support);
        int before = events.get();
        wifi.outOfRange();
        advance(1);
        check(events.get() > before, "no event");
        wifi.inRange();
        advance(1);
        check(isDone(networks.update()), "no update");
        NetworkSession session = networks.session(phone.id());
        check(isDone(session.open()), "not opened");
        check(session.state() == SessionState.CONNECTED, "a new session is " + session.state());
        session.close();
        advance(5);
        check(wifi, phone);
    }

    private void check(SimAccessPoint... down) {
        for (SimAccessPoint each : down) {
            check(!each.isUp(), each.name() + " is up");
        }
    }

    private void check(boolean isRight, String otherwise) {
        if (!isRight) {
            wrong.add(otherwise);
        }
    }

    private static boolean isDone(CompletableFuture<?> future) {
        try {
            future.get(60, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            return false;
        }
    }

    private void advance(long seconds) {
        twice(() -> {
            world.advance(Duration.ofSeconds(seconds));
            return true;
        });
    }

    private <T> T twice(Callable<T> call) {
        try {
            return call.call();
        } catch (Throwable first) {
            try {
                return call.call();
            } catch (Throwable second) {
                throw new AssertionError("again, after " + calls.place(), second);
            }
        }
    }

    /** Moves whenever it may. */
    private static final class Always implements RoamingHandler {

        @Override
        public void preferred(RoamingOffer offer) {
            offer.migrate();
        }

        @Override
        public void activated(RoamingOffer offer) {
            offer.accept();
        }
    }
}
