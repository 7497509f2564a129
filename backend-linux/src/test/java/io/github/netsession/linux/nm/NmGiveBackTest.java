package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only the activation that a session had started is given back. */
@Tag("unit")
class NmGiveBackTest {

    private static final StartOptions BACKGROUND = StartOptions.builder().inBackground(true).build();
    private static final StartOptions FOREGROUND = StartOptions.builder().build();
    private static final ConfigurationId ID = NmRig.id(1);

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final ScriptedBus bus = rig.bus;

    NmGiveBackTest() {
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        bus.answer("ActivateConnection", NmWorld.activePath(5));
        bus.answer("DeactivateConnection");
        bus.setAnswering(":1.5");
    }

    private InterfaceIdentity started() {
        StartResult result = rig.control.start(ID, BACKGROUND);
        world.active(5, 1, NmNames.ACTIVATED, 1);
        bus.takeCalls();
        return result.identity();
    }

    private List<BusCall> deactivations() {
        return bus.takeCalls().stream().filter(call -> call.member().equals("DeactivateConnection")).toList();
    }

    @Test
    void theActivationThatAStartBeganIsStoppedByItsPathAtThatNetworkManager() {
        InterfaceIdentity started = started();
        assertTrue(started.isDefinite());
        assertTrue(rig.control.giveBack(ID, started));
        BusCall call = deactivations().get(0);
        assertEquals(List.of(NmWorld.activePath(5)), call.arguments());
        assertEquals(":1.5", call.destination());
    }

    @Test
    void aLaterActivationOfTheSameProfileIsSomebodyElses() {
        InterfaceIdentity started = started();
        world.remove(NmWorld.activePath(5));
        world.active(6, 1, NmNames.ACTIVATED, 1);
        assertFalse(rig.control.giveBack(ID, started));
        assertEquals(List.of(), deactivations());
    }

    @Test
    void theSamePathAtAnotherNetworkManagerIsSomethingElse() {
        InterfaceIdentity started = started();
        bus.setAnswering(":1.9");
        assertFalse(rig.control.giveBack(ID, started));
        assertEquals(List.of(), deactivations());
    }

    @Test
    void theSamePathOfAnotherProfileIsSomethingElse() {
        InterfaceIdentity started = started();
        world.profile(2, NmProfile.WIRED);
        assertFalse(rig.control.giveBack(NmRig.id(2), started));
        assertEquals(List.of(), deactivations());
    }

    @Test
    void whatIsDownAlreadyIsNotStopped() {
        InterfaceIdentity started = started();
        world.active(5, 1, NmNames.DEACTIVATED, 1);
        assertFalse(rig.control.giveBack(ID, started));
        assertEquals(List.of(), deactivations());
    }

    @Test
    void aNetworkManagerThatLeavesBeforeTheCallHasNothingOfOurs() {
        InterfaceIdentity started = started();
        bus.refuse("DeactivateConnection", "org.freedesktop.DBus.Error.ServiceUnknown");
        assertFalse(rig.control.giveBack(ID, started));
    }

    @Test
    void aRefusalIsTold() {
        InterfaceIdentity started = started();
        bus.refuse("DeactivateConnection", NmNames.NM + ".PermissionDenied");
        assertEquals(BackendException.Kind.DENIED, assertThrows(BackendException.class, () -> rig.control.giveBack(ID, started)).kind());
    }

    @Test
    void whatIsNotIdentifiedIsNotStopped() {
        started();
        assertFalse(rig.control.giveBack(ID, InterfaceIdentity.NONE));
        assertEquals(List.of(), deactivations());
    }

    @Test
    void aStartThatAPersonIsAskedAboutIsIdentifiedByTheAnswer() {
        bus.hold("ActivateConnection");
        StartResult result = rig.control.start(ID, FOREGROUND);
        assertTrue(result.isOurs());
        assertFalse(result.identity().isDefinite());
        bus.release("ActivateConnection", call -> ScriptedBus.reply(NmWorld.activePath(5)));
        rig.loop.run();
        world.active(5, 1, NmNames.ACTIVATED, 1);
        assertEquals(Map.of(ID, new InterfaceIdentity("NetworkManager :1.5 on scripted", NmWorld.activePath(5))), rig.lateStarts);
        assertTrue(rig.control.giveBack(ID, rig.lateStarts.get(ID)));
    }

    @Test
    void aStartThatIsGivenBackWhileAPersonIsAskedIsTakenBackAndNotReported() {
        bus.hold("ActivateConnection");
        InterfaceIdentity unknown = rig.control.start(ID, FOREGROUND).identity();
        assertTrue(rig.control.giveBack(ID, unknown));
        bus.takeCalls();
        bus.release("ActivateConnection", call -> ScriptedBus.reply(NmWorld.activePath(5)));
        rig.loop.run();
        assertEquals(List.of(NmWorld.activePath(5)), deactivations().get(0).arguments());
        assertEquals(Map.of(), rig.lateStarts);
    }

    @Test
    void aRefusalByAPersonIdentifiesNothing() {
        bus.hold("ActivateConnection");
        rig.control.start(ID, FOREGROUND);
        bus.release("ActivateConnection", call -> BusMessage.error(0, new BusMessage.Refusal(NmNames.NM + ".PermissionDenied", "")));
        rig.loop.run();
        assertEquals(Map.of(), rig.lateStarts);
    }
}
