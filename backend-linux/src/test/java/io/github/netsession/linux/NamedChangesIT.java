package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes whose notices do not name all that they change: a reading of what they name shows it all the same. */
@Tag("kernel")
@Tag("every-jdk")
class NamedChangesIT {

    private final Hints hints = new Hints();
    private final CountedRequests counted = new CountedRequests();
    private Backend backend;

    @BeforeEach
    void open() {
        Netns.clean();
        Netns.ipBatch(IntStream.range(0, 40).mapToObj(i -> "link add q" + i + " type ifb").toList());
        Netns.vethPair("va", "va-peer");
        Netns.vethPair("vb", "vb-peer");
        backend = LinuxBackend.open(counted.os(), hints);
    }

    @AfterEach
    void close() {
        backend.close();
        Netns.sh("echo 0 > /proc/sys/net/ipv6/conf/all/keep_addr_on_down");
        Netns.clean();
    }

    /** The same, and nothing but what the notices name is read. */
    private Snapshot afterNamed(List<String> change, Predicate<Snapshot> isSo) {
        backend.read();
        long lists = counted.lists();
        Snapshot now = after(change, isSo);
        assertEquals(lists + 1, counted.lists(), "only the reading before the change reads everything");
        return now;
    }

    /** Reads everything, makes a change, and reads what its notices name until that is so. */
    private Snapshot after(List<String> change, Predicate<Snapshot> isSo) {
        backend.read();
        long[] seen = {hints.count()};
        Netns.ipBatch(change);
        Snapshot[] last = new Snapshot[1];
        assertTrue(Await.comesTrue(() -> {
            boolean isHinted = hints.count() != seen[0];
            seen[0] = hints.count();
            last[0] = isHinted ? backend.readChanged() : last[0];
            return last[0] != null && isSo.test(last[0]);
        }), () -> last[0] + "");
        return last[0];
    }

    private static Link link(Snapshot snapshot, String name) {
        return snapshot.links().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void anMtuIsReadAndEveryOtherLinkIsTheSameObject() {
        Snapshot before = backend.read();
        Snapshot now = afterNamed(List.of("link set va mtu 1400"), snapshot -> link(snapshot, "va").mtuBytes() == 1400);
        assertSame(link(before, "vb"), link(now, "vb"));
        assertSame(before.accessPoints(), now.accessPoints());
    }

    /** The kernel tells of no route that goes with a link that is switched off. */
    @Test
    void aLinkThatIsSwitchedOffAndOnAtOnceHasLostItsRoute() {
        Netns.ip("addr add 10.1.0.1/24 dev va");
        Netns.ip("route add default via 10.1.0.2");
        assertEquals(Optional.of("va"), backend.read().defaultInterface());
        afterNamed(List.of("link set va down", "link set va up"), snapshot -> snapshot.defaultInterface().isEmpty() && link(snapshot, "va").operational());
    }

    @Test
    void anUnnumberedLinkThatIsSwitchedOffAndOnAtOnceReachesNothing() {
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        try {
            Netns.ip("route add default dev va");
            assertTrue(link(backend.read(), "va").isUsable());
            afterNamed(List.of("link set va down", "link set va up"), snapshot -> link(snapshot, "va").operational() && !link(snapshot, "va").reachesBeyondLink());
        } finally {
            Netns.ip("addr del 10.50.0.39/32 dev lo");
        }
    }

    /** The kernel tells of no address that becomes tentative because its link is switched off. */
    @Test
    void anAddressThatIsKeptWhileTheLinkIsDownIsTentative() {
        Netns.sh("echo 1 > /proc/sys/net/ipv6/conf/all/keep_addr_on_down");
        Netns.ip("-6 addr add 2001:db8:5::1/64 dev va");
        Await.until(() -> link(backend.read(), "va").isUsable());
        Snapshot now = afterNamed(List.of("link set va down"), snapshot -> !link(snapshot, "va").up());
        assertTrue(Netns.ip("-6 addr show dev va").contains("tentative"));
        assertEquals(List.of(false), link(now, "va").addresses().stream().map(LinkAddress::usable).toList());
    }

    @Test
    void anAddressOfTheMachineWhoseRemovalTakesARouteWithIt() {
        Netns.ip("addr add 10.1.0.1/24 dev va");
        Netns.ip("addr add 10.2.0.1/24 dev vb");
        Netns.ip("route add default via 10.1.0.2 src 10.2.0.1");
        assertEquals(Optional.of("va"), backend.read().defaultInterface());
        afterNamed(List.of("addr del 10.2.0.1/24 dev vb"), snapshot -> snapshot.defaultInterface().isEmpty());
    }

    @Test
    void aLinkIsMovedAwayAndBack() throws Exception {
        Process elsewhere = Netns.otherNamespace();
        try {
            after(List.of("link set va netns " + elsewhere.pid()), snapshot -> snapshot.links().stream().noneMatch(each -> each.name().equals("va")));
        } finally {
            elsewhere.destroy();
        }
    }

    @Test
    void namesAreSwapped() {
        int index = link(backend.read(), "va").index();
        after(List.of("link set va down", "link set vb down", "link set va name swap", "link set vb name va", "link set swap name vb"),
            snapshot -> snapshot.links().stream().anyMatch(each -> each.name().equals("vb") && each.index() == index));
    }
}
