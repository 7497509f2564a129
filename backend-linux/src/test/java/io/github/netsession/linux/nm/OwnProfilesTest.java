package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusVariant;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.StartOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Profiles that the application brings, from their definition to their end. */
@Tag("unit")
class OwnProfilesTest {

    private static final StartOptions BACKGROUND = StartOptions.builder().inBackground(true).build();
    private static final String ADD = "AddAndActivateConnection2";

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final ScriptedBus bus = rig.bus;

    OwnProfilesTest() {
        bus.answer(ADD, NmWorld.profilePath(9), NmWorld.activePath(5), Map.of());
        bus.answer("DeactivateConnection");
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static Object value(Object section, String key) {
        return ((BusVariant) map(section).get(key)).value();
    }

    private static String uuid(ConfigurationId id) {
        return id.value().substring(NmAccessPoints.SCHEME.length() + 1);
    }

    private BusCall added() {
        List<BusCall> calls = bus.takeCalls().stream().filter(call -> call.member().equals(ADD)).toList();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    @Test
    void aStartAddsAWiredProfileThatEndsWithThisProcess() {
        world.device(1, "eth0", NmWorld.ETHERNET);
        ConfigurationId id = rig.control.define(NetworkProfile.ethernet("mine").interfaceName("eth0").build());
        assertTrue(rig.control.start(id, BACKGROUND).isOurs());
        BusCall call = added();
        assertEquals("a{sa{sv}}ooa{sv}", call.signature());
        assertFalse(call.interactive());
        Map<?, ?> settings = map(call.arguments().get(0));
        assertEquals(1, settings.size());
        Object connection = settings.get("connection");
        assertEquals("mine", value(connection, "id"));
        assertEquals(uuid(id), value(connection, "uuid"));
        assertEquals("802-3-ethernet", value(connection, "type"));
        assertEquals("eth0", value(connection, "interface-name"));
        assertEquals(new BusVariant("b", false), map(connection).get("autoconnect"));
        assertEquals(List.of(NmWorld.devicePath(1), "/"), call.arguments().subList(1, 3));
        assertEquals(Map.of("persist", new BusVariant("s", "volatile"), "bind-activation", new BusVariant("s", "dbus-client")), call.arguments().get(3));
    }

    @Test
    void aStartAddsAWirelessProfileWithItsNameAndSecret() {
        world.device(1, "wlan0", NmWorld.WIRELESS);
        world.station(1, NmWorld.ssid("caf\u00e9"), 50).set("Flags", 1L).set("RsnFlags", 0x188L);
        world.sees(1, 0, 1);
        ConfigurationId id = rig.control.define(NetworkProfile.wlan("mine", "caf\u00e9").passphrase("12345678").build());
        assertTrue(rig.control.start(id, StartOptions.builder().build()).isOurs());
        BusCall call = added();
        assertTrue(call.interactive());
        Map<?, ?> settings = map(call.arguments().get(0));
        assertEquals("802-11-wireless", value(settings.get("connection"), "type"));
        assertFalse(map(settings.get("connection")).containsKey("interface-name"));
        assertArrayEquals(NmWorld.ssid("caf\u00e9"), (byte[]) value(settings.get("802-11-wireless"), "ssid"));
        assertEquals(Map.of("key-mgmt", new BusVariant("s", "wpa-psk"), "psk", new BusVariant("s", "12345678")), settings.get("802-11-wireless-security"));
    }

    @Test
    void anOpenWirelessProfileHasNoSecurity() {
        world.device(1, "wlan0", NmWorld.WIRELESS);
        world.station(1, NmWorld.ssid("open"), 50);
        world.sees(1, 0, 1);
        rig.control.start(rig.control.define(NetworkProfile.wlan("mine", "open").build()), BACKGROUND);
        assertFalse(map(added().arguments().get(0)).containsKey("802-11-wireless-security"));
    }

    @Test
    void itsEndIsFollowedByTheSecondPathOfTheAnswer() {
        world.device(1, "eth0", NmWorld.ETHERNET);
        ConfigurationId id = rig.control.define(NetworkProfile.ethernet("mine").build());
        rig.control.start(id, BACKGROUND);
        rig.emit(NmWorld.activePath(5), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, 6L);
        assertEquals(List.of(id), rig.failures.stream().map(NmRig.Failure::id).toList());
    }

    @Test
    void aStartThatIsAnsweredTooLateIsTakenBackByTheSecondPathOfTheAnswer() {
        world.device(1, "eth0", NmWorld.ETHERNET);
        ConfigurationId id = rig.control.define(NetworkProfile.ethernet("mine").build());
        bus.hold(ADD);
        assertThrows(BackendException.class, () -> rig.control.start(id, BACKGROUND));
        bus.takeCalls();
        bus.release(ADD, call -> ScriptedBus.reply(NmWorld.profilePath(9), NmWorld.activePath(5), Map.of()));
        rig.loop.run();
        assertEquals(List.of(List.of(NmWorld.activePath(5))), bus.takeCalls().stream().map(BusCall::arguments).toList());
    }

    @Test
    void whereNoDeviceFitsItCannotBeStartedNow() {
        world.device(1, "eth0", NmWorld.ETHERNET).set("Managed", false);
        ConfigurationId id = rig.control.define(NetworkProfile.ethernet("mine").build());
        BackendException refused = assertThrows(BackendException.class, () -> rig.control.start(id, BACKGROUND));
        assertEquals(Kind.NOT_READY, refused.kind());
        assertEquals("there is no device for the profile mine now", refused.reason());
    }

    @Test
    void onceNetworkManagerKnowsItItIsStartedAndStoppedLikeOthers() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        ConfigurationId id = rig.control.define(NetworkProfile.ethernet("mine").build());
        rig.control.stop(id);
        world.profile(1, NmProfile.WIRED).set("uuid", uuid(id));
        bus.answer("ActivateConnection", NmWorld.activePath(6));
        bus.takeCalls();
        assertTrue(rig.control.start(id, BACKGROUND).isOurs());
        assertTrue(bus.takeMembers().contains("ActivateConnection"));
        world.active(6, 1, NmNames.ACTIVATED, 1).set("Uuid", uuid(id));
        rig.control.stop(id);
        assertTrue(bus.takeMembers().contains("DeactivateConnection"));
    }

    @Test
    void withoutNetworkManagerNoneIsTaken() {
        rig.leave();
        assertEquals(Kind.UNSUPPORTED, assertThrows(BackendException.class, () -> rig.control.define(NetworkProfile.ethernet("mine").build())).kind());
    }

    @Test
    void whileNetworkManagerRestartsNoneIsTakenNow() {
        rig.reader.read();
        rig.leave();
        assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, () -> rig.control.define(NetworkProfile.ethernet("mine").build())).kind());
    }

    @Test
    void eachIsSeenFromTheNextReadingOn() {
        assertEquals(Map.of(), rig.reader.read().own());
        ConfigurationId one = rig.control.define(NetworkProfile.ethernet("mine").build());
        ConfigurationId two = rig.control.define(NetworkProfile.ethernet("mine").build());
        assertEquals(2, rig.reader.read().own().size());
        assertFalse(one.equals(two));
        assertEquals("mine", rig.reader.read().own().get(uuid(one)).name());
    }
}
