package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.Support;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.Snapshot;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** NetworkManagers that tell less than today's, and more. */
@Tag("manager")
class StandInVersionIT extends StandInStory {

    @BeforeEach
    void prepare() {
        StandIn.up("ap0");
        open(new Hints(), "station(1, b'home', dbm_of_scan(-80)); wifi(2, 'ap1', [1])", "device(1, 'ap0')",
            "profile(1, 'office'); profile(2, 'home', '802-11-wireless', b'home')",
            "device(2, 'ap1', DeviceType=2, AvailableConnections=[profile_path(2)])", "active(1, on=1); root(PrimaryConnection=active_path(1))");
    }

    private Snapshot assertBothProfiles() {
        Snapshot snapshot = backend.read();
        assertTrue(snapshot.exact());
        AccessPoint office = StandIn.point(snapshot, 1);
        assertEquals(ConfigurationState.ACTIVE, office.state());
        assertEquals(Optional.of("ap0"), office.interfaceName());
        AccessPoint home = StandIn.point(snapshot, 2);
        assertEquals(ConfigurationState.DISCOVERED, home.state());
        assertEquals(OptionalInt.of(40), home.signalPercent());
        return snapshot;
    }

    /** 1.30 had most of these; each may be missing by itself. */
    @Test
    void whatAnOldVersionDoesNotTellIsNotNeeded() {
        manager.tell("drop(ROOT, NM, 'VersionInfo', 'ConnectivityCheckAvailable', 'ConnectivityCheckEnabled', 'PrimaryConnection')",
            "drop(active_path(1), ACTIVE, 'StateFlags', 'Ip6Config', 'Vpn')", "drop(profile_path(1), PROFILE, 'Flags', 'Filename')",
            "for n in (1, 2): drop(device_path(n), DEVICE, 'HwAddress', 'Ip4Connectivity', 'Ip6Connectivity', 'Metered', 'IpInterface')",
            "drop(device_path(2), WIRELESS, 'LastScan')", "drop(station_path(1), STATION, 'LastSeen', 'WpaFlags', 'RsnFlags', 'Flags')",
            "del permissions[NM + '.wifi.scan']", "root(Version='1.30.0')");
        Snapshot snapshot = assertBothProfiles();
        assertEquals(Connectivity.INTERNET, snapshot.connectivity());
        assertEquals(Connectivity.UNKNOWN, StandIn.point(snapshot, 1).connectivity());
        assertEquals(Metered.UNKNOWN, StandIn.point(snapshot, 1).metered());
        assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CONNECTIVITY_LEVEL).support());
        assertTrue(backend.capabilities().of(Capability.CONNECTIVITY_LEVEL).reason().contains("1.30.0"));
        assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertEquals(Support.DEGRADED, backend.capabilities().of(Capability.SCAN).support());
    }

    @Test
    void aRootThatTellsNothingButItsVersionIsEnough() {
        manager.tell("objects[ROOT] = {}; root(Version='0.9')");
        Snapshot snapshot = assertBothProfiles();
        assertEquals(Connectivity.UNKNOWN, snapshot.connectivity());
        assertEquals(Metered.UNKNOWN, snapshot.metered());
    }

    @Test
    void interfacesPropertiesAndObjectsThatNobodyKnowsDoNoHarm() {
        manager.tell("put(ROOT, NM + '.Teleport', State=V('s', 'beamed'), Devices=V('a(uv)', [(1, V('s', 'x'))]))",
            "root(RadioFlags=V('u', 3), Nested=V('a{s(aav)}', {'x': ([[V('d', 0.5)]],)}))",
            "for n in (1, 2): put(device_path(n), NM + '.Device.Quantum', Interface=7, Strength=V('s', 'strong'))",
            "put(ROOT + '/Quantum/1', NM + '.Quantum', Uuid=True, Ssid='no bytes')", "put('/org/freedesktop', 'org.freedesktop.Root', Connection=V('i', 1))",
            "settings[profile_path(2)]['quantum'] = {'id': 5, 'uuid': b'bytes'}", "settings[profile_path(1)]['connection']['entangled'] = ['x']");
        assertBothProfiles();
    }

    @Test
    void numbersThatNobodyKnowsAreUnknown() {
        manager.tell("root(Connectivity=99, Metered=77, State=12345)", "put(device_path(1), DEVICE, Metered=4294967295, Ip4Connectivity=5, State=101)",
            "put(station_path(1), STATION, Strength=255)", "device(3, 'net1', DeviceType=4000000000)", "profile(3, 'beam', 'quantum-link')",
            "put(profile_path(1), PROFILE, Flags=0xfffffff0)", "put(active_path(1), ACTIVE, StateFlags=0xff7f)");
        Snapshot snapshot = backend.read();
        assertEquals(Connectivity.UNKNOWN, snapshot.connectivity());
        assertEquals(Metered.UNKNOWN, snapshot.metered());
        assertEquals(ConfigurationState.ACTIVE, StandIn.point(snapshot, 1).state());
        assertEquals(Connectivity.UNKNOWN, StandIn.point(snapshot, 1).connectivity());
        assertEquals(OptionalInt.empty(), StandIn.point(snapshot, 2).signalPercent());
        assertEquals(Bearer.UNKNOWN, StandIn.point(snapshot, 3).bearer());
    }

    @Test
    void aStateOfAnActivationThatNobodyKnowsIsNotActive() {
        manager.tell("put(active_path(1), ACTIVE, State=9)");
        AccessPoint office = StandIn.point(backend.read(), 1);
        assertEquals(ConfigurationState.DISCOVERED, office.state());
        assertEquals(Transition.NONE, office.transition());
    }
}
