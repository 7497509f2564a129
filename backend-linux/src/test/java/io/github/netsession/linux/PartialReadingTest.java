package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.linux.HeardChanges.Heard;
import io.github.netsession.spi.Snapshot;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the kernel after each kind of notice, and what is the same object afterwards. */
@Tag("unit")
class PartialReadingTest extends PartialReadings {

    @Nested
    class ALink {

        @Test
        void withAnotherMtuIsAskedForAloneAndEverythingElseIsTheSame() {
            kernel.change(7, link -> FakeTables.withMtu(link, 1400));
            hearOfLink(7);
            Snapshot now = readChangedRight();
            assertEquals(List.of("link 7"), kernel.asked());
            assertEquals(1400, link(now, 7).mtuBytes());
            assertSame(link(before, 8), link(now, 8));
            assertNotSame(link(before, 7), link(now, 7));
            assertSame(before.accessPoints(), now.accessPoints(), "no access point has changed");
        }

        @Test
        void thatHasNotChangedCostsOneQuestionAndIsTheSameObject() {
            hearOfLink(7);
            Snapshot now = readChangedRight();
            assertEquals(List.of("link 7"), kernel.asked());
            assertSame(before.links(), now.links());
            assertSame(before.accessPoints(), now.accessPoints());
        }

        @Test
        void thatIsSwitchedOffIsAskedForItsAddressesAndWhereRoutesLead() {
            kernel.change(7, link -> FakeTables.withState(link, FakeTables.DOWN, Rtnetlink.IF_OPER_DOWN));
            hearOfLink(7);
            Snapshot now = readChangedRight();
            List<String> asked = kernel.asked();
            assertEquals(List.of("link 7", "addresses 7"), asked.subList(0, 2));
            assertEquals(DEFAULT, asked.subList(2, asked.size()));
            assertFalse(link(now, 7).up());
        }

        /** Between the two notices it has lost its IPv4 routes, of which there is no notice. */
        @Test
        void thatWasSwitchedOffAndOnAgainIsAskedWhereRoutesLead() {
            hear(FakeTables.message(FakeTables.withState(kernel.links.get(7), FakeTables.DOWN, Rtnetlink.IF_OPER_DOWN)));
            hearOfLink(7);
            readChangedRight();
            List<String> asked = kernel.asked();
            assertEquals(List.of("link 7", "addresses 7"), asked.subList(0, 2));
            assertEquals(DEFAULT, asked.subList(2, asked.size()));
        }

        @Test
        void thatHasAppearedIsTakenInAtItsPlace() {
            kernel.add(100, "new");
            kernel.address(100, "10.7.7.7");
            hearOfLink(100);
            Snapshot now = readChanged();
            assertEquals(List.of("link 100", "addresses 100"), kernel.askedOfTables());
            assertEquals("new", now.links().get(now.links().size() - 1).name());
            assertTrue(link(now, 100).isUsable());
            assertSame(link(before, 8), link(now, 8));
        }

        @Test
        void thatIsGoneIsLeftOut() {
            hear(FakeTables.linkNotice(Rtnetlink.RTM_DELLINK, kernel.links.get(7)));
            kernel.links.remove(7);
            kernel.addresses.remove(7);
            Snapshot now = readChangedRight();
            assertEquals(List.of("link 7"), kernel.askedOfTables());
            assertEquals(before.links().size() - 1, now.links().size());
            assertSame(link(before, 8), link(now, 8));
        }

        @Test
        void withAnotherNameIsAnotherAccessPoint() {
            kernel.change(7, link -> FakeTables.withName(link, "other"));
            hearOfLink(7);
            Snapshot now = readChangedRight();
            assertEquals(List.of("link 7"), kernel.asked());
            assertTrue(now.accessPoints().stream().anyMatch(point -> point.name().equals("other")));
        }

        @Test
        void thatIsPutIntoABridgeIsNoAccessPointAnyMore() {
            kernel.change(8, link -> FakeTables.link(8, "bridge", FakeTables.UP, Rtnetlink.IF_OPER_UP, 1500, 0, "bridge"));
            heard.add();
            readWhole();
            kernel.change(7, link -> FakeTables.withMaster(link, 8));
            hearOfLink(7);
            Snapshot now = readChangedRight();
            assertEquals(List.of("link 7", "addresses 7"), kernel.askedOfTables());
            assertEquals(Optional.of("bridge"), link(now, 7).master());
            assertTrue(now.accessPoints().stream().noneMatch(point -> point.name().equals("v7")));
        }

        @Test
        void thatIsOperationalByNowIsShownSoThoughTheListIsLate() {
            kernel.late.put(7, FakeTables.withState(kernel.links.get(7), FakeTables.UP, Rtnetlink.IF_OPER_LOWERLAYERDOWN));
            Snapshot whole = reader.read(true, 0, Heard.NOTHING, true);
            assertTrue(link(whole, 7).operational());
            assertEquals(List.of("links", "addresses", "link 7"), kernel.askedOfTables());
        }

        @Test
        void thatStaysDormantDoesNotKeepOthersFromBeingAsked() {
            for (int i = 100; i < 300; i++) {
                kernel.links.put(i, FakeTables.link(i, "dormant" + i, FakeTables.UP, Rtnetlink.IF_OPER_DORMANT, 1500, 0, "macvlan"));
            }
            heard.add();
            reader.read(true, 0, heard.take(), true);
            assertEquals(LinuxReader.MOST_SINGLE_LINKS, kernel.askedOfTables().size() - 2);
            kernel.late.put(299, FakeTables.withState(kernel.links.get(299), FakeTables.UP, Rtnetlink.IF_OPER_LOWERLAYERDOWN));
            kernel.change(299, link -> FakeTables.withState(link, FakeTables.UP, Rtnetlink.IF_OPER_UP));
            Snapshot whole = reader.read(true, 0, Heard.NOTHING, true);
            List<String> asked = kernel.askedOfTables();
            assertEquals("link 299", asked.get(2));
            assertEquals(LinuxReader.MOST_SINGLE_LINKS, asked.size() - 2);
            assertTrue(link(whole, 299).operational());
        }
    }

    @Nested
    class AnAddress {

        @ParameterizedTest
        @ValueSource(ints = {Rtnetlink.RTM_NEWADDR, Rtnetlink.RTM_DELADDR})
        void isAskedForByItsLinkAlone(int type) {
            kernel.addresses.remove(7);
            if (type == Rtnetlink.RTM_NEWADDR) {
                kernel.address(7, "10.8.8.8");
            }
            hearOfAddress(type, 7);
            Snapshot now = readChangedRight();
            assertEquals(List.of("addresses 7"), kernel.askedOfTables());
            assertEquals(type == Rtnetlink.RTM_NEWADDR, link(now, 7).isUsable());
            assertSame(link(before, 8), link(now, 8));
        }

        @Test
        void ofAKernelThatListsAllOfThemIsReadWithEverything() {
            kernel.ignoresTheIndex = true;
            kernel.address(7, "10.8.8.8");
            hearOfAddress(Rtnetlink.RTM_NEWADDR, 7);
            readChangedRight();
            assertEquals(List.of("addresses 7", "links", "addresses"), kernel.askedOfTables());
            hearOfAddress(Rtnetlink.RTM_NEWADDR, 7);
            readChangedRight();
            assertEquals(WHOLE, kernel.askedOfTables(), "and it is not tried again");
        }

        @Test
        void whoseListIsInterruptedIsReadWithEverything() {
            kernel.interruptions = 1;
            hearOfAddress(Rtnetlink.RTM_NEWADDR, 7);
            assertTrue(readChanged().exact());
            assertEquals(List.of("addresses 7", "links", "addresses"), kernel.askedOfTables());
        }

        @Test
        void ofALinkThatNobodyKnowsIsReadWithEverything() {
            kernel.add(100, "new");
            kernel.address(100, "10.7.7.7");
            hearOfAddress(Rtnetlink.RTM_NEWADDR, 100);
            readChanged();
            assertEquals(List.of("addresses 100", "links", "addresses"), kernel.askedOfTables());
        }

        @Test
        void ofALinkThatIsGoneIsReadWithEverything() {
            kernel.links.remove(7);
            kernel.addresses.remove(7);
            hearOfAddress(Rtnetlink.RTM_DELADDR, 7);
            readChangedRight();
            assertEquals(List.of("addresses 7", "links", "addresses"), kernel.askedOfTables());
        }
    }

    @Nested
    class ARoute {

        @ParameterizedTest
        @ValueSource(ints = {Rtnetlink.RTM_NEWROUTE, Rtnetlink.RTM_DELROUTE, 32, 33, 80, 81, 104, 105, 116, 117})
        void isLookedUpAndNothingElseIsAsked(int type) {
            kernel.defaultIndex = OptionalInt.of(7);
            hearOfType(type);
            assertEquals(Optional.of("v7"), readChangedRight().defaultInterface());
            assertEquals(List.of("route", "route"), kernel.asked());
            kernel.defaultIndex = OptionalInt.empty();
            hearOfType(type);
            assertEquals(Optional.empty(), readChangedRight().defaultInterface());
            assertEquals(DEFAULT, kernel.asked());
        }

        @Test
        void thatDoesNotLeadToTheInternetIsNotLookedUp() {
            for (String prefix : List.of("02 18 0a000100", "0a 40 fe80000000000000", "0a 08 ff000000", "02 20 0a010001")) {
                hear(route(prefix));
                readChanged();
                assertEquals(List.of(), kernel.asked(), prefix);
            }
            for (String prefix : List.of("02 00 ", "02 01 80000000", "02 18 c0000200", "02 18 c0000300", "0a 03 20000000000000000000000000000000",
                "0a 20 20010db8000000000000000000000000", "02 18 c00002")) {
                hear(route(prefix));
                readChanged();
                assertEquals(DEFAULT, kernel.asked(), prefix);
            }
        }

        private static byte[] route(String hex) {
            String[] parts = hex.split(" ", -1);
            byte[] prefix = HexFormat.of().parseHex(parts[2]);
            boolean isIpv6 = parts[0].equals("0a");
            byte[] whole = prefix.length == 3 || prefix.length == 0 ? prefix : Arrays.copyOf(prefix, isIpv6 ? 16 : 4);
            int attribute = whole.length == 0 ? 0 : 4 + Netlink.align(whole.length);
            ByteBuffer notice = Captured.buffer(new byte[28 + attribute]);
            notice.putInt(0, 28 + attribute).putShort(4, (short) Rtnetlink.RTM_NEWROUTE).put(16, (byte) (isIpv6 ? 10 : 2))
                .put(17, (byte) Integer.parseInt(parts[1], 16));
            if (attribute > 0) {
                notice.putShort(28, (short) (4 + whole.length)).putShort(30, (short) Rtnetlink.RTA_DST).put(32, whole);
            }
            return notice.array();
        }

        @Test
        void byALinkThatIsGoneMakesTheReadingWhole() {
            kernel.defaultIndex = OptionalInt.of(100);
            hearOfType(Rtnetlink.RTM_NEWROUTE);
            readChanged();
            assertEquals(LinuxReader.ATTEMPTS * 2, kernel.askedOfTables().size());
        }

        @Test
        void thatDoesNotExistIsRememberedAlsoByAWholeReading() {
            reader.read(true, 0, Heard.NOTHING, true);
            assertEquals(WHOLE, kernel.asked());
            reader.read(true, 0, Heard.EVERYTHING, true);
            assertEquals(DEFAULT, kernel.asked().subList(2, 6));
            kernel.defaultIndex = OptionalInt.of(7);
            reader.read(true, 0, Heard.EVERYTHING, true);
            kernel.asked();
            reader.read(true, 0, Heard.NOTHING, true);
            assertEquals(List.of("links", "addresses", "route", "route"), kernel.asked(), "one that exists may expire");
        }

        @Test
        void aSettingOfOneLinkConcernsThatLink() {
            ByteBuffer notice = Captured.buffer(new byte[28]);
            notice.putInt(0, 28).putShort(4, (short) Rtnetlink.RTM_NEWNETCONF).put(16, (byte) 2);
            notice.putShort(20, (short) 8).putShort(22, (short) Rtnetlink.NETCONFA_IFINDEX).putInt(24, 7);
            hear(notice.array());
            readChangedRight();
            List<String> asked = kernel.asked();
            assertEquals(List.of("link 7", "addresses 7"), asked.subList(0, 2));
            assertEquals(DEFAULT, asked.subList(2, asked.size()));
        }
    }

    @Nested
    class AVethThatIsYoung {

        private long now;

        @Test
        void growsUpWithoutAnyQuestion() {
            reader = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os), () -> now);
            heard.add();
            readWhole();
            kernel.add(100, "new");
            hearOfLink(100);
            assertTrue(readChanged().accessPoints().stream().noneMatch(point -> point.name().equals("new")));
            now = reader.nextChange().orElseThrow();
            kernel.asked();
            assertTrue(readChanged().accessPoints().stream().anyMatch(point -> point.name().equals("new")));
            assertEquals(List.of(), kernel.asked());
        }
    }

    @Nested
    class AWirelessLink {

        private final Nl80211 nl80211 = new Nl80211();

        @BeforeEach
        void connect() {
            nl80211.stations.put(7, -70);
            os.generic = Optional.of(nl80211::answer);
            reader = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os));
            heard.add();
            readWhole();
        }

        private OptionalInt signal(Snapshot snapshot) {
            return snapshot.accessPoints().stream().filter(point -> point.name().equals("v7")).findFirst().orElseThrow().signalPercent();
        }

        @Test
        void hasItsSignalReadWithAnyChange() {
            nl80211.stations.put(7, -90);
            hearOfLink(9);
            assertEquals(OptionalInt.of(20), signal(readChangedRight()));
            assertEquals(List.of("link 9"), kernel.asked());
        }

        @Test
        void isAskedForAgainWhenItHasChanged() {
            nl80211.stations.clear();
            hearOfLink(7);
            assertEquals(OptionalInt.empty(), signal(readChangedRight()));
        }

        @Test
        void thatHasAppearedIsFound() {
            kernel.add(100, "wlan9");
            nl80211.stations.put(100, -70);
            hearOfLink(100);
            Snapshot now = readChanged();
            assertEquals(Bearer.WLAN, link(now, 100).bearer());
            assertTrue(signal(now).isPresent());
        }
    }
}
