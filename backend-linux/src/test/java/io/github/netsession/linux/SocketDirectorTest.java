package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SocketDirectorTest {

    private static final Closeable SOCKET = () -> { };
    private static final Link ETH0 = Links.up("eth0", 5, Bearer.ETHERNET).build();

    private final FakeSocketPort kernel = new FakeSocketPort();
    private final SocketDirector director = new SocketDirector(kernel);

    SocketDirectorTest() {
        kernel.names.put(5, "eth0");
        kernel.names.put(6, "eth1");
    }

    private BackendException refusal() {
        return assertThrows(BackendException.class, () -> director.direct(ETH0, SOCKET));
    }

    @Test
    void bindsByTheNumberOfTheLink() {
        kernel.byName = Errno.EPERM;
        director.direct(ETH0, SOCKET);
        assertEquals(Optional.of("eth0"), kernel.bound);
    }

    @Test
    void bindsByTheNameBeforeLinux51() {
        kernel.byIndex = Errno.ENOPROTOOPT;
        director.direct(ETH0, SOCKET);
        assertEquals(Optional.of("eth0"), kernel.bound);
    }

    @Test
    void aSocketThatIsOnTheLinkAlreadyIsSuccess() {
        kernel.bound = Optional.of("eth0");
        kernel.byIndex = Errno.EPERM;
        director.direct(ETH0, SOCKET);
    }

    @Test
    void aSocketOfAnotherLinkStaysThereWithoutPrivilege() {
        kernel.bound = Optional.of("eth1");
        kernel.byIndex = Errno.EPERM;
        BackendException refused = refusal();
        assertEquals(Kind.DENIED, refused.kind());
        assertTrue(refused.getMessage().contains("directed to eth1 already"), refused.getMessage());
        assertTrue(refused.remedy().orElseThrow().contains("make a new socket"));
    }

    @Test
    void aKernelBefore57TellsWhatWouldHelp() {
        kernel.byIndex = Errno.EPERM;
        BackendException refused = refusal();
        assertEquals(Kind.DENIED, refused.kind());
        assertTrue(refused.remedy().orElseThrow().contains("Linux 5.7"));
        assertEquals(Support.DENIED, DirectRouting.status(director.obstacle()).support());
    }

    @Test
    void aLinkThatIsGoneIsNotReplacedByAnother() {
        kernel.names.put(5, "eth9");
        assertEquals(Kind.NOT_READY, refusal().kind());
        kernel.names.remove(5);
        assertEquals(Kind.NOT_READY, refusal().kind());
        assertEquals(Optional.empty(), kernel.bound);
    }

    @Test
    void aLinkThatGoesAtThatMomentIsTakenBackWhereThatIsPermitted() {
        kernel.isGoing = true;
        assertEquals(Optional.empty(), refusal().remedy());
        kernel.unbinding = Errno.EPERM;
        assertTrue(refusal().remedy().orElseThrow().contains("close the socket"));
    }

    @Test
    void aJvmThatHidesItsSocketsIsReportedAsMissing() {
        kernel.noDescriptor = Optional.of("java.net.Socket has no field impl");
        CapabilityStatus status = DirectRouting.status(director.obstacle());
        assertEquals(Support.MISSING, status.support());
        assertTrue(status.reason().contains("no field impl"), status.reason());
    }

    private static CapabilityStatus on(Link link, String defaultInterface, int filter, Link... others) {
        Snapshot.Builder snapshot = Snapshot.builder().defaultInterface(defaultInterface);
        snapshot.links(Stream.concat(Stream.of(link), Stream.of(others)).toList());
        return DirectRouting.on(link, snapshot.build(), OptionalInt.of(filter), DirectRouting.status(Optional.empty()));
    }

    @Test
    void aStrictReversePathFilterDegradesALinkWithoutTheDefaultRoute() {
        assertEquals(Support.AVAILABLE, on(ETH0, "eth0", 1).support());
        assertEquals(Support.AVAILABLE, on(ETH0, "eth1", 2).support());
        CapabilityStatus strict = on(ETH0, "eth1", 1);
        assertEquals(Support.DEGRADED, strict.support());
        assertEquals(Optional.of("sysctl -w net/ipv4/conf/eth0/rp_filter=2"), strict.remedy());
    }

    @Test
    void aTunnelWithTheDefaultRouteIsPassedBy() {
        Link tunnel = Link.builder("wg0", 7).kind(LinkKind.TUNNEL).up(true).carrier(true).operational(true).build();
        CapabilityStatus status = on(ETH0, "wg0", 0, tunnel);
        assertEquals(Support.DEGRADED, status.support());
        assertTrue(status.reason().contains("wg0") && status.reason().contains("VPN"), status.reason());
        assertEquals(Support.AVAILABLE, on(tunnel, "wg0", 0).support());
        CapabilityStatus both = on(ETH0, "wg0", 1, tunnel);
        assertTrue(both.reason().contains("strict") && both.reason().contains("wg0"), both.reason());
        assertTrue(both.remedy().orElseThrow().contains("rp_filter=2; use plain sockets"), both.toString());
    }
}
