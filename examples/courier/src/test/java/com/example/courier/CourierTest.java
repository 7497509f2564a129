package com.example.courier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimDevice;
import io.github.netsession.sim.SimWorld;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day from home to the office in a simulated world, with a real server on this machine. */
@Tag("sim")
class CourierTest {

    private final SimWorld world = new SimWorld();
    private final SimDevice radio = world.device("wlan0", Bearer.WLAN);
    private final SimAccessPoint office = world.accessPoint("office", radio).metered(Metered.NO).outOfRange();
    private final SimAccessPoint home = world.accessPoint("home", radio).metered(Metered.NO).up();
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).metered(Metered.YES);
    private final Networks networks = world.open();
    private final Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8), networks);
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer http;
    private Courier courier;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!body.isEmpty()) {
                received.add(body);
            }
            byte[] answer = "ready".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        http.start();
        HttpUrl server = HttpUrl.get("http://127.0.0.1:" + http.getAddress().getPort() + "/");
        // Candidates are tested in the world's turn, so that its time stands still meanwhile.
        courier = new Courier(networks, List.of(office.id(), home.id(), phone.id()), server, new Spool(directory), report, Runnable::run);
        world.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void end() throws InterruptedException {
        courier.finish();
        networks.close();
        http.stop(0);
    }

    private void give(String what, int jobs, Duration deadline) throws IOException {
        for (int number = 0; number < jobs; number++) {
            for (String urgency : List.of("urgent", "background")) {
                courier.accept(new Job(what + '-' + urgency + number, urgency.equals("urgent"), Instant.now().plus(deadline),
                    (what + ' ' + urgency).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private void give(String what, int jobs) throws IOException {
        give(what, jobs, Duration.ofHours(1));
    }

    private long received(String body) {
        return received.stream().filter(body::equals).count();
    }

    private String used() {
        return courier.session().activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }

    @Test
    void backgroundJobsWaitOnThePhoneAndNothingIsLost() throws IOException {
        give("home", 5);
        Await.until(() -> report.jobsDone() == 10);
        assertEquals("home", used());
        long overHome = world.sockets().count(home);
        assertTrue(overHome > 0);
        assertEquals(0, world.sockets().count(phone));

        home.outOfRange();
        world.advance(Duration.ofSeconds(5));
        assertEquals("phone", used());
        give("phone", 5);
        Await.until(() -> received("phone urgent") == 5 && report.jobsDone() == 15);
        Await.until(() -> courier.jobsWaiting() == 5);
        assertEquals(0, received("phone background"));
        assertTrue(world.sockets().count(phone) > 0);

        office.inRange();
        world.advance(Duration.ofSeconds(15));
        assertEquals("office", used());
        long overPhone = world.sockets().count(phone);
        give("office", 5);
        Await.until(() -> report.jobsDone() == 30);
        assertEquals(5, received("phone background"), "they waited for the office");
        assertTrue(world.sockets().count(office) > 1, "the test of the candidate, and the jobs");
        assertEquals(overHome, world.sockets().count(home));
        assertEquals(overPhone, world.sockets().count(phone));
        assertEquals(0, report.jobsLost());
        assertEquals(30, received.size(), "nothing was sent twice");
    }

    @Test
    void aCandidateWhereSomebodyElseAnswersIsRejected() throws IOException {
        home.outOfRange();
        world.advance(Duration.ofSeconds(5));
        http.removeContext("/");
        office.inRange();
        world.advance(Duration.ofSeconds(15));
        assertTrue(world.sockets().count(office) > 0, "it was tested");
        assertEquals("phone", used());
        assertTrue(courier.session().isOpen());
    }

    @Test
    void aJobWhoseDeadlinePassesIsLost() throws IOException {
        home.outOfRange();
        world.advance(Duration.ofSeconds(5));
        give("late", 1, Duration.ofMillis(300));
        Await.until(() -> report.jobsLost() == 1);
        assertEquals(0, received("late background"));
    }

    @Test
    void whatAnEarlierRunHasLeftIsDelivered() throws Exception {
        home.outOfRange();
        world.advance(Duration.ofSeconds(5));
        give("left", 1);
        Await.until(() -> report.jobsDone() == 1);
        List<Job> left = new Spool(directory).jobs();
        assertEquals(List.of("left-background0"), left.stream().map(Job::id).toList());
        home.inRange();
        world.advance(Duration.ofSeconds(15));
        Await.until(() -> report.jobsDone() == 2);
        assertEquals(List.of(), new Spool(directory).jobs());
    }
}
