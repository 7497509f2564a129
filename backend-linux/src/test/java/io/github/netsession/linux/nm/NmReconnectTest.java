package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.linux.bus.OneThread;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.Snapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was active in the reading before and is being activated again: a VPN that its plug-in reconnects, on the same active connection. */
@Tag("unit")
class NmReconnectTest {

    private static final int VPN = 2;
    private static final long CONNECT = 3;
    private static final String TOLD = NmWorld.configPath(5);

    private final ScriptedBus bus = new ScriptedBus();
    private final NmService service = new NmService(bus, new NmRig(), bus);
    private final NmWorld world = new NmWorld();
    private final OneThread loop = OneThread.drive(service.client(), bus);

    @BeforeEach
    void prepare() {
        world.live(bus);
        world.profile(1, NmProfile.WIRED);
        world.profile(VPN, "vpn");
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.link(1, "eth0", "10.0.0.1");
        world.config(5, NmNames.IP4, "10.8.0.2");
    }

    private List<AccessPoint> read() {
        service.read();
        return service.over(Snapshot.builder().links(world.links).build()).accessPoints();
    }

    private AccessPoint point(int profile) {
        return read().stream().filter(each -> each.id().value().equals("nm:" + NmWorld.UUID + profile)).findFirst().orElseThrow();
    }

    private void says(long state, String config) {
        world.vpn(2, VPN, state, 1, config);
        world.vpnState(2, state == NmNames.ACTIVATING ? CONNECT : NmNames.VPN_ACTIVATED);
    }

    private void wasActive() {
        world.link(9, "tun0", "10.8.0.2");
        says(NmNames.ACTIVATED, TOLD);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
    }

    private void assertStanding(ConfigurationState state, Transition transition, Optional<String> link) {
        AccessPoint vpn = point(VPN);
        assertEquals(state, vpn.state());
        assertEquals(transition, vpn.transition());
        assertEquals(link, vpn.interfaceName());
    }

    private void assertStarting() {
        AccessPoint vpn = point(VPN);
        assertEquals(Transition.STARTING, vpn.transition());
        assertEquals(ConfigurationState.DISCOVERED, vpn.state());
    }

    /** Some versions still report the VPN's addresses meanwhile, others do not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVpnThatItsPluginReconnectsStaysActiveOnItsLink(boolean isConfigTold) {
        wasActive();
        for (int reconnects = 0; reconnects < 2; reconnects++) {
            AccessPoint before = point(VPN);
            says(NmNames.ACTIVATING, isConfigTold ? TOLD : NmNames.NO_OBJECT);
            assertEquals(before, point(VPN));
            assertEquals(before, point(VPN), "another reading");
            assertFalse(point(VPN).isProgressing());
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
            world.vpnState(2, NmNames.VPN_NEED_AUTH);
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
            says(NmNames.ACTIVATED, TOLD);
            assertEquals(before, point(VPN));
        }
    }

    /** It is the same link by its index. */
    @Test
    void itStaysOnALinkThatIsRenamed() {
        wasActive();
        says(NmNames.ACTIVATING, NmNames.NO_OBJECT);
        world.links.remove(1);
        world.link(9, "tun1", "10.8.0.2");
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun1"));
        says(NmNames.ACTIVATED, TOLD);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun1"));
    }

    /** What becomes of the link while it reconnects; a link of the same name is another one by its index. */
    @ParameterizedTest
    @ValueSource(strings = {"gone", "bare", "down", "another"})
    void itIsLostWithItsLink(String what) {
        wasActive();
        says(NmNames.ACTIVATING, NmNames.NO_OBJECT);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
        Link tunnel = world.links.remove(1);
        switch (what) {
            case "bare" -> world.links.add(tunnel.toBuilder().addresses(List.of()).build());
            case "down" -> world.links.add(NmWorld.link(9, "tun0", false, false, "10.8.0.2"));
            case "another" -> world.link(8, "tun0", "10.8.0.2");
            default -> { }
        }
        assertStarting();
        world.links.removeIf(link -> !link.name().equals("eth0"));
        world.links.add(tunnel);
        assertStarting();
        says(NmNames.ACTIVATED, TOLD);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
    }

    @Test
    void anotherActiveConnectionOfTheProfileIsAStart() {
        wasActive();
        world.remove(NmWorld.activePath(2));
        world.vpn(3, VPN, NmNames.ACTIVATING, 1, TOLD);
        assertStarting();
    }

    @ParameterizedTest
    @CsvSource({"3, STOPPING", "4, NONE"})
    void itIsLostOnceItIsDeactivated(long state, Transition transition) {
        wasActive();
        says(NmNames.ACTIVATING, TOLD);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
        says(state, TOLD);
        assertEquals(transition, point(VPN).transition());
        says(NmNames.ACTIVATING, TOLD);
        assertStarting();
    }

    @Test
    void oneThatHasNotBeenActiveIsStarting() {
        world.link(9, "tun0", "10.8.0.2");
        says(NmNames.ACTIVATING, TOLD);
        assertStarting();
        assertStarting();
    }

    /** Nothing shows whether it still leads anywhere. */
    @Test
    void oneWithoutALinkOfItsOwnIsStarting() {
        says(NmNames.ACTIVATED, NmNames.NO_OBJECT);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.empty());
        says(NmNames.ACTIVATING, NmNames.NO_OBJECT);
        assertStarting();
    }

    /** What is below has been made outside NetworkManager, so the VPN is all that another can be over. */
    @Test
    void anotherVpnCanBeStartedOverItMeanwhile() {
        world.active(1, 1, NmNames.ACTIVATED, 1).set("StateFlags", NmNames.ACTIVATION_EXTERNAL);
        world.profile(3, "vpn");
        wasActive();
        assertEquals(ConfigurationState.DISCOVERED, point(3).state());
        says(NmNames.ACTIVATING, NmNames.NO_OBJECT);
        assertEquals(ConfigurationState.DISCOVERED, point(3).state());
        world.links.remove(1);
        assertEquals(ConfigurationState.DEFINED, point(3).state());
    }

    @Test
    void theSamePathOfAnotherNetworkManagerIsAStart() {
        wasActive();
        bus.setAnswering(":1.9");
        bus.emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, ":1.1", ":1.9");
        loop.run();
        says(NmNames.ACTIVATING, TOLD);
        assertStarting();
    }

    @Test
    void whatWasActiveIsForgottenWhileNetworkManagerIsNotThere() {
        wasActive();
        bus.refuse("GetManagedObjects", "org.freedesktop.DBus.Error.AccessDenied");
        assertEquals(List.of(), read());
        world.live(bus);
        says(NmNames.ACTIVATING, TOLD);
        assertStarting();
    }

    @Test
    void whatWasActiveIsForgottenWhileNetworkManagerSeesOtherLinks() {
        wasActive();
        bus.emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, ":1.1", ":1.1");
        loop.run();
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("HwAddress", "0a:00:00:00:00:01");
        assertEquals(List.of(), read());
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        says(NmNames.ACTIVATING, TOLD);
        assertStarting();
    }

    @Test
    void whileNetworkManagerHangsItStaysActiveAsLongAsItsLink() {
        wasActive();
        says(NmNames.ACTIVATING, NmNames.NO_OBJECT);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
        bus.hold("GetManagedObjects");
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE, Optional.of("tun0"));
        world.links.remove(1);
        assertNotEquals(ConfigurationState.ACTIVE, point(VPN).state());
    }

    /** Devices do not do that now; if one does, it is no loss either. */
    @Test
    void theSameHoldsForAProfileOnADevice() {
        AccessPoint before = point(1);
        assertEquals(ConfigurationState.ACTIVE, before.state());
        world.active(1, 1, NmNames.ACTIVATING, 1).set("Devices", List.of(NmWorld.devicePath(1)));
        assertEquals(before, point(1));
        world.links.set(0, NmWorld.link(1, "eth0", true, false, "10.0.0.1"));
        assertEquals(Transition.STARTING, point(1).transition());
    }
}
