package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Containers that start on this machine are no networks of it, and a veth that stays without an address is one after half a second. */
@Tag("kernel")
class ContainerStartsIT {

    private Networks networks;
    private final List<String> changes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        Netns.clean();
        Netns.ip("link add docker0 type bridge");
        Netns.ip("addr add 172.17.0.1/16 dev docker0");
        Netns.ip("link set docker0 up");
        networks = Networks.open();
        networks.listen(new NetworksListener() {
            @Override
            public void configurationAdded(NetworksEvent.ConfigurationAdded event) {
                changes.add("added " + event.configuration().name());
            }

            @Override
            public void configurationRemoved(NetworksEvent.ConfigurationRemoved event) {
                changes.add("removed " + event.configuration().name());
            }
        });
    }

    @AfterEach
    void tidy() {
        networks.close();
        Netns.clean();
    }

    private boolean has(String link) {
        return networks.configuration(ConfigurationId.of("link", link)).isPresent();
    }

    @Test
    void fourContainersStartAndNoNetworkComesOrGoes() throws IOException {
        Process container = Netns.otherNamespace();
        try {
            for (int i = 0; i < 4; i++) {
                Netns.ip("link add veth" + i + " type veth peer name peer" + i);
                awaitLink("veth" + i); // So that there is a reading between the steps, as on a slow machine.
                Netns.ip("link set peer" + i + " netns " + container.pid());
                Netns.ip("link set veth" + i + " up");
                networks.update().join();
                Netns.ip("link set veth" + i + " master docker0");
            }
            Await.until(() -> networks.interfaces().stream().filter(link -> link.master().isPresent()).count() == 4);
            Netns.ip("link add plain type veth peer name other");
            Await.until(() -> changes.size() >= 2);
            assertEquals(List.of("added other", "added plain"), changes.stream().sorted().toList());
        } finally {
            container.destroy();
        }
    }

    private void awaitLink(String name) {
        Await.until(() -> networks.interfaces().stream().anyMatch(link -> link.name().equals(name)));
    }

    @Test
    void aPlainVethShowsUpAfterHalfASecondByItself() {
        long begun = System.nanoTime();
        Netns.ip("link add plain type veth peer name other");
        Await.until(() -> has("plain"));
        assertTrue(System.nanoTime() - begun >= Duration.ofMillis(500).toNanos(), "before, it may become part of a container");
    }

    @Test
    void aVethWithAnAddressOrADefaultRouteIsThereAtOnceAndASessionOpensOnIt() throws InterruptedException {
        Netns.vethPair("ap0", "net0");
        Netns.ip("addr add 192.0.2.2/24 dev ap0");
        networks.update().join();
        NetworkSession session = networks.session(ConfigurationId.of("link", "ap0"));
        session.open();
        assertTrue(session.awaitOpened());
        Netns.ip("route add default dev net0");
        networks.update().join();
        assertEquals(ConfigurationState.ACTIVE, networks.configuration(ConfigurationId.of("link", "net0")).orElseThrow().state());
    }
}
