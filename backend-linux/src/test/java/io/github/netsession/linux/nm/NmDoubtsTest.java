package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a reading of what has changed cannot rely on the signals: in doubt everything is read. */
@Tag("unit")
class NmDoubtsTest {

    private static final Set<String> EVERYTHING = Set.of("/org/freedesktop GetManagedObjects");

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final ScriptedBus bus = rig.bus;

    @BeforeEach
    void prepare() {
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.active(1, 1, NmNames.ACTIVATED, 1);
        rig.settle();
    }

    @ParameterizedTest
    @CsvSource({"PropertiesChanged, org.freedesktop.DBus.Properties", "InterfacesAdded, org.freedesktop.DBus.ObjectManager",
        "InterfacesRemoved, org.freedesktop.DBus.ObjectManager"})
    void aSignalThatCannotBeReadIsAHintForEverything(String member, String iface) {
        rig.loop.takeHints();
        rig.emit(NmWorld.devicePath(1), iface, member);
        assertEquals(1, rig.loop.takeHints());
        rig.assertAsks(EVERYTHING);
        rig.emit(NmWorld.devicePath(1), iface, member, 1.5, 2.5);
        rig.assertAsks(EVERYTHING);
    }

    /** Without the signal, the refusal may have another reason. */
    @Test
    void anObjectThatIsGoneWithoutASignalIsADoubt() {
        world.device(1, "eth0", NmWorld.ETHERNET).set("State", 100L);
        world.remove(NmWorld.activePath(1));
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, 0L);
        rig.assertAsks(Set.of("/ActiveConnection/1 .Connection.Active", "/org/freedesktop GetManagedObjects"));
    }

    /** The signal was under way when the object was asked for. */
    @Test
    void anObjectThatGoesWhileItIsAskedForIsGone() {
        world.remove(NmWorld.activePath(1));
        bus.on(NmWorld.activePath(1) + " GetAll", call -> {
            bus.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.activePath(1), List.of(NmNames.ACTIVE));
            bus.on(NmWorld.activePath(1) + " GetAll", NmDoubtsTest::gone);
            return gone(call);
        });
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, 0L);
        rig.assertAsks(Set.of("/ActiveConnection/1 .Connection.Active"));
        assertEquals(Map.of(), rig.reader.readChanged().tree().orElseThrow().actives());
    }

    private static BusMessage gone(BusCall call) {
        return BusMessage.error(0, new BusMessage.Refusal("org.freedesktop.DBus.Error.UnknownMethod", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDenied", "InvalidArgs", "LimitsExceeded", "UnknownMethod", "NoReply"})
    void aRefusalIsADoubt(String error) {
        bus.refuse("GetAll", "org.freedesktop.DBus.Error." + error);
        world.root.set("Connectivity", 2L);
        rig.changed(NmNames.PATH, NmNames.NM, "Connectivity", 2L);
        rig.reader.readChanged();
        assertEquals(Set.of(" ", "/org/freedesktop GetManagedObjects"), rig.asked());
        assertEquals(2, rig.reader.readChanged().tree().orElseThrow().root().connectivity());
        assertEquals(Set.of(), rig.asked());
    }

    @Test
    void anAnswerOfAnotherNetworkManagerIsADoubt() {
        bus.setAnswering(":1.9");
        rig.changed(NmNames.PATH, NmNames.NM, "Connectivity", 4L);
        rig.assertAsks(Set.of(" ", "/org/freedesktop GetManagedObjects"));
    }

    @Test
    void afterANewOwnerEverythingIsAskedFor() {
        rig.leave();
        rig.reader.readChanged();
        bus.takeCalls();
        rig.reader.readChanged();
        assertEquals(EVERYTHING, rig.asked(), "it is believed for a while, and looked for");
        rig.come();
        rig.reader.readChanged();
        assertTrue(rig.asked().containsAll(Set.of("/org/freedesktop GetManagedObjects", "/Settings/1 GetSettings", " GetPermissions")));
        rig.assertAsks(Set.of());
    }

    @Test
    void afterANewConnectionEverythingIsAskedFor() {
        bus.setThere(false);
        rig.loop.run();
        bus.setThere(true);
        rig.loop.run();
        rig.reader.readChanged();
        assertTrue(rig.asked().containsAll(EVERYTHING));
    }

    /** What is named while a reading asks may have been answered before it has changed. */
    @Test
    void whatIsNamedMeanwhileIsAskedForAgain() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        int[] rounds = {0};
        bus.on(NmWorld.devicePath(1) + " GetAll", call -> {
            BusMessage answer = ScriptedBus.reply(Map.copyOf(device(1)));
            if (rounds[0]++ == 0) {
                device(1).put("State", 50L);
                bus.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 50L, 40L, 0L);
            }
            return answer;
        });
        device(1).put("State", 40L);
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 40L, 30L, 0L);
        rig.assertAsks(Set.of("/Devices/1 .Device"));
        assertEquals(2, rounds[0]);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> device(int number) {
        return (Map<String, Object>) world.objects.get(NmWorld.devicePath(number)).map().get(NmNames.DEVICE);
    }

    @Test
    void whatChangesWithoutAnEndIsAskedForWithEverything() {
        bus.on(NmWorld.devicePath(1) + " GetAll", call -> {
            bus.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 50L, 40L, 0L);
            return ScriptedBus.reply(device(1));
        });
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 40L, 30L, 0L);
        rig.assertAsks(Set.of("/Devices/1 .Device", "/org/freedesktop GetManagedObjects"));
    }

    @Test
    void anAnswerThatIsLateIsADoubtAndKeepsTheNextReadingFromWaiting() {
        bus.hold("GetAll");
        rig.changed(NmNames.PATH, NmNames.NM, "Connectivity", 2L);
        assertEquals(Optional.of("NetworkManager does not answer"), rig.reader.readChanged().obstacle());
        assertEquals(Set.of(" "), rig.asked());
        assertEquals(Optional.of("NetworkManager does not answer"), rig.reader.readChanged().obstacle());
        assertEquals(Set.of(), rig.asked(), "the answer is overdue");
        world.root.set("Connectivity", 2L);
        rig.loop.takeHints();
        bus.release("GetAll", call -> ScriptedBus.reply(world.root.map()));
        rig.loop.run();
        assertEquals(1, rig.loop.takeHints());
        rig.assertAsks(EVERYTHING);
    }

    /** The bus says when somebody gets the name. */
    @Test
    void whereThereIsNoneNothingIsAskedUntilItComes() {
        NmRig alone = new NmRig();
        alone.loop.run();
        alone.leave();
        alone.reader.readChanged();
        alone.bus.takeCalls();
        NmState absent = alone.reader.readChanged();
        assertEquals(List.of(), alone.bus.takeMembers());
        assertEquals(Optional.empty(), absent.tree());
        alone.come();
        assertTrue(alone.reader.readChanged().tree().isPresent());
    }

    @Test
    void whereThereIsNoneAnotherBusAtTheAddressIsStillLookedFor() {
        NmRig alone = new NmRig();
        alone.loop.run();
        alone.leave();
        alone.reader.readChanged();
        alone.bus.setSocket(Optional.of("second"));
        alone.world.live(alone.bus);
        alone.reader.readChanged();
        alone.loop.run();
        assertTrue(alone.reader.readChanged().tree().isPresent());
    }

    @Test
    void settingsThatWereRefusedForNowAreAskedForAgain() {
        bus.refuse("GetSettings", "org.freedesktop.DBus.Error.LimitsExceeded");
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, "Updated");
        rig.assertAsks(Set.of("/Settings/1 GetSettings"));
        world.live(bus);
        rig.assertAsks(Set.of("/Settings/1 GetSettings"));
    }
}
