package io.github.netsession.all;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimWorld;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The tasks that programs have most often: the regions here are the examples in the Javadoc, to the letter, and so they compile.
 * {@code CommonTasksTest} runs them.
 */
final class CommonTasks {

    /** What the application does with its data. */
    interface Uploads {

        void setPaused(boolean paused);

        void run();

        void sendTo(OutputStream out) throws IOException;
    }

    private CommonTasks() {
    }

    static void follow(Uploads uploads) {
        // @start region="follow"
        try (Networks networks = Networks.open()) {
            networks.listen(event -> uploads.setPaused(!event.state().online() || event.state().metered().isMetered()));
            uploads.run();
        }
        // @end
    }

    static void hold(Networks networks, ConfigurationId id, Uploads uploads, Consumer<String> log) throws InterruptedException {
        // @start region="hold"
        try (NetworkSession session = networks.session(id)) {
            session.open();
            if (session.awaitOpened()) {
                uploads.run();
            } else {
                session.failure().ifPresent(failure -> log.accept(failure.message()));
            }
        }
        // @end
    }

    static NetworkSession failOver(Networks networks, ConfigurationId wifi, ConfigurationId phone) {
        // @start region="failover"
        NetworkConfiguration internet = networks.defineServiceNetwork("internet", List.of(wifi, phone));
        NetworkSession session = networks.session(internet);
        session.open();
        // @end
        return session;
    }

    static NetworkConfiguration anyFree(Networks networks) {
        return
        // @start region="anyfree"
        networks.defineServiceNetwork("free", network -> !network.metered().isMetered(), RoamingPolicy.defaults());
        // @end
    }

    static void hear(NetworkSession session, Consumer<String> log) {
        // @start region="hear"
        session.listen(event -> {
            if (event instanceof SessionEvent.StateChanged changed) {
                log.accept(changed.session() + ": " + changed.before() + ", now " + changed.state());
            } else if (event instanceof SessionEvent.Failed failed) {
                log.accept(failed.session() + ": " + failed.failure().message());
            }
        });
        // @end
    }

    static void send(NetworkSession session, SocketAddress server, Uploads uploads) throws IOException {
        // @start region="send"
        try (Socket socket = session.sockets().socketFactory().createSocket()) {
            socket.connect(server, 5_000);
            uploads.sendTo(socket.getOutputStream());
        }
        // @end
    }

    static RoamingHandler test(SocketAddress server, Executor executor) {
        return new RoamingHandler() {
            @Override
            // @start region="test"
            public void activated(RoamingOffer offer) {
                executor.execute(() -> {
                    try (Socket socket = offer.sockets().socketFactory().createSocket()) {
                        socket.connect(server, 5_000);
                        offer.accept();
                    } catch (NetworkSocketException untested) {
                        offer.accept(); // This system cannot direct sockets, or the candidate is lost and the answer has no effect.
                    } catch (IOException leadsNowhere) {
                        offer.reject();
                    }
                });
            }
            // @end
        };
    }

    static void count(Networks networks, String interfaceName, Uploads uploads, Consumer<String> log) {
        // @start region="count"
        InterfaceCounters before = networks.counters(interfaceName).orElseThrow();
        uploads.run();
        InterfaceCounters after = networks.counters(interfaceName).orElseThrow();
        if (after.epoch() == before.epoch()) {
            log.accept(after.bytesWritten() - before.bytesWritten() + " bytes sent by all programs");
        }
        // @end
    }

    static void ask(Networks networks, ConfigurationId id, Consumer<String> log) {
        // @start region="ask"
        CapabilityStatus start = networks.capabilities(id).of(Capability.CAN_START_AND_STOP_INTERFACES);
        if (start.support() == Support.DENIED) {
            log.accept(start.reason() + start.remedy().map(remedy -> "; " + remedy).orElse(""));
        }
        // @end
    }

    static void recover(NetworkSession session, Runnable retryLater, Consumer<String> log) {
        // @start region="recover"
        session.open().whenComplete((nothing, thrown) -> {
            if (thrown != null && session.failure().filter(SessionFailure::isRetryable).isPresent()) {
                retryLater.run();
            } else if (thrown != null) {
                log.accept(thrown.getMessage());
            }
        });
        // @end
    }

    static void simulate() {
        // @start region="simulate"
        SimWorld world = new SimWorld();
        SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).address("192.0.2.7/24");
        try (Networks networks = world.open()) {
            NetworkSession session = networks.session(home.id());
            session.open();
            world.advance(Duration.ofSeconds(3));
            home.outOfRange();
        }
        // @end
    }
}
