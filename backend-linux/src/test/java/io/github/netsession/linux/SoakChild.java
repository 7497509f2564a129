package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A program of {@link HoldsSoakIT}: opens, closes and stops sessions at random when it is told to, and says what it has open then. */
final class SoakChild {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int SESSIONS_PER_LINK = 2;

    private final Networks networks;
    private final List<NetworkSession> sessions = new ArrayList<>();

    private SoakChild(Networks networks, List<String> links) {
        this.networks = networks;
        for (int i = 0; i < SESSIONS_PER_LINK; i++) {
            links.forEach(link -> sessions.add(session(link)));
        }
    }

    private NetworkSession session(String link) {
        return networks.session(ConfigurationId.of("link", link));
    }

    public static void main(String[] arguments) throws IOException {
        try (Networks networks = Networks.builder().holdsDirectory(Path.of(arguments[0])).open()) {
            SoakChild child = new SoakChild(networks, List.of("ap0", "ap1"));
            ChildProgram.serve(line -> child.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        try {
            switch (words[0]) {
                case "go" -> go(new Random(Long.parseLong(words[1])), Integer.parseInt(words[2]));
                case "tidy" -> openAndClose(session("ap2"));
                case "report" -> { }
                default -> throw new IllegalArgumentException(words[0]);
            }
            return "open" + openLinks();
        } catch (TimeoutException e) {
            return "hung " + e.getMessage();
        }
    }

    private String openLinks() {
        TreeSet<String> open = new TreeSet<>();
        sessions.stream().filter(NetworkSession::isOpen).forEach(session -> open.add(session.configuration().name()));
        return open.isEmpty() ? "" : " " + String.join(" ", open);
    }

    private void go(Random random, int operations) throws TimeoutException {
        for (int i = 0; i < operations; i++) {
            NetworkSession session = sessions.get(random.nextInt(sessions.size()));
            int dice = random.nextInt(20);
            if (dice < 9) {
                await("open", session.open());
            } else if (dice < 18) {
                close(session);
            } else {
                await("stop", session.stop());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
        }
        for (NetworkSession session : sessions) {
            settle(session);
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
        if (!Await.comesTrueWithin(BOUND, () -> session.state() != SessionState.CONNECTING && session.state() != SessionState.CLOSING)) {
            throw new TimeoutException("settle in " + session.state());
        }
    }

    /** Whether it worked is not the question here: others may have been stopping. */
    private static void await(String what, CompletableFuture<Void> future) throws TimeoutException {
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
