package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.Backend;
import java.net.Inet6Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Wine's own tables say, through the backend, is what {@code ip} says of the same namespace. */
@Tag("wine")
class RealTablesIT extends OnTwoCables {

    /** 1000 bytes that {@link Links#send} sends, with the headers of UDP, IPv4 and Ethernet. */
    private static final int PACKET_BYTES = 1000 + 8 + 20 + 14;

    RealTablesIT() {
        super("rt");
    }

    private Link link(String name) {
        return library.updated().link(name);
    }

    private static String numeric(LinkAddress address) {
        return address.address().getHostAddress().split("%")[0] + '/' + address.prefixLength();
    }

    private static List<String> addresses(Link link) {
        return link.addresses().stream().map(RealTablesIT::numeric).sorted().toList();
    }

    // ---- what they are

    @Test
    void everyLinkHasTheNameTheNumberTheSizeAndTheAddressesThatIpShows() {
        Linux.ip("link set rt1 mtu 1400");
        Linux.ip("link set rt2 down");
        Linux.ip("addr add 10.7.9.1/32 dev rt1");
        Linux.ip("addr add 10.7.10.1/30 dev rt1");
        Linux.ip("-6 addr add 2001:db8:7::1/126 dev rt1 nodad");
        Linux.ip("-6 addr add 2001:db8:8::1/64 dev rt1 nodad");
        Linux.ip("-6 addr add fe80::7/64 dev rt1 nodad");
        library.updated();
        List<IpSays> expected = IpSays.all();
        assertEquals(expected.stream().map(IpSays::name).sorted().toList(), library.networks.interfaces().stream().map(Link::name).sorted().toList());
        for (IpSays said : expected) {
            Link link = library.link(said.name());
            assertEquals(said.index(), link.index(), said.name());
            assertEquals(said.addresses(), addresses(link), said.name());
            if (!said.name().equals("lo")) { // Linux gives it a size and a hardware address, Windows neither.
                assertEquals(said.mtuBytes(), link.mtuBytes(), said.name());
                assertEquals(Optional.of(said.hardwareAddress()), link.hardwareAddress(), said.name());
            }
            assertEquals(said.hasCarrier(), link.carrier(), said.name());
        }
    }

    @Test
    void loopbackIsListedAndIsNoAccessPoint() {
        Link lo = link("lo");
        assertEquals(LinkKind.LOOPBACK, lo.kind());
        assertEquals(Bearer.LOOPBACK, lo.bearer());
        assertTrue(lo.up() && lo.operational());
        assertFalse(lo.isUsable());
        assertTrue(library.networks.configurations().stream().noneMatch(each -> each.interfaceName().equals(Optional.of("lo"))));
    }

    @Test
    void aLinkLocalAddressCarriesTheNumberOfItsLinkAndNoOtherDoes() {
        Linux.ip("-6 addr add fe80::7/64 dev rt1 nodad");
        Linux.ip("-6 addr add 2001:db8:7::1/64 dev rt1 nodad");
        Link one = link("rt1");
        for (LinkAddress address : one.addresses()) {
            if (address.address() instanceof Inet6Address six) {
                assertEquals(six.isLinkLocalAddress() ? one.index() : 0, six.getScopeId(), address::toString);
            }
        }
        assertTrue(one.addresses().stream().anyMatch(each -> each.toString().equals("fe80:0:0:0:0:0:0:7%" + one.index() + "/64")), one::toString);
    }

    @Test
    void aLinkLocalAddressAloneDoesNotMakeALinkUsable() {
        Linux.ip("addr flush dev rt1");
        Linux.ip("-6 addr add fe80::7/64 dev rt1 nodad");
        Link one = link("rt1");
        assertTrue(one.operational());
        assertEquals(List.of("fe80:0:0:0:0:0:0:7/64"), addresses(one));
        assertFalse(one.isUsable());
        assertTrue(library.isIn(luid(one), ConfigurationState.DISCOVERED));
    }

    // ---- their state

    @Test
    void aLinkThatIsSwitchedOffIsNotOperationalAndHasNoCarrier() {
        Link up = link("rt1");
        assertTrue(up.up() && up.carrier() && up.operational() && up.isUsable(), up::toString);
        Linux.ip("link set rt1 down");
        Link down = link("rt1");
        assertFalse(down.carrier() || down.operational() || down.isUsable(), down::toString);
        assertEquals(ConfigurationState.DEFINED, library.configuration(luid(down)).state());
    }

    @Test
    void aCableThatIsPulledAtTheFarEndTakesTheCarrierAndNotTheSwitch() {
        Linux.ip("link set frt1 down");
        Link one = link("rt1");
        assertTrue(one.up());
        assertFalse(one.carrier() || one.operational() || one.isUsable(), one::toString);
        assertEquals(ConfigurationState.DEFINED, library.configuration(luid(one)).state());
        Linux.ip("link set frt1 up");
        assertTrue(link("rt1").isUsable());
    }

    /** Wine says of every link that it is switched on, so the world has to say it. */
    @Test
    void aLinkThatAnAdministratorSwitchedOffIsNotUp() {
        world.add("link rt1 admin=2 oper=2 media=0");
        Link one = link("rt1");
        assertFalse(one.up() || one.carrier() || one.operational(), one::toString);
    }

    @Test
    void anAddressComesAndGoesWithTheLinksUse() {
        Linux.ip("addr flush dev rt1");
        Link bare = link("rt1");
        assertEquals(List.of(), bare.addresses());
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(luid(bare)).state());
        Linux.ip("-6 addr add 2001:db8:7::1/64 dev rt1 nodad");
        assertEquals(List.of("2001:db8:7:0:0:0:0:1/64"), addresses(link("rt1")));
        assertEquals(ConfigurationState.ACTIVE, library.configuration(luid(bare)).state());
        Linux.ip("-6 addr del 2001:db8:7::1/64 dev rt1");
        assertFalse(link("rt1").isUsable());
    }

    @Test
    void aTentativeAddressIsListedAndCannotBeUsedYet() {
        Linux.ip("addr flush dev rt1");
        // Each of so many probes takes a second, so it stays tentative for as long as the test takes.
        Linux.run("sh", "-c", "echo 200 > /proc/sys/net/ipv6/conf/rt1/dad_transmits");
        Linux.ip("-6 addr add 2001:db8:7::1/64 dev rt1");
        assertTrue(Linux.ip("-j addr show dev rt1").contains("tentative"), "ip says so");
        Link one = link("rt1");
        assertEquals(List.of("2001:db8:7:0:0:0:0:1/64"), addresses(one));
        assertFalse(one.addresses().get(0).usable() || one.isUsable(), one::toString);
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(luid(one)).state());
        Linux.ip("-6 addr del 2001:db8:7::1/64 dev rt1");
        Linux.ip("-6 addr add 2001:db8:7::1/64 dev rt1 nodad");
        assertTrue(link("rt1").isUsable());
    }

    @Test
    void aDeprecatedAddressIsStillUsed() {
        Linux.ip("addr flush dev rt1");
        Linux.ip("-6 addr add 2001:db8:7::1/64 dev rt1 nodad preferred_lft 0");
        Link one = link("rt1");
        assertEquals(1, one.addresses().size());
        assertTrue(one.addresses().get(0).usable() && one.isUsable(), one::toString);
    }

    @Test
    void aLinkThatIsGoneIsListedNoMoreAndOneOfTheSameNameIsAnother() {
        Link before = link("rt1");
        Linux.ip("link del rt1");
        library.updated();
        assertFalse(library.linkIs("rt1", link -> true));
        assertFalse(library.networks.configuration(luid(before)).isPresent());
        Links.cable("rt1", "frt1", "10.7.3");
        Link after = link("rt1");
        assertEquals(IpSays.of("rt1").index(), after.index());
        assertEquals(List.of("10.7.3.2/24"), addresses(after));
        assertTrue(before.index() != after.index() && !luid(before).equals(luid(after)));
    }

    // ---- counters

    private static void assertCounted(InterfaceCounters counters) {
        IpSays said = IpSays.counted(counters.interfaceName());
        assertEquals(List.of(said.counter("rx", "bytes"), said.counter("rx", "packets"), said.counter("rx", "errors"), said.counter("rx", "dropped")),
            List.of(counters.bytesReceived(), counters.packetsReceived(), counters.errorsReceived(), counters.droppedReceived()), "received");
        assertEquals(List.of(said.counter("tx", "bytes"), said.counter("tx", "packets"), said.counter("tx", "errors"), said.counter("tx", "dropped")),
            List.of(counters.bytesWritten(), counters.packetsWritten(), counters.errorsWritten(), counters.droppedWritten()), "written");
        assertEquals(said.index(), counters.interfaceIndex());
    }

    @Test
    void onePacketIsCountedToTheByteByOneAndByAll() {
        InterfaceCounters before = library.networks.counters("rt1").orElseThrow();
        InterfaceCounters farBefore = library.networks.counters("frt1").orElseThrow();
        Links.pair("rt1", "frt1", "10.7.1").send();
        InterfaceCounters after = library.networks.counters("rt1").orElseThrow();
        Map<String, InterfaceCounters> all = library.networks.counters();
        assertEquals(PACKET_BYTES, after.bytesWritten() - before.bytesWritten());
        assertEquals(1, after.packetsWritten() - before.packetsWritten());
        assertEquals(PACKET_BYTES, all.get("frt1").bytesReceived() - farBefore.bytesReceived());
        assertEquals(1, all.get("frt1").packetsReceived() - farBefore.packetsReceived());
        assertEquals(after, all.get("rt1"));
        for (String name : List.of("rt1", "frt1", "rt2", "frt2")) {
            assertCounted(all.get(name));
            assertCounted(library.networks.counters(name).orElseThrow());
        }
    }

    @Test
    void packetsThatNobodyTakesAreCountedAsDropped() {
        Linux.ip("link set frt1 down");
        Links.pair("rt1", "frt1", "10.7.1").send();
        assertCounted(library.networks.counters("rt1").orElseThrow());
    }

    @Test
    void aFilterIsNeitherListedNorCounted() {
        Links.pair("rt1", "frt1", "10.7.1").send();
        long sum = written();
        int links = library.updated().networks.interfaces().size();
        world.add("filter rt1 rt1-WFP Native MAC Layer LightWeight Filter-0000", "filter rt1 rt1-QoS Packet Scheduler-0000");
        library.updated();
        assertEquals(links, library.networks.interfaces().size());
        assertTrue(library.networks.interfaces().stream().noneMatch(each -> each.name().contains("Filter") || each.name().contains("QoS")));
        assertEquals(sum, written());
        assertCounted(library.networks.counters().get("rt1"));
    }

    private long written() {
        return library.networks.counters().values().stream().mapToLong(InterfaceCounters::bytesWritten).sum();
    }

    @Test
    void aThousandLinksAreReadByAsManyCallsAsAFew() {
        // Other classes have put cables away, to use them again.
        Links.clean("rt1", "frt1", "rt2", "frt2");
        int few = callsOfAReading(10);
        world.add("many 1000");
        assertEquals(few, callsOfAReading(1010));
        library.updated();
        int before = StandIns.calls("iphlpapi", "GetIfTable2Ex") + StandIns.calls("iphlpapi", "GetIfEntry2");
        Map<String, InterfaceCounters> all = library.networks.counters();
        assertEquals(1_000_000, all.get("many 1000").bytesReceived());
        assertEquals(2_000_000, all.get("many 1000").bytesWritten());
        assertTrue(StandIns.calls("iphlpapi", "GetIfTable2Ex") + StandIns.calls("iphlpapi", "GetIfEntry2") - before < 10, "not one for each");
    }

    /** By a backend of its own, which nothing but this makes read, once it has found out how much room it needs. */
    private int callsOfAReading(int mostLinks) {
        library.close();
        try (Backend backend = new WindowsBackendProvider().open(new Deaf())) {
            List<String> links = backend.read().links().stream().map(Link::name).toList();
            assertTrue(links.size() <= mostLinks, () -> links.size() + " links: " + links.stream().limit(20).toList());
            List<String> names = List.of("GetIfTable2Ex", "GetIfEntry2", "GetAdaptersAddresses", "GetBestRoute2", "GetUnicastIpAddressTable");
            int before = names.stream().mapToInt(name -> StandIns.calls("iphlpapi", name)).sum();
            backend.read();
            return names.stream().mapToInt(name -> StandIns.calls("iphlpapi", name)).sum() - before;
        } finally {
            library = new Library();
        }
    }

    // ---- identity

    /** Wine makes it of the number. */
    private static ConfigurationId luid(Link link) {
        return ConfigurationId.of("luid", Long.toUnsignedString(6L << 48 | (long) link.index() << 24));
    }

    @Test
    void theGuidIsTheLinksSystemIdInBracesAndUpperCase() {
        world.add("link rt1 guid={0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9}");
        assertEquals(Optional.of("{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}"), link("rt1").systemId());
        assertTrue(link("rt2").systemId().filter(guid -> guid.matches("\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}}")).isPresent());
    }

    @Test
    void theLuidIsTheAccessPointsIdAndHasNoSign() {
        world.add("link rt1 luid=9223372036854775809");
        ConfigurationId id = ConfigurationId.of("luid", "9223372036854775809");
        Link one = link("rt1");
        assertEquals(ConfigurationState.ACTIVE, library.configuration(id).state(), "its addresses are found by it");
        assertEquals(List.of("10.7.1.2/24"), addresses(one));
        assertFalse(library.networks.configuration(luid(one)).isPresent());
    }

    @Test
    void aLinkThatIsRenamedKeepsItsId() {
        ConfigurationId id = luid(link("rt1"));
        world.add("link rt1 alias=Das Kabel");
        Link renamed = link("Das Kabel");
        assertEquals(Optional.of("Das Kabel"), library.configuration(id).interfaceName());
        assertEquals(IpSays.of("rt1").index(), renamed.index());
        assertTrue(library.networks.counters("Das Kabel").isPresent());
    }
}
