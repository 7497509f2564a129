package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A veth whose peer, in another namespace, has the same number or another one. If the numbers are equal, as those of a physical card are, the kernel works
 * out the operational state once a second at most, and a list of all links shows the one before. Source: net/core/link_watch.c, linkwatch_urgent_event.
 */
@Tag("kernel")
class EqualNumbersIT {

    private static final int NUMBER = 2020;
    private static final ConfigurationId ID = ConfigurationId.of("link", "ap0");
    private static final int ROUNDS = 5;

    private Process elsewhere;

    @BeforeEach
    void prepare() throws IOException {
        Netns.clean();
        elsewhere = Netns.otherNamespace();
    }

    @AfterEach
    void tidy() {
        Netns.clean();
        elsewhere.destroy();
    }

    private void pair(int farNumber) {
        Netns.ip("link add ap0 index " + NUMBER + " type veth peer name far index " + farNumber + " netns " + elsewhere.pid());
        Netns.ip("link set ap0 addrgenmode none");
        Netns.ip("addr add 192.0.2.2/24 dev ap0");
        far("up");
    }

    private void far(String state) {
        Netns.sh("nsenter -t " + elsewhere.pid() + " -n ip link set far " + state);
    }

    private static ConfigurationState state(Snapshot snapshot) {
        return snapshot.accessPoints().stream().filter(point -> point.id().equals(ID)).findFirst().orElseThrow().state();
    }

    private static boolean hasCarrier(Snapshot snapshot) {
        return snapshot.links().stream().filter(link -> link.name().equals("ap0")).allMatch(Link::carrier);
    }

    @ParameterizedTest
    @ValueSource(ints = {NUMBER, NUMBER + 7})
    void theReadingAfterTheStartShowsTheLinkAsActive(int farNumber) {
        pair(farNumber);
        try (Backend backend = new LinuxBackendProvider().open(new Hints())) {
            backend.read();
            for (int i = 0; i < ROUNDS; i++) {
                backend.start(ID, StartOptions.builder().build());
                assertEquals(ConfigurationState.ACTIVE, state(backend.read()));
                Netns.ip("link set ap0 down");
                assertEquals(ConfigurationState.DISCOVERED, state(backend.read()));
            }
        }
    }

    /** The kernel's notice of the cable may come a second late; what is read after it is right. */
    @ParameterizedTest
    @ValueSource(ints = {NUMBER, NUMBER + 7})
    void noReadingWithACarrierShowsTheStateOfBefore(int farNumber) {
        pair(farNumber);
        Hints hints = new Hints();
        try (Backend backend = new LinuxBackendProvider().open(hints)) {
            backend.start(ID, StartOptions.builder().build());
            List<ConfigurationState> withCarrier = new ArrayList<>(List.of(state(backend.read())));
            for (int i = 0; i < ROUNDS; i++) {
                far("down");
                Await.until(() -> state(backend.read()) == ConfigurationState.DEFINED);
                long seen = hints.count();
                far("up");
                withCarrier.add(state(backend.read()));
                assertTrue(hints.awaitMoreThan(seen, Duration.ofSeconds(30)));
                Await.until(() -> {
                    Snapshot snapshot = backend.readChanged();
                    withCarrier.addAll(hasCarrier(snapshot) ? List.of(state(snapshot)) : List.of());
                    return hasCarrier(snapshot);
                });
            }
            assertEquals(Collections.nCopies(withCarrier.size(), ConfigurationState.ACTIVE), withCarrier);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {NUMBER, NUMBER + 7})
    void openingIsPrinted(int farNumber) throws InterruptedException {
        pair(farNumber);
        List<Long> millis = new ArrayList<>();
        try (Networks networks = Networks.builder().backend(new LinuxBackendProvider()).open()) {
            for (int i = 0; i < ROUNDS; i++) {
                Await.until(() -> networks.configuration(ID).filter(each -> each.state() == ConfigurationState.DISCOVERED).isPresent());
                NetworkSession session = networks.session(ID);
                long begun = System.nanoTime();
                session.open();
                assertTrue(session.awaitOpened());
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                session.close();
            }
        }
        System.out.println("open() with numbers " + NUMBER + " and " + farNumber + ": " + millis + " ms");
    }
}
