package com.example.courier;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import okhttp3.HttpUrl;

/** Posts jobs to a server over the best of several uplinks until each is done or its deadline has passed. */
final class Courier {

    private static final int WORKERS = 4;
    /** An uplink that was left is tested again soon: a test costs little. */
    private static final RoamingPolicy POLICY = RoamingPolicy.builder().patience(Duration.ofSeconds(20)).build();

    private final NetworkSession session;
    private final Spool spool;
    private final Report report;
    private final Upstream upstream = new Upstream();
    private final Route route;
    private final JobQueue queue = new JobQueue(this::mayRun);
    private final List<Thread> workers = new ArrayList<>();
    private final Registration opening;

    /** The uplinks are the ids of access points, best first; the executor runs the tests of candidates. */
    Courier(Networks networks, List<ConfigurationId> uplinks, HttpUrl server, Spool spool, Report report, Executor tests) throws IOException {
        this.spool = spool;
        this.report = report;
        session = networks.session(networks.defineServiceNetwork("courier", uplinks, POLICY));
        route = new Route(session, server, upstream, report, queue::networkChanged);
        session.onRoaming(new Mover(server, tests, report));
        session.listen(route);
        spool.jobs().forEach(queue::add);
        for (int number = 0; number < WORKERS; number++) {
            Thread worker = new Thread(this::work, "courier-" + number);
            worker.start();
            workers.add(worker);
        }
        opening = networks.listen(event -> open());
    }

    /**
     * Called for the current state of the networks and for each change: a session that lost its last network stays closed until it is opened
     * again. On an open session it does nothing. What somebody has stopped is left alone.
     */
    private void open() {
        if (session.failure().filter(last -> last.reason() == SessionFailure.Reason.STOPPED).isEmpty()) {
            session.open();
        }
    }

    private boolean mayRun(Job job) {
        return route.mayCarry(job);
    }

    /** Takes a job. When this returns the job survives the end of this program. */
    void accept(Job job) throws IOException {
        spool.add(job);
        queue.add(job);
    }

    NetworkSession session() {
        return session;
    }

    int jobsWaiting() {
        return queue.size();
    }

    private void work() {
        try {
            for (Optional<JobQueue.Attempt> next = queue.take(); next.isPresent(); next = queue.take()) {
                attempt(next.get());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(JobQueue.Attempt attempt) {
        long began = System.nanoTime();
        Optional<Uplink> over = route.uplink();
        try {
            if (attempt.job().isLate()) {
                spool.remove(attempt.job());
                report.lost(attempt.job());
                queue.finished();
                return;
            }
            Uplink used = over.orElseThrow(() -> new IOException("no network"));
            used.post(attempt.job());
            upstream.worked(used.accessPoint().id());
            spool.remove(attempt.job());
            report.done(attempt, used.accessPoint(), began);
            queue.finished();
        } catch (IOException failure) {
            report.failed(attempt, over.map(each -> each.accessPoint().name()).orElse("nothing"), began, failure.toString());
            over.map(each -> each.accessPoint().id()).filter(uplink -> upstream.failed(uplink, began) && isInUse(uplink))
                .ifPresent(uplink -> session.reportUnusable());
            queue.retry(attempt);
        }
    }

    private boolean isInUse(ConfigurationId uplink) {
        return session.activeConfiguration().filter(active -> active.id().equals(uplink)).isPresent();
    }

    /** Waits until every job is done or late, then lets the network go. */
    void finish() throws InterruptedException {
        queue.close();
        for (Thread worker : workers) {
            worker.join();
        }
        opening.close();
        route.uplink().ifPresent(Uplink::retire);
        session.close();
    }
}
