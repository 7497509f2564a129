package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ActivationsTest {

    private static final String PATH = NmWorld.activePath(1);
    private static final String DEVICE = NmWorld.devicePath(1);

    private final NmRig rig = new NmRig();
    private final Activations activations = rig.activations;
    private final BackendException cause = new BackendException(Kind.FAILED, "c", "of the activation");
    private final BackendException ofDevice = new BackendException(Kind.FAILED, "c", "of the device");

    private void look(long state) {
        rig.world.device(1, "eth0", NmWorld.ETHERNET);
        rig.world.device(2, "eth1", NmWorld.ETHERNET);
        rig.world.active(1, 1, state, 1);
        rig.look(rig.world.tree().actives(), Set.of());
    }

    private List<String> reasons() {
        return rig.failures.stream().map(each -> each.cause().reason()).toList();
    }

    @Test
    void anEndOfWhatIsFollowedIsToldOnce() {
        rig.follow(PATH, NmRig.id(1));
        activations.end(PATH, cause);
        activations.end(PATH, cause);
        assertEquals(1, rig.failures.size());
        assertEquals(NmRig.id(1), rig.failures.get(0).id());
        assertSame(cause, rig.failures.get(0).cause());
    }

    @Test
    void anEndBeforeItIsFollowedIsToldThenAndOnceWithTheFirstReason() {
        activations.end(PATH, cause);
        activations.end(PATH, ofDevice);
        assertEquals(List.of(), rig.failures);
        rig.follow(PATH, NmRig.id(1));
        assertEquals(List.of("of the activation"), reasons());
        rig.follow(PATH, NmRig.id(1));
        assertEquals(1, rig.failures.size());
    }

    @Test
    void theReasonOfTheDeviceItIsOnIsPreferred() {
        look(NmNames.ACTIVATING);
        rig.follow(PATH, NmRig.id(1));
        activations.deviceFailed(DEVICE, ofDevice);
        activations.end(PATH, cause);
        assertEquals(List.of("of the device"), reasons());
    }

    @Test
    void theReasonOfAnotherDeviceIsNot() {
        look(NmNames.ACTIVATING);
        rig.follow(PATH, NmRig.id(1));
        activations.deviceFailed(NmWorld.devicePath(2), ofDevice);
        activations.end(PATH, cause);
        assertEquals(List.of("of the activation"), reasons());
    }

    @Test
    void ofAnActivationThatNoReadingKnowsTheDeviceThatFailedJustNowIsTheOne() {
        activations.deviceFailed(NmWorld.devicePath(2), ofDevice);
        activations.end(PATH, cause);
        rig.follow(PATH, NmRig.id(1));
        assertEquals(List.of("of the device"), reasons());
    }

    @Test
    void aFailureOfADeviceExplainsOneEndOnly() {
        look(NmNames.ACTIVATING);
        activations.deviceFailed(DEVICE, ofDevice);
        activations.end(PATH, cause);
        rig.follow(PATH, NmRig.id(1));
        rig.follow(PATH, NmRig.id(1));
        activations.end(PATH, cause);
        assertEquals(List.of("of the device", "of the activation"), reasons());
    }

    @Test
    void whatIsUpIsFollowedNoMoreAndWhatIsOnItsWayIs() {
        rig.follow(PATH, NmRig.id(1));
        look(NmNames.ACTIVATING);
        look(NmNames.ACTIVATED);
        activations.end(PATH, cause);
        assertEquals(List.of(), rig.failures);
        rig.follow(NmWorld.activePath(2), NmRig.id(2));
        look(NmNames.ACTIVATED);
        activations.end(NmWorld.activePath(2), cause);
        assertEquals(1, rig.failures.size(), "what no reading knows is followed");
    }

    @Test
    void whatSomebodyElseIsStartingOfAProfileIsFollowedUnlessWeAreStoppingIt() {
        rig.world.device(1, "eth0", NmWorld.ETHERNET);
        rig.world.active(1, 1, NmNames.ACTIVATING, 1);
        rig.world.active(2, 2, NmNames.ACTIVATING, 1);
        rig.world.active(3, 3, NmNames.ACTIVATING, 1);
        activations.cancel(NmWorld.activePath(3));
        rig.look(rig.world.tree().actives(), Set.of(NmWorld.UUID + 1, NmWorld.UUID + 3));
        IntStream.rangeClosed(1, 3).forEach(i -> activations.end(NmWorld.activePath(i), cause));
        assertEquals(List.of(NmRig.id(1)), rig.failures.stream().map(NmRig.Failure::id).toList());
    }

    @Test
    void whatWeStopHasNotFailedBeforeNorAfterItIsFollowed() {
        rig.follow(PATH, NmRig.id(1));
        activations.cancel(PATH);
        activations.end(PATH, cause);
        rig.follow(PATH, NmRig.id(1));
        assertEquals(List.of(), rig.failures);
    }

    @Test
    void whatIsForgottenIsNeverTold() {
        rig.follow(PATH, NmRig.id(1));
        activations.end(NmWorld.activePath(2), cause);
        activations.deviceFailed(DEVICE, ofDevice);
        activations.forget();
        activations.end(PATH, cause);
        rig.follow(NmWorld.activePath(2), NmRig.id(2));
        assertEquals(List.of(), rig.failures);
        rig.follow(PATH, NmRig.id(1));
        assertEquals(List.of("of the activation"), reasons(), "an end after that is another one");
    }

    @Test
    void aStartThatARestartHasEndedIsToldByTheNextReadingOnce() {
        rig.follow(PATH, NmRig.id(1));
        activations.forget();
        rig.look(Map.of(), Set.of());
        rig.look(Map.of(), Set.of());
        assertEquals(List.of("NetworkManager was restarted meanwhile and did not continue the start"), reasons());
        assertEquals(Kind.TEMPORARY, rig.failures.get(0).cause().kind());
        assertEquals(NmRig.id(1), rig.failures.get(0).id());
    }

    @ParameterizedTest
    @ValueSource(longs = {NmNames.ACTIVATING, NmNames.ACTIVATED})
    void aStartThatContinuesAfterARestartHasNotFailed(long state) {
        rig.follow(NmWorld.activePath(7), NmRig.id(1));
        activations.forget();
        look(state);
        assertEquals(List.of(), rig.failures);
    }

    @Test
    void onlyTheLatestEndsAreKept() {
        IntStream.range(0, 65).forEach(i -> activations.end(NmWorld.activePath(i), cause));
        IntStream.range(0, 65).forEach(i -> rig.follow(NmWorld.activePath(i), NmRig.id(i)));
        assertEquals(64, rig.failures.size());
        assertEquals(NmRig.id(1), rig.failures.get(0).id());
    }

    @Test
    void onlyTheLatestStartsAreFollowed() {
        IntStream.range(0, 1025).forEach(i -> rig.follow(NmWorld.activePath(i), NmRig.id(i)));
        IntStream.range(0, 1025).forEach(i -> activations.end(NmWorld.activePath(i), cause));
        assertEquals(1024, rig.failures.size());
        assertEquals(NmRig.id(1), rig.failures.get(0).id());
    }
}
