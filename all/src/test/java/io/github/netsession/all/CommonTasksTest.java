package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimWorld;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of the exported packages are the regions of {@link CommonTasks}, and they do what their text says. */
@Tag("sim")
class CommonTasksTest {

    private static final Pattern REGION = Pattern.compile("^ *// @start region=\"(\\w+)\"\\n(.*?)^ *// @end", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("^( *\\*) <pre>\\{@code\\n(.*?)^ *\\* }</pre>", Pattern.DOTALL | Pattern.MULTILINE);

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
    private final Networks networks = world.open();
    private final List<String> log = new ArrayList<>();
    private final Upload upload = new Upload();

    private final class Upload implements CommonTasks.Uploads {

        private boolean paused;
        private int runs;

        @Override
        public void setPaused(boolean paused) {
            this.paused = paused;
        }

        @Override
        public void run() {
            runs++;
            wifi.upload(1000, done -> { });
            world.advance(Duration.ofSeconds(2));
        }

        @Override
        public void sendTo(OutputStream out) throws IOException {
            out.write(1);
        }
    }

    @AfterEach
    void close() {
        networks.close();
    }

    private static String unindented(String lines) {
        int indent = lines.lines().filter(line -> !line.isBlank()).mapToInt(line -> line.length() - line.stripLeading().length()).min().orElseThrow();
        return lines.lines().map(line -> line.isBlank() ? "" : line.substring(indent)).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> regions() {
        Map<String, String> regions = new TreeMap<>();
        Matcher found = REGION.matcher(Sources.text(Sources.TOP.resolve("all/src/test/java/io/github/netsession/all/CommonTasks.java")));
        while (found.find()) {
            regions.put(unindented(found.group(2)), found.group(1));
        }
        return regions;
    }

    @Test
    void theExamplesInTheJavadocAreTheRegionsToTheLetter() throws IOException {
        Map<String, String> regions = regions();
        Set<String> used = new TreeSet<>();
        List<String> others = new ArrayList<>();
        Set<Path> folders = Exports.packages().stream().map(each -> Path.of("src/main/java", each.split("\\."))).collect(Collectors.toSet());
        for (Path file : Sources.all()) {
            if (folders.stream().anyMatch(folder -> file.getParent().endsWith(folder))) {
                Matcher example = EXAMPLE.matcher(Sources.text(file));
                while (example.find()) {
                    String text = unindented(example.group(2).lines().map(line -> line.replaceFirst("^ *\\* ?", "")).collect(Collectors.joining("\n")));
                    if (regions.containsKey(text)) {
                        used.add(regions.get(text));
                    } else {
                        others.add(Sources.relative(file) + ":\n" + text);
                    }
                }
            }
        }
        assertEquals(List.of(), others);
        assertEquals(new TreeSet<>(regions.values()), used);
        assertTrue(used.size() > 10, used::toString);
    }

    @Test
    void aSessionIsHeldWhileThereIsWork() throws InterruptedException {
        CommonTasks.hold(networks, wifi.id(), upload, log::add);
        assertEquals(1, upload.runs);
        wifi.outOfRange();
        world.advance(Duration.ofSeconds(2));
        CommonTasks.hold(networks, wifi.id(), upload, log::add);
        assertEquals(1, upload.runs);
        assertEquals(1, log.size(), log::toString);
    }

    @Test
    void aServiceNetworkFailsOverAndIsHeard() {
        NetworkSession session = CommonTasks.failOver(networks, wifi.id(), phone.id());
        CommonTasks.hear(session, log::add);
        world.advance(Duration.ofSeconds(10));
        assertEquals("wifi", session.activeConfiguration().orElseThrow().name());
        wifi.outOfRange();
        world.advance(Duration.ofSeconds(60));
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
        assertEquals("NetworkSession[group:internet]: ROAMING, now CONNECTED", log.get(log.size() - 1));
    }

    @Test
    void aServiceNetworkOfWhatIsFreeHasWhatIsFree() {
        phone.metered(Metered.YES).up();
        world.advance(Duration.ofSeconds(1));
        assertEquals(List.of(wifi.id()), CommonTasks.anyFree(networks).children());
    }

    @Test
    void socketsLeaveByTheSession() throws IOException {
        NetworkSession session = networks.session(wifi.id());
        session.open();
        world.advance(Duration.ofSeconds(2));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommonTasks.send(session, new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), upload);
        }
        assertEquals(1, world.sockets().count(wifi));
    }

    @Test
    void aCandidateIsTested() throws IOException {
        phone.up();
        wifi.outOfRange();
        NetworkSession session = CommonTasks.failOver(networks, wifi.id(), phone.id());
        world.advance(Duration.ofSeconds(2));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            session.onRoaming(CommonTasks.test(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), Runnable::run));
            wifi.inRange();
            world.advance(Duration.ofSeconds(30));
        }
        assertEquals("wifi", session.activeConfiguration().orElseThrow().name());
        assertEquals(1, world.sockets().count(wifi));
    }

    @Test
    void bytesAreCounted() {
        wifi.up();
        world.advance(Duration.ofSeconds(2));
        CommonTasks.count(networks, wifi.interfaceName(), upload, log::add);
        assertEquals(List.of("1000 bytes sent by all programs"), log);
    }

    @Test
    void failuresAreRetriedOrTold() {
        wifi.outOfRange();
        world.advance(Duration.ofSeconds(1));
        int[] retries = {0};
        CommonTasks.recover(networks.session(wifi.id()), () -> retries[0]++, log::add);
        world.advance(Duration.ofSeconds(1));
        assertEquals(List.of(1, 0), Arrays.asList(retries[0], log.size()));
        CommonTasks.ask(networks, wifi.id(), log::add);
        assertEquals(List.of(), log, "the simulated world permits it");
        assertEquals(SessionState.NOT_AVAILABLE, networks.session(wifi.id()).state());
    }

    @Test
    void aSimulatedWorldNeedsNoMachine() {
        CommonTasks.simulate();
        assertTrue(networks.state().configurations().size() >= 2, "another world is not changed");
    }

    /** It opens the networks of the system that the tests run on, here the simulated ones. */
    @Test
    void anApplicationFollows() {
        System.setProperty("netsession.backend", "sim");
        try {
            CommonTasks.follow(upload);
        } finally {
            System.clearProperty("netsession.backend");
        }
        assertEquals(1, upload.runs);
    }
}
