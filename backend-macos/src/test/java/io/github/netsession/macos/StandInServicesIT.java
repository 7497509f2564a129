package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Purpose;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.Backend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which network services are access points, in which order and state, and what carries them. */
@Tag("standin")
class StandInServicesIT extends LibraryStory {

    private static final ConfigurationId USB = ConfigurationId.of("service", "USB");
    private static final String USB_SETUP =
        "store Setup:/Network/Service/USB/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"en5\"}";

    /** As it is until the list of hardware is there, for however long that may be. */
    private static final String WITHOUT_THE_LIST = "refuse interfaces 1001";

    private void open(String... more) {
        StandIn.load(MacBook.world());
        StandIn.act(more);
        library = new StandInLibrary();
    }

    private static ConfigurationId service(String id) {
        return ConfigurationId.of("service", id);
    }

    private List<String> ids() {
        return library.networks.configurations().stream().map(each -> each.id().value().replace("service:", "")).toList();
    }

    private static String words(NetworkConfiguration configuration) {
        return configuration.id() + " \"" + configuration.name() + "\" " + configuration.state() + ' ' + configuration.bearer() + ' '
            + configuration.interfaceName().orElse("-");
    }

    private NetworkConfiguration after(ConfigurationId id, String... lines) {
        StandIn.act(lines);
        return library.updated().configuration(id);
    }

    // ---- up without reach

    @Test
    void aServiceThatIsSetUpForALinkLocalAddressIsActiveAndNotOnline() {
        open(MacBook.carrier("en0", false), "forget link en5", "link en5 21 6 0x8863 9000 00:e0:4c:68:00:05", "address en5 169.254.7.7/16", "path 2 0 0");
        assertEquals(ConfigurationState.DISCOVERED, library.settled().configuration(USB).state(), "no DHCP server has answered");
        assertEquals(ConfigurationState.ACTIVE, after(USB, "store Setup:/Network/Service/USB/IPv4 {\"ConfigMethod\":\"LinkLocal\"}").state());
        assertEquals(Connectivity.LOCAL, library.networks.connectivity());
        assertFalse(library.networks.isOnline());
    }

    // ---- which, and in which order

    @Test
    void theServicesOfAMacBookAreItsAccessPointsInTheUsersOrder() {
        open();
        assertEquals(List.of(
            "service:USB \"USB 10/100/1G/2.5G LAN\" ACTIVE ETHERNET en5",
            "service:BRIDGE \"Thunderbolt Bridge\" DEFINED BRIDGE bridge0",
            "service:WIFI \"Wi-Fi\" ACTIVE WLAN en0",
            "service:DOCK \"Dock\" DEFINED ETHERNET -"), library.networks.configurations().stream().map(StandInServicesIT::words).toList());
        assertEquals(Optional.of(USB), library.networks.defaultConfiguration().map(NetworkConfiguration::id));
    }

    @Test
    void whatIsNotInTheOrderComesAfterItAndWhatIsSwitchedOffIsNotThere() {
        open("store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"DOCK\",\"OFF\",\"WIFI\",\"DOCK\",7]}");
        assertEquals(List.of("DOCK", "WIFI", "BRIDGE", "USB"), ids());
        library.tells(NetworksEvent.ConfigurationRemoved.class, event -> event.configuration().id().equals(service("DOCK")),
            () -> StandIn.act("forget store Setup:/Network/Service/DOCK/Interface", "forget store Setup:/Network/Service/DOCK"));
    }

    @Test
    void anotherNameIsToldAndIsPrintable() {
        open();
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().name().equals("Office"),
            () -> StandIn.act("store Setup:/Network/Service/USB {\"UserDefinedName\":\"Office\"}"));
        assertEquals("a\\u202eb\\u000ac", after(USB, "store Setup:/Network/Service/USB {\"UserDefinedName\":\"a\\u202eb\\nc\"}").name());
        assertEquals("the port", after(USB, "store Setup:/Network/Service/USB {\"UserDefinedName\":\"\"}", USB_SETUP.replace("}",
            ",\"UserDefinedName\":\"the port\"}")).name());
    }

    // ---- their state

    @Test
    void aServiceFollowsItsLink() {
        open();
        assertEquals(ConfigurationState.ACTIVE, after(USB).state());
        assertEquals(ConfigurationState.DEFINED, after(USB, MacBook.carrier("en5", false)).state());
        assertEquals(ConfigurationState.ACTIVE, after(USB, MacBook.carrier("en5", true)).state());
        assertEquals(ConfigurationState.DEFINED, after(USB, "store State:/Network/Interface/en5/Link {\"Active\":true,\"Detaching\":true}").state());
        assertEquals(ConfigurationState.ACTIVE, after(USB, "forget store State:/Network/Interface/en5/Link").state());
        assertEquals(ConfigurationState.DEFINED, after(USB, "link en5 21 6 0x8822 9000 -").state());
        assertEquals(ConfigurationState.DEFINED, after(USB, "forget link en5").state());
        assertEquals(Optional.empty(), library.configuration(USB).interfaceName());
    }

    @Test
    void aServiceThatWaitsForAnAddressIsOnItsWayAndOneThatGaveItselfOneIsNot() {
        String en7 = "link en7 41 6 0x8863 1500 -";
        StandIn.load(MacBook.world());
        StandIn.act(en7, "store Setup:/Network/Service/SEVEN/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"en7\"}");
        try (Backend backend = StandInLibrary.backend()) {
            assertEquals(List.of(ConfigurationState.DISCOVERED, Transition.STARTING), seven(backend));
            StandIn.act("address en7 169.254.10.1/16");
            assertEquals(List.of(ConfigurationState.DISCOVERED, Transition.NONE), seven(backend));
            StandIn.act("address en7 10.7.7.7/24");
            assertEquals(List.of(ConfigurationState.ACTIVE, Transition.NONE), seven(backend));
        }
    }

    private static List<Object> seven(Backend backend) {
        AccessPoint point = backend.read().accessPoints().stream().filter(each -> each.id().equals(service("SEVEN"))).findFirst().orElseThrow();
        return List.of(point.state(), point.transition());
    }

    @Test
    void ofTwoServicesOnOneInterfaceTheOneInUseIsActive() {
        open("store Setup:/Network/Service/OTHER {\"UserDefinedName\":\"Office, fixed address\"}", USB_SETUP.replace("USB", "OTHER"));
        assertEquals(ConfigurationState.ACTIVE, library.configuration(USB).state());
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(service("OTHER")).state());
        StandIn.act("forget store State:/Network/Service/USB/IPv4");
        assertEquals(ConfigurationState.ACTIVE, after(service("OTHER"),
            "store State:/Network/Service/OTHER/IPv4 {\"InterfaceName\":\"en5\",\"Addresses\":[\"10.1.2.3\"]}").state());
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(USB).state());
        assertEquals(Optional.of("en5"), library.configuration(USB).interfaceName());
        assertEquals(ConfigurationState.DISCOVERED, after(service("OTHER"), "forget store State:/Network/Service/OTHER/IPv4").state(),
            "nobody says whose it is");
    }

    @Test
    void aServiceWithIpv6AloneIsActiveToo() {
        open("forget store State:/Network/Service/WIFI/IPv4",
            "store State:/Network/Service/WIFI/IPv6 {\"InterfaceName\":\"en0\",\"Addresses\":[\"2001:db8:1::7\"]}");
        assertEquals(ConfigurationState.ACTIVE, library.configuration(service("WIFI")).state());
    }

    @Test
    void aServiceWhoseDeviceIsAbsentIsDefinedUntilItComes() {
        open();
        assertEquals(ConfigurationState.DEFINED, library.configuration(service("DOCK")).state());
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().id().equals(service("DOCK"))
            && event.configuration().isActive() && event.configuration().interfaceName().equals(Optional.of("en9")),
            () -> StandIn.act("link en9 42 6 0x8863 1500 -", "address en9 10.9.9.9/24", MacBook.carrier("en9", true)));
    }

    // ---- what carries them

    @Test
    void wifiIsKnownByItsHardwareAtOnce() {
        open(WITHOUT_THE_LIST);
        assertEquals(Bearer.WLAN, library.configuration(service("WIFI")).bearer());
        assertEquals(Bearer.WLAN, library.link("en0").bearer());
    }

    @Test
    void wifiIsKnownByTheAirportsKeyAtOnce() {
        open(WITHOUT_THE_LIST, "store State:/Network/Interface/en0/AirPort {\"Power Status\":1}", wifiAs("Ethernet"));
        assertEquals(Bearer.WLAN, library.configuration(service("WIFI")).bearer());
        assertEquals(Bearer.WLAN, library.link("en0").bearer());
    }

    private static String wifiAs(String hardware) {
        return "store Setup:/Network/Service/WIFI/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"" + hardware + "\",\"DeviceName\":\"en0\"}";
    }

    @Test
    void wifiThatOnlyTheListOfHardwareKnowsIsToldLate() {
        open("delay interfaces 2000", wifiAs("Ethernet"));
        assertEquals(Bearer.ETHERNET, library.link("en0").bearer());
        StandIn.act("delay interfaces 0");
        StandInLibrary.eventually(() -> library.link("en0").bearer() == Bearer.WLAN, "it is Wi-Fi");
        StandInLibrary.eventually(() -> library.count(NetworksEvent.InterfaceChanged.class) == 1, "and is told");
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().bearer() == Bearer.CELLULAR,
            () -> StandIn.act("interface en9 WWAN iPhone", "link en9 42 6 0x8863 1500 -", MacBook.carrier("en9", true)));
        assertEquals(Bearer.WLAN, library.configuration(service("WIFI")).bearer());
    }

    @Test
    void bluetoothIsToldLateToo() {
        open("interface en8 Bluetooth Bluetooth PAN", "link en8 43 6 0x8863 1484 -");
        StandInLibrary.eventually(() -> library.link("en8").bearer() == Bearer.BLUETOOTH, "it is Bluetooth");
    }

    @Test
    void aLineByPppoeIsCarriedByItsCableAndAVpnIsAVpnWhetherUpOrNot() {
        open("link ppp0 50 23 0x8010 1492 -", "service LINE ppp0 10.64.0.2/32", "store Setup:/Network/Service/LINE {\"UserDefinedName\":\"Line\"}",
            "store Setup:/Network/Service/LINE/Interface {\"Type\":\"PPP\",\"SubType\":\"PPPoE\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"en5\"}",
            "link ppp1 51 23 0x8010 1280 -", "service L2TP ppp1 10.65.0.2/32", "store Setup:/Network/Service/L2TP {\"UserDefinedName\":\"L2TP\"}",
            "store Setup:/Network/Service/L2TP/Interface {\"Type\":\"PPP\",\"SubType\":\"L2TP\"}");
        assertEquals("service:LINE \"Line\" DISCOVERED ETHERNET en5", words(library.configuration(service("LINE"))));
        assertEquals("service:L2TP \"L2TP\" DISCOVERED VPN -", words(library.configuration(service("L2TP"))));
        assertEquals("service:LINE \"Line\" ACTIVE ETHERNET ppp0", words(after(service("LINE"), "up LINE", "up L2TP")));
        assertEquals("service:L2TP \"L2TP\" ACTIVE VPN ppp1", words(library.configuration(service("L2TP"))));
        assertEquals(Purpose.UNKNOWN, library.configuration(service("LINE")).purpose());
        assertEquals(Purpose.PRIVATE, library.configuration(service("L2TP")).purpose());
    }

    @Test
    void aModemThatIsNoInterfaceIsNoVpn() {
        open("service MODEM ppp0 10.66.0.2/32",
            "store Setup:/Network/Service/MODEM/Interface "
                + "{\"Type\":\"PPP\",\"SubType\":\"PPPSerial\",\"Hardware\":\"Modem\",\"DeviceName\":\"usbmodem1\"}");
        NetworkConfiguration modem = library.configuration(service("MODEM"));
        assertEquals(List.of(ConfigurationState.DISCOVERED, Bearer.UNKNOWN, Purpose.UNKNOWN),
            List.of(modem.state(), modem.bearer(), modem.purpose()));
    }

    // ---- those that are only there

    @Test
    void aVpnProgramsServiceIsThereWhileItIsUp() {
        open();
        ConfigurationId vpn = service("com.example.vpn");
        library.tells(NetworksEvent.ConfigurationAdded.class, event -> event.configuration().id().equals(vpn), () -> StandIn.act(
            "address utun3 100.64.0.7/32", "store State:/Network/Service/com.example.vpn {\"UserDefinedName\":\"Example\"}",
            "store State:/Network/Service/com.example.vpn/IPv4 {\"InterfaceName\":\"utun3\",\"Addresses\":[\"100.64.0.7\"]}",
            "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"utun3\",\"PrimaryService\":\"com.example.vpn\"}"));
        assertEquals("service:com.example.vpn \"Example\" ACTIVE VPN utun3", words(library.updated().configuration(vpn)));
        assertEquals(List.of("USB", "BRIDGE", "WIFI", "DOCK", "com.example.vpn"), ids());
        assertEquals(Optional.of(vpn), library.networks.defaultConfiguration().map(NetworkConfiguration::id));
        assertTrue(library.configuration(USB).isActive(), "what is below it stays up");
        library.tells(NetworksEvent.ConfigurationRemoved.class, event -> event.configuration().id().equals(vpn),
            () -> StandIn.act("forget store State:/Network/Service/com.example.vpn/IPv4"));
        assertFalse(library.networks.configuration(vpn).isPresent());
    }

    @Test
    void aServiceWithoutANameIsCalledByItsInterface() {
        open("address utun3 100.64.0.7/32", "store State:/Network/Service/AB-CD/IPv6 {\"InterfaceName\":\"utun3\",\"Addresses\":[\"fd00::7\"]}",
            "store State:/Network/Service/NOTHING/IPv4 {\"Addresses\":[\"100.64.0.8\"]}");
        assertEquals("utun3", library.configuration(service("AB-CD")).name());
        assertFalse(library.networks.configuration(service("NOTHING")).isPresent(), "what says nothing is nothing");
    }
}
