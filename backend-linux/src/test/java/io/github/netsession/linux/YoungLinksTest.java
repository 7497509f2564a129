package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.testkit.Links;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a veth waits before it is an access point, by a clock that the test moves. */
@Tag("unit")
class YoungLinksTest {

    private static final long HALF = YoungLinks.YOUTH_NANOS;

    private long now = Long.MAX_VALUE - HALF / 2; // It overflows on the way, as a clock of no known origin may.
    private final YoungLinks young = new YoungLinks(() -> now);
    private final List<Link> links = new ArrayList<>(List.of(veth("old", 2).build()));
    private Optional<String> defaultInterface = Optional.empty();
    private boolean areNoticed = true;

    private static Link.Builder veth(String name, int index) {
        return Links.up(name, index, Bearer.ETHERNET).kind(LinkKind.VETH);
    }

    private String read() {
        return read(List.of());
    }

    /** The names of the access points after a reading; links that are ports are none. */
    private String read(List<String> ports) {
        List<AccessPoint> all = links.stream().filter(link -> !ports.contains(link.name())).map(link -> AccessPoint.builder(ConfigurationId.of("link", link.name())).interfaceName(link.name()).build()).toList();
        return String.join(" ", young.grownUp(all, links, defaultInterface, areNoticed).stream().map(AccessPoint::name).map(name -> name.substring(5)).toList());
    }

    @Test
    void whatIsThereAtFirstDoesNotWait() {
        assertEquals("old", read());
        assertEquals(OptionalLong.empty(), young.nextGrownUp());
    }

    @Test
    void aNewVethWaitsForHalfASecondAndAHintIsWantedThen() {
        read();
        links.add(veth("a", 3).build());
        assertEquals("old", read());
        assertEquals(OptionalLong.of(now + HALF), young.nextGrownUp());
        now += HALF / 2;
        links.add(veth("b", 4).build());
        assertEquals("old", read());
        assertEquals(OptionalLong.of(now + HALF / 2), young.nextGrownUp());
        now += HALF / 2;
        assertEquals("old a", read());
        assertEquals(OptionalLong.of(now + HALF / 2), young.nextGrownUp());
        now += HALF / 2;
        assertEquals("old a b", read());
        assertEquals(OptionalLong.empty(), young.nextGrownUp());
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, true", "2001:db8::1, true", "169.254.7.7, true", "fe80::1, false"})
    void anAddressThatSomebodyHasGivenEndsTheWait(String address, boolean ends) throws UnknownHostException {
        read();
        links.add(veth("a", 3).addresses(List.of(new LinkAddress(InetAddress.getByName(address), 32, false))).build());
        assertEquals(ends ? "old a" : "old", read());
    }

    @Test
    void aDefaultRouteEndsTheWaitAndItDoesNotBeginAgain() {
        read();
        links.add(veth("a", 3).build());
        links.add(veth("b", 4).routed(true).build());
        assertEquals("old b", read());
        defaultInterface = Optional.of("a");
        assertEquals("old a b", read());
        defaultInterface = Optional.empty();
        links.set(2, veth("b", 4).build());
        assertEquals("old a b", read());
    }

    @ParameterizedTest
    @EnumSource(value = LinkKind.class, mode = EnumSource.Mode.EXCLUDE, names = "VETH")
    void onlyAVethWaits(LinkKind kind) {
        read();
        links.add(Links.up("a", 3, Bearer.ETHERNET).kind(kind).build());
        assertEquals("old a", read());
    }

    @Test
    void whatTakesTheNameOrTheNumberOfAnotherDoesNotWait() {
        read();
        links.set(0, veth("old", 9).build());
        assertEquals("old", read());
        links.set(0, veth("renamed", 9).build());
        assertEquals("renamed", read());
    }

    @Test
    void whatIsAPortByThenIsNeitherMissedNorHintedAt() {
        read();
        links.add(veth("a", 3).master("docker0").build());
        assertEquals(List.of(), young.grownUp(List.of(), links, defaultInterface, true));
        assertEquals(OptionalLong.empty(), young.nextGrownUp());
    }

    /** Podman gives a new container the name of the link of one that has just ended. */
    @Test
    void whatTakesTheNameOfAPortOrOfOneThatWaitedWaits() {
        links.add(veth("veth0", 3).build());
        read(List.of("veth0"));
        links.set(1, veth("veth0", 4).build());
        assertEquals("old", read());
        links.set(1, veth("veth0", 5).build());
        assertEquals("old", read());
        assertEquals(OptionalLong.of(now + HALF), young.nextGrownUp());
    }

    @Test
    void withoutNoticesNobodyWaits() {
        areNoticed = false;
        read();
        links.add(veth("a", 3).build());
        assertEquals("old a", read());
        assertEquals(OptionalLong.empty(), young.nextGrownUp());
    }
}
