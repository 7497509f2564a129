package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.testkit.Links;
import io.github.netsession.windows.wifi.FakeWifiPort;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiService;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class AccessPointRulesTest {

    private static final int TEREDO = 14;

    private final FakeWifiPort port = new FakeWifiPort();
    private final WifiService wifi = new WifiService(() -> port, new RecordingSink());
    private final Set<Long> shown = new HashSet<>();
    private Optional<Long> preferred = Optional.empty();

    /** As the reader makes it. */
    private static Link link(InterfaceRow row, String... addresses) {
        IfType type = IfType.of(row);
        return Links.card("name of " + row.index(), row.index(), type.bearer(), row.isUp(), row.hasCarrier()).kind(type.kind())
            .operational(row.isOperational()).addresses(Row.addresses(addresses)).systemId(row.guid()).build();
    }

    private Optional<AccessPoint> point(Row row, String... addresses) {
        return point(row, false, addresses);
    }

    private Optional<AccessPoint> point(Row row, boolean withGateway, String... addresses) {
        InterfaceRow built = row.build();
        AdapterRow adapter = new AdapterRow(built.luid(), Row.addresses(addresses), 25, 25, withGateway, false);
        return new AccessPointRules(wifi, Map.of(built.luid(), adapter), preferred, shown).accessPoint(built, link(built, addresses));
    }

    @Test
    void whatTcpIpIsNotBoundToIsNone() {
        InterfaceRow row = Row.of(7).build();
        assertEquals(Optional.empty(), new AccessPointRules(wifi, Map.of(), Optional.empty(), shown).accessPoint(row, link(row, "192.0.2.7")));
    }

    @ParameterizedTest
    @CsvSource({"6", "209", "1", "71"})
    void whatOnlySoftwareMakesLeadsOutOnlyByAGatewayOrARoute(int type) {
        port.adapter(Row.guidOf(1), State.DISCONNECTED); // So that what looks like Wi-Fi is not the Wi-Fi service's.
        wifi.read();
        assertEquals(Optional.empty(), point(Row.of(7).type(type).flags(0), "192.0.2.7"));
        assertEquals(ConfigurationState.ACTIVE, point(Row.of(7).type(type).flags(0), true, "192.0.2.7").orElseThrow().state());
        preferred = Optional.of(Row.luidOf(8));
        assertEquals(Optional.empty(), point(Row.of(7).type(type).flags(0), "192.0.2.7"));
        preferred = Optional.of(Row.luidOf(7));
        assertEquals(true, point(Row.of(7).type(type).flags(0), "192.0.2.7").isPresent());
    }

    @Test
    void aGatewayOfIpv6LeadsOutToo() {
        InterfaceRow row = Row.of(7).flags(0).build();
        AdapterRow adapter = new AdapterRow(row.luid(), List.of(), 25, 25, false, true);
        assertEquals(true, new AccessPointRules(wifi, Map.of(row.luid(), adapter), Optional.empty(), shown).accessPoint(row, link(row)).isPresent());
    }

    @Test
    void anEthernetAdapterIsOneByItsLastingIdentity() {
        AccessPoint point = point(Row.of(7).luid(0x8006_0000_0000_0001L), "192.0.2.7").orElseThrow();
        assertEquals(new ConfigurationId("luid:" + Long.toUnsignedString(0x8006_0000_0000_0001L)), point.id());
        assertEquals("name of 7", point.name());
        assertEquals(Optional.of("name of 7"), point.interfaceName());
        assertEquals(Bearer.ETHERNET, point.bearer());
        assertEquals(AccessPoint.Transition.NONE, point.transition());
        assertEquals(Metered.UNKNOWN, point.metered());
        assertEquals(Connectivity.UNKNOWN, point.connectivity());
    }

    @Test
    void loopbackIsNone() {
        assertEquals(Optional.empty(), point(Row.loopback(1), "127.0.0.1"));
    }

    @Test
    void aTunnelThatWindowsMakesByItselfIsNoneAndAVpnIsOne() {
        assertEquals(Optional.empty(), point(Row.of(3).type(IfType.IF_TYPE_TUNNEL).tunnelType(TEREDO), "2001:db8::1"));
        assertEquals(LinkKind.TUNNEL, IfType.of(Row.of(3).type(IfType.IF_TYPE_PROP_VIRTUAL).build()).kind());
        assertEquals(Bearer.VPN, point(Row.of(3).type(IfType.IF_TYPE_PROP_VIRTUAL), "192.0.2.3").orElseThrow().bearer());
        assertEquals(Bearer.VPN, point(Row.of(3).type(IfType.IF_TYPE_PPP).flags(0), "192.0.2.3").orElseThrow().bearer());
    }

    @ParameterizedTest(name = "admin {0}, operational {1}, medium {2}, address {3}: {4}, {5}")
    @CsvSource({
        "1, 1, 1, 192.0.2.1, ACTIVE, NONE",
        "1, 1, 1, 2001:db8::1, ACTIVE, NONE",
        "1, 1, 0, 192.0.2.1, ACTIVE, NONE",
        "1, 1, 1, 169.254.1.1, DISCOVERED, NONE",
        "1, 1, 1, fe80::1, DISCOVERED, STARTING",
        "1, 1, 2, 192.0.2.1, DEFINED, NONE",
        "1, 5, 1, 192.0.2.1, DISCOVERED, NONE",
        "1, 5, 1, fe80::1, DISCOVERED, NONE",
        "1, 2, 2, 192.0.2.1, DEFINED, NONE",
        "1, 2, 0, 192.0.2.1, DEFINED, NONE",
        "2, 2, 1, 192.0.2.1, DEFINED, NONE",
        "2, 2, 2, 192.0.2.1, DEFINED, NONE",
    })
    void itsStateIsWhatItCarries(int admin, int oper, int media, String address, ConfigurationState state, AccessPoint.Transition transition) {
        AccessPoint point = point(Row.of(5).admin(admin).oper(oper).media(media), address).orElseThrow();
        assertEquals(admin != 1, point.needsPermission(), "only an adapter that is switched off needs the permission");
        assertEquals(state, point.state());
        assertEquals(transition, point.transition());
    }

    @Test
    void withoutAnAddressItIsOnItsWay() {
        assertEquals(AccessPoint.Transition.STARTING, point(Row.of(5)).orElseThrow().transition());
        assertEquals(ConfigurationState.DISCOVERED, point(Row.of(5)).orElseThrow().state());
    }

    @Nested
    class OfWifi {

        private final String guid = Row.guidOf(9);

        private boolean isOne(String... addresses) {
            return point(Row.wifi(9), addresses).isPresent();
        }

        @Test
        void withoutTheWifiServiceAnAdapterIsOneLikeOthers() {
            assertEquals(true, isOne());
            assertEquals(Bearer.WLAN, point(Row.wifi(9), "192.0.2.9").orElseThrow().bearer());
        }

        @Test
        void withTheServiceItsProfilesStandForIt() {
            port.profiles(guid, "home").connected(guid, "home", 80);
            wifi.read();
            assertEquals(false, isOne("192.0.2.9"));
        }

        @Test
        void whileItIsNotConnectedItIsNone() {
            port.profiles(guid, "home").adapter(guid, State.DISCONNECTED);
            wifi.read();
            assertEquals(false, isOne());
            assertEquals(false, isOne("169.254.9.9"));
        }

        @Test
        void connectedWithWhatIsNotSavedItIsOneItself() {
            port.profiles(guid, "home").connected(guid, "", 80);
            wifi.read();
            assertEquals(true, isOne("192.0.2.9"));
            port.connected(guid, "a profile of its own", 80);
            wifi.read();
            assertEquals(true, isOne("192.0.2.9"));
        }

        /** A camera's own network: it has no DHCP server, and the service's word decides. */
        @Test
        void connectedWithWhatIsNotSavedItIsActiveOnceItsAddressIsSettled() {
            port.profiles(guid, "home").connected(guid, "", 80);
            wifi.read();
            assertEquals(false, isOne(), "it waits for an address");
            assertEquals(false, isOne("fe80::9"));
            AccessPoint camera = point(Row.wifi(9), "169.254.9.9").orElseThrow();
            assertEquals(ConfigurationState.ACTIVE, camera.state());
            assertEquals(AccessPoint.Transition.NONE, camera.transition());
            assertEquals(AccessPoint.Transition.STARTING, point(Row.wifi(9)).orElseThrow().transition());
            assertEquals(ConfigurationState.DISCOVERED, point(Row.wifi(9)).orElseThrow().state());
        }

        @Test
        void oneThatWasItselfOneStaysSoThatNothingDisappearsUnderASession() {
            port.profiles(guid, "home").connected(guid, "", 80);
            wifi.read();
            assertEquals(ConfigurationState.ACTIVE, point(Row.wifi(9), "192.0.2.9").orElseThrow().state());
            port.connected(guid, "home", 80).adapter(guid, State.DISCONNECTED);
            wifi.read();
            assertEquals(ConfigurationState.DEFINED, point(Row.wifi(9).oper(2).media(2)).orElseThrow().state());
            port.connected(guid, "home", 80);
            wifi.read();
            AccessPoint spokenFor = point(Row.wifi(9), "192.0.2.9").orElseThrow();
            assertEquals(ConfigurationState.DEFINED, spokenFor.state(), "the profile is the active one");
            assertEquals(AccessPoint.Transition.NONE, point(Row.wifi(9)).orElseThrow().transition());
        }

        @ParameterizedTest
        @EnumSource(value = State.class, names = {"CONNECTING", "AUTHENTICATING", "NOT_READY"})
        void oneThatWasItselfOneStaysUpDuringARoam(State state) {
            port.profiles(guid, "home").connected(guid, "", 80);
            wifi.read();
            assertEquals(ConfigurationState.ACTIVE, point(Row.wifi(9), "192.0.2.9").orElseThrow().state());
            port.adapter(guid, state);
            wifi.read();
            assertEquals(ConfigurationState.ACTIVE, point(Row.wifi(9), "192.0.2.9").orElseThrow().state());
            assertEquals(ConfigurationState.DEFINED, point(Row.wifi(9).oper(2).media(2)).orElseThrow().state());
            port.adapter(guid, State.DISCONNECTED);
            wifi.read();
            assertEquals(ConfigurationState.DEFINED, point(Row.wifi(9), "192.0.2.9").orElseThrow().state());
        }

        @Test
        void anInterfaceThatTheServiceDoesNotKnowIsOneOnlyWithAGateway() {
            port.adapter(Row.guidOf(1), State.DISCONNECTED);
            wifi.read();
            assertEquals(false, isOne("192.168.137.1"), "a hotspot of this machine's, or Wi-Fi Direct");
            assertEquals(true, point(Row.wifi(9), true, "192.0.2.9").isPresent());
            assertEquals(false, isOne());
        }

        @Test
        void whatLooksLikeEthernetAndIsWifiIsJudgedAsWifi() {
            port.adapter(Row.guidOf(1), State.DISCONNECTED);
            wifi.read();
            assertEquals(Optional.empty(), point(Row.of(9).medium(IfType.NdisPhysicalMediumNative802_11)));
        }
    }

    @Test
    void idsOfDifferentInterfacesDiffer() {
        assertEquals(List.of("luid:0", "luid:18446744073709551615"),
            List.of(AccessPointRules.id(Row.of(1).luid(0).build()).value(), AccessPointRules.id(Row.of(1).luid(-1).build()).value()));
    }
}
