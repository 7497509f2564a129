package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.AccessPoint.Transition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which starts have got further than waiting for a link. */
@Tag("unit")
class NmProgressTest {

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final NmWorld.Values device;

    /** A wired profile that is being started. */
    NmProgressTest() {
        world.profile(1, NmProfile.WIRED);
        device = world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.active(1, 1, NmNames.ACTIVATING, 1);
    }

    private void carrier(boolean present) {
        world.links.clear();
        world.links.add(NmWorld.link(1, "eth0", true, present));
    }

    private boolean isProgressing(long deviceState) {
        device.set("State", deviceState);
        return world.point(1).isProgressing();
    }

    @ParameterizedTest
    @CsvSource({
        // NMDeviceState, carrier, whether it progresses
        "30,  true,  false", "40,  true,  false", "50,  true,  false", "60,  true,  true", "70,  true,  true", "80,  true,  true",
        "90,  true,  true",  "100, true,  true",  "110, true,  false", "120, true,  false",
        "40,  false, false", "50,  false, false", "60,  false, true",  "70,  false, false", "80,  false, false", "90,  false, false",
    })
    void aDeviceProgressesWhileItWaitsForSecretsOrWithACarrierForAddresses(long state, boolean carrier, boolean progressing) {
        carrier(carrier);
        assertEquals(progressing, isProgressing(state));
        assertEquals(Transition.STARTING, world.point(1).transition());
    }

    @Test
    void withoutALinkOfTheKernelItsWordDecides() {
        device.set("Interface", "cdc-wdm0").set("DeviceType", NmWorld.MODEM);
        assertFalse(isProgressing(50));
        assertTrue(isProgressing(70));
    }

    @Test
    void aQueuedActivationHasNotTheProgressOfTheOneBefore() {
        carrier(true);
        device.set("ActiveConnection", NmWorld.activePath(7));
        assertFalse(isProgressing(70));
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void whatIsUpOrBeingStoppedDoesNotProgress(long state) {
        carrier(true);
        world.active(1, 1, state, 1);
        assertFalse(isProgressing(70));
    }

    @ParameterizedTest
    @CsvSource({
        // NMVpnConnectionState, whether it progresses
        "0, false", "1, false", "2, true", "3, true", "4, true", "5, true", "6, false", "7, false",
    })
    void aVpnProgressesFromItsSecretsOnWhateverItsDeviceDoes(long state, boolean progressing) {
        carrier(true);
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.profile(2, "vpn");
        world.vpn(2, 2, NmNames.ACTIVATING, 1, "/");
        world.vpnState(2, state);
        assertEquals(progressing, world.point(2).isProgressing());
        assertFalse(world.point(1).isProgressing(), "what is below is up");
    }

    @Test
    void aVpnThatDoesNotTellItsStateDoesNotProgress() {
        world.profile(2, "vpn");
        world.vpn(2, 2, NmNames.ACTIVATING, 1, "/");
        assertFalse(world.point(2).isProgressing());
    }

    @Test
    void eachStepIsAHint() {
        rig.loop.run();
        rig.loop.takeHints();
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", NmNames.DEVICE_IP_CONFIG, 50L, 0L);
        assertEquals(1, rig.loop.takeHints());
        rig.emit(NmWorld.devicePath(1), NmNames.PROPERTIES, "PropertiesChanged", NmNames.DEVICE, Map.of("State", 70L), List.of());
        assertEquals(1, rig.loop.takeHints());
        rig.emit(NmWorld.activePath(2), NmNames.VPN, "VpnStateChanged", 3L, 0L);
        assertEquals(1, rig.loop.takeHints());
    }
}
