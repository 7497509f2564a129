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
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.StartOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NmControlTest {

    private static final StartOptions BACKGROUND = StartOptions.builder().inBackground(true).build();
    private static final StartOptions FOREGROUND = StartOptions.builder().build();
    private static final ConfigurationId ID = NmRig.id(1);

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final ScriptedBus bus = rig.bus;

    NmControlTest() {
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        bus.answer("ActivateConnection", NmWorld.activePath(5));
        bus.answer("DeactivateConnection");
    }

    /** The one call of this name since the last look. */
    private BusCall called(String member) {
        List<BusCall> calls = bus.takeCalls().stream().filter(call -> call.member().equals(member)).toList();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    private List<String> changes() {
        return bus.takeMembers().stream().filter(member -> !member.startsWith("Get")).toList();
    }

    private void ends(int active, long reason) {
        rig.emit(NmWorld.activePath(active), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, reason);
    }

    private static BackendException refusal(Runnable call) {
        return assertThrows(BackendException.class, call::run);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStartIsAskedForAndAsksAPersonOnlyInTheForeground(boolean inBackground) {
        assertTrue(rig.control.start(ID, StartOptions.builder().inBackground(inBackground).build()).isOurs());
        BusCall call = called("ActivateConnection");
        assertEquals(List.of(NmWorld.profilePath(1), "/", "/"), call.arguments());
        assertEquals("ooo", call.signature());
        assertEquals(!inBackground, call.interactive());
        assertEquals(NmNames.NM, call.destination());
    }

    @Test
    void aStartThatEndsIsToldWithItsReasonAndOneThatIsUpIsForgotten() {
        rig.control.start(ID, BACKGROUND);
        ends(5, 9);
        assertEquals(List.of(ID), rig.failures.stream().map(NmRig.Failure::id).toList());
        assertEquals(Kind.SECRETS, rig.failures.get(0).cause().kind());
        rig.control.start(ID, BACKGROUND);
        world.active(5, 1, NmNames.ACTIVATED, 1);
        rig.reader.read();
        ends(5, 2);
        assertEquals(1, rig.failures.size());
    }

    @Test
    void anEndThatIsHeardOfBeforeTheAnswerIsToldAllTheSame() {
        bus.on("ActivateConnection", call -> {
            bus.emit(NmWorld.activePath(5), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, 6L);
            return ScriptedBus.reply(NmWorld.activePath(5));
        });
        rig.control.start(ID, BACKGROUND);
        assertEquals(Kind.TIMEOUT, rig.failures.get(0).cause().kind());
    }

    /** Two signals come in: it leaves the bus, and the next one comes. */
    private void restarts() {
        bus.emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, ":1.5", "");
        bus.emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, "", ":1.9");
    }

    /** It takes a start, and is restarted before the answer is looked at. */
    private void takesAStartAndRestarts() {
        bus.on("ActivateConnection", call -> {
            restarts();
            return ScriptedBus.reply(NmWorld.activePath(5));
        });
    }

    @Test
    void aStartThatIsTakenByANetworkManagerThatIsRestartedAtOnceIsToldByTheNextReading() {
        takesAStartAndRestarts();
        assertTrue(rig.control.start(ID, BACKGROUND).isOurs());
        assertEquals(List.of(), rig.failures);
        rig.reader.read();
        rig.reader.read();
        assertEquals(List.of(ID), rig.failures.stream().map(NmRig.Failure::id).toList());
        assertEquals(Kind.TEMPORARY, rig.failures.get(0).cause().kind());
    }

    @Test
    void aStartThatTheNextNetworkManagerContinuesHasNotFailedAndIsFollowed() {
        takesAStartAndRestarts();
        rig.control.start(ID, BACKGROUND);
        world.active(2, 1, NmNames.ACTIVATING, 1);
        rig.reader.read();
        assertEquals(List.of(), rig.failures);
        ends(2, 9);
        assertEquals(List.of(Kind.SECRETS), rig.failures.stream().map(each -> each.cause().kind()).toList());
    }

    @Test
    void aReadingFromBeforeItLeftDoesNotShowThatTheNextOneContinuesAStart() {
        rig.control.start(ID, BACKGROUND);
        world.active(5, 1, NmNames.ACTIVATING, 1);
        bus.on("GetManagedObjects", call -> {
            restarts();
            return world.told();
        });
        rig.reader.read();
        world.remove(NmWorld.activePath(5));
        world.live(bus);
        rig.reader.read();
        assertEquals(List.of(ID), rig.failures.stream().map(NmRig.Failure::id).toList());
        ends(5, 6);
        assertEquals(1, rig.failures.size(), "another one has that path now");
    }

    @Test
    void whatNetworkManagerWouldStartByItselfIsStartedAndNotOursToStop() {
        world.profile(1, NmProfile.WIRED).set("autoconnect", true);
        assertFalse(rig.control.start(ID, BACKGROUND).isOurs());
        assertEquals(List.of("ActivateConnection"), changes());
    }

    @Test
    void whatNetworkManagerWouldStartByItselfIsOursToStopIfTheRuleSaysSo() {
        StartOptions evenAutoconnected = StartOptions.builder().inBackground(true).stopsAutoconnected(true).build();
        world.profile(1, NmProfile.WIRED).set("autoconnect", true);
        assertTrue(rig.control.start(ID, evenAutoconnected).isOurs());
        world.active(5, 1, NmNames.ACTIVATED, 1);
        assertFalse(rig.control.start(ID, evenAutoconnected).isOurs(), "it is up: somebody else has started it");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "4, true"})
    void whatIsUpOrOnItsWayIsNotStartedAgainAndNotOursToStop(long state, boolean isOurs) {
        world.active(5, 1, state, 1);
        assertEquals(isOurs, rig.control.start(ID, BACKGROUND).isOurs());
        assertEquals(isOurs ? List.of("ActivateConnection") : List.of(), changes());
    }

    @Test
    void theEndOfAStartThatSomebodyElseHadAskedForIsToldToo() {
        world.active(5, 1, NmNames.ACTIVATING, 1);
        rig.control.start(ID, BACKGROUND);
        ends(5, 6);
        assertEquals(List.of(ID), rig.failures.stream().map(NmRig.Failure::id).toList());
    }

    @Test
    void aRefusedStartThrows() {
        bus.refuse("ActivateConnection", NmNames.NM + ".PermissionDenied");
        assertEquals(Kind.DENIED, refusal(() -> rig.control.start(ID, BACKGROUND)).kind());
        assertEquals(NmReasons.PERMISSION_REMEDY, refusal(() -> rig.control.start(ID, FOREGROUND)).remedy().orElseThrow());
    }

    @Test
    void aStartThatIsAnsweredTooLateIsTakenBack() {
        bus.hold("ActivateConnection");
        assertEquals(Kind.TIMEOUT, refusal(() -> rig.control.start(ID, BACKGROUND)).kind());
        bus.takeCalls();
        bus.release("ActivateConnection", call -> ScriptedBus.reply(NmWorld.activePath(5)));
        rig.loop.run();
        assertEquals(List.of(NmWorld.activePath(5)), called("DeactivateConnection").arguments());
        ends(5, 2);
        assertEquals(List.of(), rig.failures, "that one was told already");
    }

    @Test
    void aStartThatIsRefusedTooLateIsNotTakenBack() {
        bus.hold("ActivateConnection");
        refusal(() -> rig.control.start(ID, BACKGROUND));
        bus.takeCalls();
        bus.release("ActivateConnection", call -> BusMessage.error(0, new BusMessage.Refusal(NmNames.NM + ".Failed", "")));
        rig.loop.run();
        assertEquals(List.of(), bus.takeCalls());
    }

    @Test
    void aStartThatAPersonIsAskedAboutIsNoFailureAndGoesOnWithTheAnswer() {
        bus.hold("ActivateConnection");
        assertTrue(rig.control.start(ID, FOREGROUND).isOurs());
        rig.reader.read();
        bus.takeCalls();
        bus.release("ActivateConnection", call -> ScriptedBus.reply(NmWorld.activePath(5)));
        rig.loop.run();
        assertEquals(List.of(), changes());
        ends(5, 9);
        assertEquals(List.of(ID), rig.failures.stream().map(NmRig.Failure::id).toList());
    }

    @Test
    void aStartThatAPersonRefusesFailsThen() {
        bus.hold("ActivateConnection");
        rig.control.start(ID, FOREGROUND);
        bus.release("ActivateConnection", call -> BusMessage.error(0, new BusMessage.Refusal(NmNames.NM + ".PermissionDenied", "")));
        rig.loop.run();
        assertEquals(Kind.DENIED, rig.failures.get(0).cause().kind());
    }

    @Test
    void aStartThatWasStoppedWhileAPersonWasAskedIsTakenBack() {
        bus.hold("ActivateConnection");
        rig.control.start(ID, FOREGROUND);
        rig.control.stop(ID);
        bus.takeCalls();
        bus.release("ActivateConnection", call -> ScriptedBus.reply(NmWorld.activePath(5)));
        rig.loop.run();
        assertEquals(List.of(NmWorld.activePath(5)), called("DeactivateConnection").arguments());
    }

    @Test
    void ofTwoStartsWithAStopBetweenThemOnlyTheFirstIsTakenBack() {
        bus.hold("ActivateConnection");
        rig.control.start(ID, FOREGROUND);
        rig.control.stop(ID);
        rig.control.start(ID, FOREGROUND);
        bus.takeCalls();
        int[] next = {5};
        bus.release("ActivateConnection", call -> ScriptedBus.reply(NmWorld.activePath(next[0]++)));
        rig.loop.run();
        assertEquals(List.of(NmWorld.activePath(5)), called("DeactivateConnection").arguments());
        ends(6, 9);
        assertEquals(1, rig.failures.size(), "the second is followed");
    }

    @Test
    void aStopAsksForTheEndOfWhatIsActive() {
        world.active(7, 1, NmNames.ACTIVATED, 1);
        rig.control.stop(ID);
        BusCall call = called("DeactivateConnection");
        assertEquals(List.of(NmWorld.activePath(7)), call.arguments());
        assertFalse(call.interactive());
    }

    @Test
    void theEndOfAStartThatWeStopIsNoFailure() {
        rig.control.start(ID, BACKGROUND);
        world.active(5, 1, NmNames.ACTIVATING, 1);
        rig.control.stop(ID);
        ends(5, 2);
        assertEquals(List.of(), rig.failures);
    }

    @Test
    void aStopOfWhatIsNotActiveDoesNothing() {
        rig.control.stop(ID);
        world.active(7, 1, NmNames.DEACTIVATED, 1);
        rig.control.stop(ID);
        assertEquals(List.of(), changes());
    }

    @Test
    void whatIsGoneCanNeitherBeStartedNorStopped() {
        assertEquals(Kind.GONE, refusal(() -> rig.control.stop(NmRig.id(2))).kind());
        assertEquals(Kind.GONE, refusal(() -> rig.control.start(NmRig.id(2), BACKGROUND)).kind());
    }

    @ParameterizedTest
    @CsvSource({"ConnectionNotActive, ''", "PermissionDenied, DENIED", "Failed, FAILED"})
    void whatIsDownAlreadyIsNoErrorOfAStop(String error, String kind) {
        world.active(7, 1, NmNames.ACTIVATED, 1);
        bus.refuse("DeactivateConnection", NmNames.NM + '.' + error);
        if (kind.isEmpty()) {
            rig.control.stop(ID);
        } else {
            assertEquals(Kind.valueOf(kind), refusal(() -> rig.control.stop(ID)).kind());
        }
    }

    @Test
    void whileItIsAwayOrDoesNotAnswerNothingCanBeDone() {
        rig.reader.read();
        rig.leave();
        for (Runnable call : List.<Runnable>of(() -> rig.control.start(ID, BACKGROUND), () -> rig.control.stop(ID), rig.control::scan)) {
            assertEquals(Kind.TEMPORARY, refusal(call).kind());
        }
        assertEquals(List.of(), changes());
    }

    @Test
    void whereItIsNotThereProfilesAreGoneAndScansAreNotDone() {
        rig.leave();
        assertEquals(Kind.GONE, refusal(() -> rig.control.start(ID, BACKGROUND)).kind());
        assertEquals(Kind.GONE, refusal(() -> rig.control.stop(ID)).kind());
        assertEquals(Kind.UNSUPPORTED, refusal(rig.control::scan).kind());
    }

    @Test
    void aScanIsAskedOfEveryWirelessDeviceThatIsManaged() {
        assertEquals(Kind.UNSUPPORTED, refusal(rig.control::scan).kind());
        world.device(2, "wlan0", NmWorld.WIRELESS);
        world.device(3, "wlan1", NmWorld.WIRELESS);
        world.device(4, "wlan2", NmWorld.WIRELESS).set("Managed", false);
        bus.answer("RequestScan");
        bus.takeCalls();
        rig.control.scan();
        List<BusCall> scans = bus.takeCalls().stream().filter(call -> call.member().equals("RequestScan")).toList();
        assertEquals(List.of(NmWorld.devicePath(2), NmWorld.devicePath(3)), scans.stream().map(BusCall::path).toList());
        assertEquals(List.of(Map.of()), scans.get(0).arguments());
    }

    @Test
    void aScanThatIsRefusedForNowSaysWhenTheLastOneWas() {
        world.device(2, "wlan0", NmWorld.WIRELESS);
        bus.refuse("RequestScan", NmNames.DEVICE + ".NotAllowed");
        BackendException never = refusal(rig.control::scan);
        assertEquals(Kind.TEMPORARY, never.kind());
        assertTrue(never.remedy().orElseThrow().contains("wlan0"), never.remedy().orElseThrow());
        assertTrue(never.remedy().orElseThrow().endsWith("it has never finished one"), never.remedy().orElseThrow());
        world.sees(2, 0);
        assertTrue(refusal(rig.control::scan).remedy().orElseThrow().endsWith("60 s after the machine was started"));
        bus.refuse("RequestScan", NmNames.NM + ".PermissionDenied");
        assertEquals(NmReasons.PERMISSION_REMEDY, refusal(rig.control::scan).remedy().orElseThrow());
    }
}
