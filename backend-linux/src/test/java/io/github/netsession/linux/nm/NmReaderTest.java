package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NmReaderTest {

    private static final String GONE = "NetworkManager is not running";

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final ScriptedBus bus = rig.bus;

    NmReaderTest() {
        world.profile(1, NmProfile.WIRED);
        world.profile(2, "vpn");
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
    }

    private NmState read() {
        return rig.reader.read();
    }

    private static List<String> names(NmState state) {
        return state.presentProfiles().stream().map(entry -> entry.getValue().name()).toList();
    }

    @Test
    void theFirstReadingAsksForEverythingAndTheNextForTheObjectsOnly() {
        NmState first = read();
        assertEquals(List.of("GetManagedObjects", "GetSettings", "GetSettings", "GetPermissions"), bus.takeMembers());
        assertEquals(List.of("profile 1", "profile 2"), names(first));
        assertEquals("yes", first.permissions().get(NmNames.NETWORK_CONTROL));
        assertEquals(Optional.empty(), first.obstacle());
        assertEquals(first, read());
        assertEquals(List.of("GetManagedObjects"), bus.takeMembers());
    }

    @Test
    void itSubscribesBeforeItAsks() {
        int[] rules = {0};
        bus.on("GetManagedObjects", call -> {
            rules[0] = bus.rules().size();
            return world.told();
        });
        read();
        assertTrue(rules[0] > 0, "what changes behind the answer is told");
    }

    @Test
    void aNewProfileIsAskedForAndAnUpdatedOneAgain() {
        read();
        bus.takeCalls();
        world.profile(3, "gsm");
        assertEquals(List.of("profile 1", "profile 2", "profile 3"), names(read()));
        assertEquals(List.of(NmWorld.profilePath(3)), askedSettings());
        world.profile(1, NmProfile.WIRED).set("id", "renamed");
        assertEquals(List.of("profile 1", "profile 2", "profile 3"), names(read()), "nobody has said so");
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, "Updated");
        assertEquals(List.of("profile 2", "profile 3", "renamed"), names(read()));
        assertEquals(List.of(NmWorld.profilePath(1)), askedSettings());
        read();
        assertEquals(List.of(), askedSettings());
    }

    private List<String> askedSettings() {
        return bus.takeCalls().stream().filter(call -> call.member().equals("GetSettings")).map(BusCall::path).toList();
    }

    @Test
    void aProfileThatIsDeletedIsForgottenAndOneOnItsPathAskedFor() {
        read();
        NmWorld.Values settings = world.settings.get(NmWorld.profilePath(2));
        world.remove(NmWorld.profilePath(2));
        assertEquals(List.of("profile 1"), names(read()));
        world.profile(2, "gsm");
        world.settings.put(NmWorld.profilePath(2), settings);
        bus.takeCalls();
        read();
        assertEquals(List.of(NmWorld.profilePath(2)), askedSettings());
    }

    @Test
    void aProfileThatThisUserMayNotSeeIsAskedForOnceAndAgainWhenItWasChanged() {
        world.settings.remove(NmWorld.profilePath(2));
        assertEquals(List.of("profile 1"), names(read()));
        bus.takeCalls();
        read();
        assertEquals(List.of(), askedSettings());
        world.profile(2, "vpn");
        rig.emit(NmWorld.profilePath(2), NmNames.PROFILE, "Updated");
        assertEquals(List.of("profile 1", "profile 2"), names(read()));
    }

    @Test
    void aRefusalForNowIsNotRemembered() {
        bus.refuse("GetSettings", "org.freedesktop.DBus.Error.LimitsExceeded");
        assertEquals(List.of(), names(read()));
        world.live(bus);
        assertEquals(List.of("profile 1", "profile 2"), names(read()));
    }

    @Test
    void manyProfilesAreAskedForInPartsThatTheBusAllows() {
        IntStream.range(3, 201).forEach(i -> world.profile(i, NmProfile.WIRED));
        bus.letHoldingTakeTime(false);
        bus.hold("GetSettings");
        int[] most = {0};
        rig.client.wakeBy(() -> {
            rig.loop.run();
            most[0] = Math.max(most[0], bus.held());
            bus.answerHeld("GetSettings", call -> ScriptedBus.reply(world.settings.get(call.path()).map()));
            rig.loop.run();
        });
        assertEquals(200, names(read()).size());
        assertEquals(200, askedSettings().size());
        assertEquals(64, most[0]);
    }

    @Test
    void thePermissionsAreAskedForAgainWhenTheyMayHaveChangedOrCouldNotBeHad() {
        bus.hold("GetPermissions");
        assertEquals(Map.of(), read().permissions());
        assertEquals(Optional.empty(), read().obstacle(), "the answer is overdue, which keeps nothing else");
        bus.release("GetPermissions", call -> ScriptedBus.reply(Map.of(NmNames.WIFI_SCAN, "auth")));
        rig.loop.run();
        assertEquals(Map.of(NmNames.WIFI_SCAN, "auth"), read().permissions());
        bus.takeCalls();
        read();
        assertEquals(List.of("GetManagedObjects"), bus.takeMembers());
        world.live(bus);
        rig.emit(NmNames.PATH, NmNames.NM, "CheckPermissions");
        assertEquals(world.permissions, read().permissions());
    }

    @Test
    void permissionsThatAreNoTextsAreNotKnown() {
        bus.answer("GetPermissions", Map.of(NmNames.WIFI_SCAN, 1L, NmNames.NETWORK_CONTROL, "no"));
        assertEquals(Map.of(NmNames.NETWORK_CONTROL, "no"), read().permissions());
    }

    @Test
    void aNewNetworkManagerIsAskedForEverythingAgain() {
        read();
        bus.takeCalls();
        rig.leave();
        rig.come();
        assertEquals(List.of("profile 1", "profile 2"), names(read()));
        assertEquals(List.of("GetManagedObjects", "GetSettings", "GetSettings", "GetPermissions"), bus.takeMembers());
    }

    @Test
    void whereThereIsNoneItIsAbsentAtOnce() {
        rig.leave();
        NmState state = read();
        assertEquals(Optional.empty(), state.tree());
        assertEquals(GONE, state.obstacle().orElseThrow());
        assertEquals(Long.MAX_VALUE, rig.client.nanosToWait());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatLeavesIsBelievedForFiveSecondsAfterWhichThereIsAHint(boolean isBusGone) {
        NmState known = read();
        if (isBusGone) {
            bus.setThere(false);
            rig.loop.run();
        } else {
            rig.leave();
        }
        NmState behind = read();
        assertEquals(known.tree(), behind.tree());
        assertTrue(behind.obstacle().isPresent());
        rig.loop.takeHints();
        bus.pass(Duration.ofMillis(4999));
        rig.loop.run();
        assertEquals(0, rig.loop.takeHints());
        assertEquals(known.tree(), read().tree());
        assertEquals(Duration.ofMillis(1).toNanos(), rig.client.nanosToWait());
        bus.pass(Duration.ofMillis(1));
        rig.loop.run();
        assertEquals(1, rig.loop.takeHints());
        NmState absent = read();
        assertEquals(Optional.empty(), absent.tree());
        assertEquals(behind.obstacle(), absent.obstacle());
    }

    @Test
    void oneThatComesBackHasItsFiveSecondsAgain() {
        read();
        rig.leave();
        read();
        bus.pass(Duration.ofSeconds(4));
        rig.come();
        assertEquals(Optional.empty(), read().obstacle());
        bus.pass(Duration.ofSeconds(4));
        rig.leave();
        assertTrue(read().tree().isPresent());
    }

    @Test
    void oneThatStartsUpIsNotBelievedForTenSeconds() {
        NmState known = read();
        rig.leave();
        world.root.set("Startup", true);
        world.remove(NmWorld.devicePath(1));
        rig.come();
        assertEquals(known.tree(), read().tree());
        assertEquals("NetworkManager is starting up", read().obstacle().orElseThrow());
        bus.pass(Duration.ofSeconds(10));
        NmState late = read();
        assertEquals(Map.of(), late.tree().orElseThrow().devices(), "that is all there will be");
        assertEquals(Optional.empty(), late.obstacle());
    }

    @Test
    void oneThatHasStartedUpIsBelievedAtOnce() {
        read();
        world.root.set("Startup", true);
        world.remove(NmWorld.devicePath(1));
        assertEquals(1, read().tree().orElseThrow().devices().size());
        world.root.set("Startup", false);
        assertEquals(0, read().tree().orElseThrow().devices().size());
    }

    @Test
    void oneThatLeavesWhileItStartsUpLeavesTheNextAllTheTime() {
        NmState known = read();
        world.root.set("Startup", true);
        read();
        rig.leave();
        read();
        bus.pass(Duration.ofSeconds(4));
        read();
        rig.come();
        bus.pass(Duration.ofMillis(6500));
        assertEquals(known.tree(), read().tree());
        assertEquals("NetworkManager is starting up", read().obstacle().orElseThrow());
    }

    @Test
    void whereThereWasNoneOneThatStartsUpIsBetterThanNothing() {
        world.root.set("Startup", true);
        assertTrue(read().tree().isPresent());
    }

    @Test
    void oneThatDoesNotAnswerIsBelievedForAsLongAsThatTakes() {
        NmState known = read();
        bus.hold("GetManagedObjects");
        assertEquals(known.behind("NetworkManager does not answer"), read());
        bus.pass(Duration.ofHours(1));
        assertEquals(known.tree(), read().tree());
        bus.release("GetManagedObjects", call -> world.told());
        rig.loop.takeHints();
        rig.loop.run();
        assertEquals(1, rig.loop.takeHints(), "the answer is a hint");
        assertEquals(known, read());
    }

    @Test
    void oneThatHasNeverAnsweredIsSilent() {
        bus.hold("GetManagedObjects");
        assertEquals(NmState.silent("NetworkManager does not answer"), read());
    }

    @Test
    void allThatAReadingAsksForHasOneLimitTogether() {
        bus.on("GetManagedObjects", call -> {
            bus.pass(Duration.ofMillis(1500));
            return world.told();
        });
        assertTrue(read().tree().isPresent());
        rig.emit(NmNames.PATH, NmNames.NM, "CheckPermissions");
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, "Updated");
        bus.letHoldingTakeTime(false);
        bus.hold("GetSettings");
        rig.client.wakeBy(() -> {
            rig.loop.run();
            bus.pass(Duration.ofMillis(bus.held() > 0 ? 501 : 0));
        });
        assertEquals("NetworkManager does not answer", read().obstacle().orElseThrow());
    }

    @Test
    void settingsThatAreLateAreAskedForAgain() {
        bus.hold("GetSettings");
        assertEquals(Optional.empty(), read().tree());
        bus.release("GetSettings", call -> ScriptedBus.reply(world.settings.get(call.path()).map()));
        rig.loop.run();
        assertEquals(List.of("profile 1", "profile 2"), names(read()));
    }

    @Test
    void anUpdateWhoseSettingsAreLateIsNotForgotten() {
        read();
        world.profile(1, NmProfile.WIRED).set("id", "renamed");
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, "Updated");
        bus.hold("GetSettings");
        assertEquals(List.of("profile 1", "profile 2"), names(read()), "the last that is known");
        world.live(bus);
        bus.release("GetSettings", call -> ScriptedBus.reply(world.settings.get(call.path()).map()));
        rig.loop.run();
        assertEquals(List.of("profile 2", "renamed"), names(read()));
    }

    @Test
    void oneThatMayNotBeAskedOrIsNotNetworkManagerIsAbsentAtOnce() {
        read();
        bus.refuse("GetManagedObjects", "org.freedesktop.DBus.Error.AccessDenied");
        assertEquals(Optional.empty(), read().tree());
        assertTrue(read().obstacle().orElseThrow().contains("AccessDenied"), read().obstacle().orElseThrow());
        bus.on("GetManagedObjects", call -> ScriptedBus.reply("nonsense"));
        assertTrue(read().obstacle().orElseThrow().contains("has no object " + NmNames.PATH), read().obstacle().orElseThrow());
        bus.on("GetManagedObjects", call -> BusMessage.error(0, new BusMessage.Refusal(BusMessage.UNREADABLE, "too much")));
        assertTrue(read().obstacle().orElseThrow().contains("too much"), read().obstacle().orElseThrow());
    }

    @Test
    void theAccessPointsInUseAreFollowedOnEachConnection() {
        world.device(2, "wlan0", NmWorld.WIRELESS);
        world.station(7, NmWorld.ssid("a"), 50);
        world.sees(2, 7, 7);
        read();
        assertEquals(1, ofStation(7));
        world.station(8, NmWorld.ssid("a"), 50);
        world.sees(2, 8, 7, 8);
        read();
        read();
        assertEquals(0, ofStation(7));
        assertEquals(1, ofStation(8));
        bus.setThere(false);
        rig.loop.run();
        bus.setThere(true);
        rig.loop.run();
        assertEquals(0, ofStation(8), "the subscriptions are gone with the connection");
        read();
        assertEquals(1, ofStation(8));
    }

    private long ofStation(int number) {
        return bus.rules().stream().filter(rule -> rule.contains("path='" + NmWorld.stationPath(number) + "'")).count();
    }
}
