package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of {@link HoldsSoakIT}: opens, closes, stops and moves sessions at random when it is told to, and says what it has open then. It
 * stops only the links that {@link HoldsSoakIT#STOPPED} names; one session moves between those of {@link HoldsSoakIT#ROAMED}.
 */
final class SoakChild {

    /** A machine with fifty such programs and two cores is slow, but nothing may hang. */
    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final Set<SessionState> ON_THE_WAY = Set.of(SessionState.CONNECTING, SessionState.CLOSING, SessionState.ROAMING);

    private final Networks networks;
    private final List<NetworkSession> sessions = new ArrayList<>();
    private final NetworkSession roaming;
    private final NetworkSession keeping;
    private final Queue<SessionFailure> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger moves = new AtomicInteger();

    private SoakChild(Networks networks) {
        this.networks = networks;
        for (String link : HoldsSoakIT.STOPPED) {
            sessions.add(session(link));
            sessions.add(session(link));
        }
        sessions.add(session(HoldsSoakIT.KEPT));
        sessions.add(session(HoldsSoakIT.OF_THE_USER));
        roaming = networks.session(networks.defineServiceNetwork("roamed", HoldsSoakIT.ROAMED.stream().map(SoakChild::id).toList()));
        roaming.onRoaming(new Answers(new Random(ProcessHandle.current().pid())));
        sessions.add(roaming);
        keeping = session(HoldsSoakIT.KEPT);
        sessions.forEach(each -> each.listen(new SessionListener() {
            @Override
            public void failed(SessionEvent.Failed event) {
                failures.add(event.failure());
            }
        }));
    }

    /** Takes every offer, and accepts two of three. */
    private final class Answers implements RoamingHandler {

        private final Random random;

        Answers(Random random) {
            this.random = random;
        }

        @Override
        public void preferred(RoamingOffer offer) {
            offer.migrate();
        }

        @Override
        public void activated(RoamingOffer offer) {
            if (random.nextInt(3) == 0) {
                offer.reject();
            } else if (offer.accept()) {
                moves.incrementAndGet();
            }
        }
    }

    private static ConfigurationId id(String link) {
        return ConfigurationId.of("link", link);
    }

    private NetworkSession session(String link) {
        return networks.session(id(link));
    }

    public static void main(String[] arguments) throws IOException {
        try (Networks networks = Networks.builder().holdsDirectory(Path.of(arguments[0])).open()) {
            SoakChild child = new SoakChild(networks);
            ChildProgram.serve(line -> child.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        try {
            switch (words[0]) {
                case "go" -> go(new Random(Long.parseLong(words[1])), Integer.parseInt(words[2]));
                case "keep" -> await("keep", keeping.open());
                case "tidy" -> openAndClose(session(HoldsSoakIT.TIDY));
                case "report" -> { }
                case "moves" -> {
                    return Integer.toString(moves.get());
                }
                case "failures" -> {
                    return String.join("; ", failures.stream().map(SessionFailure::toString).toList());
                }
                default -> throw new IllegalArgumentException(words[0]);
            }
            return "open" + openLinks();
        } catch (TimeoutException e) {
            return "hung " + e.getMessage();
        }
    }

    private String openLinks() {
        TreeSet<String> open = new TreeSet<>();
        List<NetworkSession> all = new ArrayList<>(sessions);
        all.add(keeping);
        all.stream().filter(NetworkSession::isOpen)
            .forEach(session -> session.activeConfiguration().map(NetworkConfiguration::name).ifPresent(open::add));
        return open.isEmpty() ? "" : " " + String.join(" ", open);
    }

    private void go(Random random, int operations) throws TimeoutException {
        for (int i = 0; i < operations; i++) {
            int dice = random.nextInt(20);
            if (dice < 5) {
                goOnRoaming(random.nextBoolean());
            } else {
                go(sessions.get(random.nextInt(sessions.size())), dice);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
        }
        for (NetworkSession session : sessions) {
            settle(session);
        }
    }

    private void go(NetworkSession session, int dice) throws TimeoutException {
        if (dice < 12) {
            await("open", session.open());
        } else if (dice < 18) {
            close(session);
        } else if (HoldsSoakIT.STOPPED.contains(session.configuration().name())) {
            await("stop", session.stop());
        }
    }

    /** The report that the link leads nowhere makes the session move to the other one. */
    private void goOnRoaming(boolean moves) throws TimeoutException {
        if (!roaming.isOpen()) {
            await("open", roaming.open());
        } else if (moves) {
            roaming.reportUnusable();
        } else {
            close(roaming);
        }
    }

    private void openAndClose(NetworkSession session) throws TimeoutException {
        await("open", session.open());
        close(session);
        settle(session);
    }

    private static void close(NetworkSession session) throws TimeoutException {
        session.close();
        if (!Await.comesTrueWithin(BOUND, () -> !session.isOpen())) {
            throw new TimeoutException("close");
        }
    }

    private static void settle(NetworkSession session) throws TimeoutException {
        if (!Await.comesTrueWithin(BOUND, () -> !ON_THE_WAY.contains(session.state()))) {
            throw new TimeoutException("settle in " + session.state());
        }
    }

    /** Whether it worked is not the question here: others may have been stopping. */
    private void await(String what, CompletableFuture<Void> future) throws TimeoutException {
        try {
            future.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            System.err.println(what + ": " + refused.getCause().getMessage());
        } catch (TimeoutException hung) {
            throw new TimeoutException(what);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
