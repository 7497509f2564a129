package io.github.netsession.bench.harness;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long an application is without a working path after a cable was pulled: a session on a service network of two links, the second one down. The
 * other end of the first link goes down; the outage ends when a server behind the second link has answered over TCP. Beside it, when the kernel's
 * notice tells of the lost carrier: nobody can know earlier.
 *
 * <p>At the usual priority: the kernel's own thread that activates a new link has no other, and a session that overtakes it loses its first packet,
 * which TCP repeats after a second. If the numbers of the ends are equal, that thread serves the other end once a second only, as no switch would; so
 * what is judged then is when the session is on the second link.
 */
final class Outage {

    private static final ConfigurationId FIRST = ConfigurationId.of("link", "ap0");
    private static final ConfigurationId SECOND = ConfigurationId.of("link", "ap1");
    private static final int PORT = 7777;
    private static final InetSocketAddress BEHIND_SECOND = new InetSocketAddress("198.51.100.1", PORT);

    private final Networks networks;
    private final List<Long> pulled = new ArrayList<>();
    private final List<Double> moves = new ArrayList<>();
    private final List<Double> outages = new ArrayList<>();

    private Outage(Networks networks) {
        this.networks = networks;
    }

    /**
     * Runs a pass in the network namespace of this process.
     *
     * @param arguments the name of the row, and the namespace of the other ends
     * @throws Exception if something cannot be measured
     */
    @SuppressWarnings("try") // The server only has to run.
    public static void main(String[] arguments) throws Exception {
        String far = arguments[1];
        try (Networks networks = Networks.open(); Child server = Child.ready(Child.within(far, "answer", Integer.toString(PORT)));
             Child cable = new Child(Child.within(far, "trigger", "net0")); Child listener = Child.ready(List.of(Pass.yardstick("listen"), "ap0"))) {
            Outage outage = new Outage(networks);
            int warm = Pass.count(1, 0);
            for (int i = 0; i < warm + Pass.count(5, 1); i++) {
                outage.round(cable);
            }
            List<Notice> notices = Notice.of(listener.finish());
            outage.report(arguments[0], warm, notices);
        }
        System.exit(0);
    }

    private void round(Child cable) throws Exception {
        cable.ask("up");
        await(FIRST, ConfigurationState.ACTIVE);
        await(SECOND, ConfigurationState.DISCOVERED);
        // The kernel tells of a link with equal numbers once a second.
        Pass.pause(Duration.ofMillis(1200));
        CompletableFuture<Long> moved = new CompletableFuture<>();
        CompletableFuture<Long> answered = new CompletableFuture<>();
        try (NetworkSession session = networks.session(networks.defineServiceNetwork("both", List.of(FIRST, SECOND)))) {
            session.open().join();
            session.listen(new Follower(moved, answered));
            Pass.pause(Duration.ofMillis(500));
            long began = Long.parseLong(cable.ask("down"));
            outages.add((answered.get(30, TimeUnit.SECONDS) - began) / 1e6);
            moves.add((moved.get() - began) / 1e6);
            pulled.add(began);
        }
    }

    private void await(ConfigurationId id, ConfigurationState state) {
        Pass.await(id + " is " + state, () -> networks.configuration(id).map(found -> found.state() == state).orElse(false));
    }

    private void report(String row, int warm, List<Notice> notices) throws IOException {
        List<Double> told = new ArrayList<>();
        List<Double> beyond = new ArrayList<>();
        for (int i = warm; i < outages.size(); i++) {
            double notice = Notice.first(notices, pulled.get(i), each -> !each.hasCarrier()).orElseThrow();
            told.add(notice);
            beyond.add(moves.get(i) - notice);
        }
        double whole = Samples.median(outages.subList(warm, outages.size()));
        double moved = Samples.median(moves.subList(warm, moves.size()));
        boolean isLate = row.endsWith("-beyond-notice");
        Pass.report(row, isLate ? Samples.median(beyond) : whole, "kernel's notice " + Pass.milliseconds(Samples.median(told)),
            Pass.milliseconds(isLate ? moved : whole), "session moved after " + Pass.milliseconds(moved) + ", answer after " + Pass.milliseconds(whole));
    }

    /** Connects anew as soon as the session is on the other link, as an application does. */
    private record Follower(CompletableFuture<Long> moved, CompletableFuture<Long> answered) implements SessionListener {

        @Override
        public void stateChanged(SessionEvent.StateChanged event) {
            if (event.before() == SessionState.ROAMING && event.state() == SessionState.CONNECTED) {
                moved.complete(System.nanoTime());
                try (Socket socket = new Socket()) {
                    socket.connect(BEHIND_SECOND, 3000);
                    if (socket.getInputStream().read() == '!') {
                        answered.complete(System.nanoTime());
                    }
                } catch (IOException e) {
                    answered.completeExceptionally(e);
                }
            }
        }
    }
}
