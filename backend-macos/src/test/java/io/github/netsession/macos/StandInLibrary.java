package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.OpenNetworks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** The library, open on the stand-ins; and a small world for it. */
final class StandInLibrary extends OpenNetworks {

    /** Wi-Fi that is preferred, and a cable. */
    static final List<String> WORLD = List.of("path 1 0 0",
        "link lo0 1 24 0x8049 16384 -", "address lo0 127.0.0.1/8",
        "link en0 4 6 0x8863 1500 a4:83:e7:01:02:03", "address en0 192.168.1.7/24",
        "link en5 9 6 0x8863 1500 00:e0:4c:68:00:05", "address en5 10.1.2.3/16",
        "store State:/Network/Interface {\"Interfaces\":[\"lo0\",\"en0\",\"en5\"]}",
        "store State:/Network/Interface/en0/Link {\"Active\":true}", "store State:/Network/Interface/en5/Link {\"Active\":true}",
        "store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"WIFI\",\"CABLE\"]}",
        "store Setup:/Network/Service/WIFI {\"UserDefinedName\":\"Wi-Fi\"}",
        "store Setup:/Network/Service/WIFI/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"AirPort\",\"DeviceName\":\"en0\"}",
        "store Setup:/Network/Service/CABLE {\"UserDefinedName\":\"USB 10/100/1000 LAN\"}",
        "store Setup:/Network/Service/CABLE/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"en5\"}",
        "store State:/Network/Service/WIFI/IPv4 {\"InterfaceName\":\"en0\",\"Addresses\":[\"192.168.1.7\"],\"Router\":\"192.168.1.1\"}",
        "store State:/Network/Service/CABLE/IPv4 {\"InterfaceName\":\"en5\",\"Addresses\":[\"10.1.2.3\"],\"Router\":\"10.1.0.1\"}",
        "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en0\",\"PrimaryService\":\"WIFI\",\"Router\":\"192.168.1.1\"}",
        "interface en0 IEEE80211 Wi-Fi", "interface en5 Ethernet USB 10/100/1000 LAN");
    static final ConfigurationId WIFI = ConfigurationId.of("service", "WIFI");
    static final ConfigurationId CABLE = ConfigurationId.of("service", "CABLE");

    private static final Duration LEFT_LIMIT = Duration.ofSeconds(30);

    /** Of these tests alone, whatever else holds services of the same names on this machine. */
    private static final Path HOLDS = Path.of("target", "standin-holds").toAbsolutePath();

    StandInLibrary() {
        super(Networks.builder().backend(new StandInProvider()).holdsDirectory(HOLDS).open());
    }

    /** In the small world, with a few lines more; all that the opening leads to has happened. */
    static StandInLibrary in(String... more) {
        load(more);
        return new StandInLibrary().settled();
    }

    static void load(String... more) {
        StandIn.load(WORLD.toArray(String[]::new));
        StandIn.act(more);
    }

    /** The backend alone, which is read when a test likes. */
    static Backend backend(Runnable changed) {
        return new StandInProvider().open(new BackendSink() {
            @Override
            public void changed() {
                changed.run();
            }

            @Override
            public void failed(ConfigurationId id, BackendException cause) {
                throw new AssertionError(id.toString(), cause);
            }
        });
    }

    static Backend backend() {
        return backend(() -> { });
    }

    /**
     * After everything is closed: what macOS gave is given back, nothing was used wrongly, and nobody is at work any more. A thread that still
     * asks what sort the interfaces are holds nothing that is given back, but its call would be counted in the next test.
     */
    static void nothingIsLeft() {
        boolean isClean = Await.comesTrueWithin(LEFT_LIMIT,
            () -> StandIn.number("live") == 0 && StandIn.number("threads") == 0 && Machine.threads().isEmpty());
        assertEquals(0, StandIn.number("defects"), "see standard error");
        assertTrue(isClean, () -> StandIn.number("live") + " objects, " + StandIn.number("threads") + " threads of the stand-ins, " + Machine.threads()
            + " are left");
    }

    static void eventually(BooleanSupplier condition, String what) {
        assertTrue(Await.comesTrue(condition), () -> "did not come true in time: " + what);
    }

    static long calls(String function) {
        return StandIn.number("calls " + function);
    }

    /** Waits until what has happened so far is told and read: what comes after this comes of what is done after it. */
    StandInLibrary settled() {
        Machine.settle();
        updated(); // May ask what sort a new interface is, and then the answer leads to one more.
        Machine.settle();
        return updated();
    }

    /** Asks for a reading and waits for it. */
    StandInLibrary updated() {
        networks.update().join();
        return this;
    }

    NetworkConfiguration configuration(ConfigurationId id) {
        return networks.configuration(id).orElseThrow(() -> new AssertionError("no " + id + " in " + networks.configurations()));
    }

    CapabilityStatus capability(Capability capability) {
        return networks.capabilities().of(capability);
    }

    NetworkSession opened(ConfigurationId id) {
        NetworkSession session = networks.session(configuration(id));
        session.open().join();
        return session;
    }

    /** What a session tells from now on. */
    static List<SessionEvent> told(NetworkSession session) {
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        session.listen(new SessionListener() {
            @Override
            public void accept(SessionEvent event) {
                events.add(event);
            }
        });
        eventually(() -> !events.isEmpty(), "how the session stands is told");
        return events;
    }

    long count(Class<? extends NetworksEvent> kind) {
        return events().stream().filter(kind::isInstance).count();
    }
}
