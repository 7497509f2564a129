package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A Mac with a cable, a radio and a line by a modem, in the world of the stand-ins; and what must not be left of whoever used it. */
final class Machine {

    static final ConfigurationId CABLE = ConfigurationId.of("service", "CABLE");
    static final ConfigurationId RADIO = ConfigurationId.of("service", "RADIO");
    static final ConfigurationId TUNNEL = ConfigurationId.of("service", "TUNNEL");

    /** Longer than any test lets something hang, and a busy machine besides. */
    private static final Duration LEFT_LIMIT = Duration.ofSeconds(30);
    /** What an earlier test has lost is that one's failure, and no other's. */
    private static long lost;

    private static final String[] WORLD = {
        "link lo0 1 24 0x8049 16384 -", "address lo0 127.0.0.1/8", "path 1 0 0",
        "link en0 4 6 0x8863 1500 02:00:00:00:00:04", "address en0 192.0.2.4/24",
        "link en1 5 6 0x8863 1500 02:00:00:00:00:05", "address en1 198.51.100.5/24",
        "link ppp0 9 23 0x8010 1280 -", "service TUNNEL ppp0 10.64.0.2/32",
        "interface en0 Ethernet Ethernet", "interface en1 IEEE80211 Wi-Fi", "wifi en1 -60 1 Office", "delay connect 2", "delay disconnect 2",
        "store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"CABLE\",\"RADIO\",\"TUNNEL\"]}",
        "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en0\",\"PrimaryService\":\"CABLE\"}",
        "store Setup:/Network/Service/CABLE {\"UserDefinedName\":\"Cable\"}",
        "store Setup:/Network/Service/CABLE/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"en0\"}",
        "store State:/Network/Service/CABLE/IPv4 {\"InterfaceName\":\"en0\",\"Addresses\":[\"192.0.2.4\"]}",
        "store State:/Network/Interface/en0/Link {\"Active\":true}",
        "store Setup:/Network/Service/RADIO {\"UserDefinedName\":\"Radio\"}",
        "store Setup:/Network/Service/RADIO/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"AirPort\",\"DeviceName\":\"en1\"}",
        "store State:/Network/Service/RADIO/IPv4 {\"InterfaceName\":\"en1\",\"Addresses\":[\"198.51.100.5\"]}",
        "store State:/Network/Interface/en1/Link {\"Active\":true}", "store State:/Network/Interface/en1/AirPort {\"Power Status\":1}",
        "store Setup:/Network/Service/TUNNEL {\"UserDefinedName\":\"Tunnel\"}",
        "store Setup:/Network/Service/TUNNEL/Interface {\"Type\":\"PPP\",\"SubType\":\"PPPSerial\"}"};

    private Machine() {
    }

    static void begin() {
        StandIn.load(WORLD);
    }

    /** Counts the hints, and knows which came after the end. */
    static final class Hints implements BackendSink {

        final AtomicLong count = new AtomicLong();
        final AtomicLong late = new AtomicLong();
        volatile boolean isOver;

        @Override
        public void changed() {
            (isOver ? late : count).incrementAndGet();
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            changed();
        }
    }

    static Backend open(BackendSink sink) {
        return new StandInProvider().open(sink);
    }

    static Backend open() {
        return open(new Hints());
    }

    static Networks networks() {
        return Networks.builder().backend(new StandInProvider()).open();
    }

    static AccessPoint point(Snapshot snapshot, ConfigurationId id) {
        return snapshot.accessPoints().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    static void callIt(ConfigurationId id, String name) {
        StandIn.act("store Setup:/Network/Service/" + id.value().substring(id.value().indexOf(':') + 1) + " {\"UserDefinedName\":\"" + name + "\"}");
    }

    /** What holds of any snapshot, whatever it was made of. */
    static void isConsistent(Snapshot snapshot) {
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        Set<Integer> indices = new HashSet<>();
        for (Link link : snapshot.links()) {
            assertTrue(names.add(link.name()) && indices.add(link.index()), () -> link + " is there twice");
        }
        for (AccessPoint point : snapshot.accessPoints()) {
            assertTrue(ids.add(point.id().value()), () -> point.id() + " is there twice");
            assertTrue(names.containsAll(point.interfaceName().stream().toList()), () -> point + " is on no link");
        }
        assertTrue(names.containsAll(snapshot.defaultInterface().stream().toList()), () -> "no link: " + snapshot.defaultInterface());
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("netsession-")).toList();
    }

    /** Waits until what has happened so far is told: no callback is under way, and nobody asks what sort the interfaces are. */
    static void settle() {
        assertTrue(Await.comesTrue(() -> StandIn.number("threads") == 0 && !threads().contains(Kinds.THREAD_NAME)), "it does not come to rest");
    }

    /** Nothing of what was asked of macOS is still held, nothing was used wrongly, and nobody is at work any more. */
    static void nothingIsLeft() {
        boolean isClean = Await.comesTrueWithin(LEFT_LIMIT, () -> StandIn.number("live") <= lost && StandIn.number("threads") == 0 && threads().isEmpty());
        long newlyLost = StandIn.number("live") - lost;
        lost = StandIn.number("live");
        assertTrue(isClean, () -> newlyLost + " objects, " + StandIn.number("threads") + " threads of the stand-ins, " + threads() + " are left");
        assertEquals(0, StandIn.number("defects"), "see standard error");
    }

    static long descriptors() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Memory behind direct buffers that are reachable or not yet freed; a collection frees the others, some time after it. */
    static long directBytes() {
        System.gc();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }
}
