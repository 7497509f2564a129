package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of {@link StartedSoakIT}: until its input ends, two threads open and close sessions at random. It stops nothing. Each event is a line
 * of its journal at once, so that the journal of a killed program is complete.
 */
final class StartedSoakChild {

    /** A machine with fifty such programs and two cores is slow, but nothing may hang. */
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Set<SessionState> ON_THE_WAY = Set.of(SessionState.CONNECTING, SessionState.CLOSING, SessionState.ROAMING);
    private static final int THREADS = 2;
    private static final int MAX_HOLD_MILLIS = 150;

    private final Networks networks;
    private final SoakJournal journal;
    private final List<String> links;
    private final int maxPauseMillis;

    private StartedSoakChild(Networks networks, SoakJournal journal, List<String> links, int maxPauseMillis) {
        this.networks = networks;
        this.journal = journal;
        this.links = links;
        this.maxPauseMillis = maxPauseMillis;
    }

    public static void main(String[] arguments) throws IOException {
        try (SoakJournal journal = SoakJournal.open(Path.of(arguments[1]));
            Networks networks = Networks.builder().holdsDirectory(Path.of(arguments[0])).open()) {
            StartedSoakChild child = new StartedSoakChild(networks, journal, List.of(arguments[4].split(",")), Integer.parseInt(arguments[3]));
            Random seeds = new Random(Long.parseLong(arguments[2]));
            ChildProgram.serve(line -> {
                for (int i = 0; i < THREADS; i++) {
                    child.new Worker(Integer.toString(i), new Random(seeds.nextLong())).start();
                }
                return "working";
            });
            journal.write(SoakJournal.PROGRAM, "ending", "");
        }
    }

    /** Has one session on each link. */
    private final class Worker extends Thread {

        private final Random random;
        private final Map<String, NetworkSession> sessions = new HashMap<>();

        Worker(String name, Random random) {
            super(name);
            this.random = random;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (true) {
                    pause(maxPauseMillis);
                    openAndClose(links.get(random.nextInt(links.size())));
                }
            } catch (IllegalStateException closed) {
                journal.write(SoakJournal.PROGRAM, "ended", closed.toString());
            }
        }

        private void pause(int maxMillis) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(maxMillis)));
        }

        private NetworkSession session(String link, String who) {
            NetworkSession session = networks.session(ConfigurationId.of("link", link));
            session.listen(new SessionListener() {
                @Override
                public void failed(SessionEvent.Failed event) {
                    journal.write(who, "failed", event.failure().reason() + " " + event.failure());
                }

                @Override
                public void closed(SessionEvent.Closed event) {
                    journal.write(who, "closed", "");
                }
            });
            return session;
        }

        private void openAndClose(String link) {
            String who = link + '#' + getName();
            NetworkSession session = sessions.computeIfAbsent(link, absent -> session(link, who));
            journal.write(who, "opening", "");
            try {
                session.open().get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
                boolean isUp = isUp(link);
                long ageMicros = session.activeTime().toNanos() / 1000;
                // If the session has ended before the look, the link may be down rightly.
                journal.write(who, isUp ? "opened" : session.isOpen() ? "opened-down" : "opened-and-ended", ageMicros + " " + session.state());
            } catch (ExecutionException refused) {
                SessionFailure failure = ((SessionException) refused.getCause()).failure();
                journal.write(who, "refused", failure.reason() + " " + failure);
            } catch (TimeoutException e) {
                journal.write(who, "hung", "open");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            pause(MAX_HOLD_MILLIS);
            journal.write(who, "closing", "");
            session.close();
            // Otherwise the next opening may begin while this close is under way.
            if (random.nextInt(3) > 0) {
                boolean isSettled = Await.comesTrueWithin(BOUND, () -> !session.isOpen() && !ON_THE_WAY.contains(session.state()));
                journal.write(who, isSettled ? "settled" : "hung", "close " + session.state());
            }
        }
    }

    /** Asks the kernel, not the library. */
    private static boolean isUp(String link) {
        try {
            NetworkInterface found = NetworkInterface.getByName(link);
            return found != null && found.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }
}
