package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of profiles are what people, and access points, have made them. */
@Tag("unit")
class WifiProfilesTest {

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "/", "//", "/home", "home/", "a:b", "{AAAAAAAA-0000-4000-8000-000000000002}/home", " ",
        "caf\u00e9 au coin", "\ud83d\ude80", "'\"%20&"})
    void anyNameIsFoundAgainByItsId(String name) {
        port.profiles(GUID, "home", name, "b");
        service.read();
        assertEquals(List.of("home", name, "b"), bench.names());
        assertEquals(StartResult.OURS, service.start(id(name)));
        assertEquals(List.of("connect " + GUID + ' ' + name), port.orders());
        bench.connect(name);
        assertEquals(ConfigurationState.ACTIVE, bench.point(name).state());
        service.stop(id(name));
        assertEquals("disconnect " + GUID, port.orders().get(1));
    }

    @Test
    void theLongestNameThatWindowsHasIsOne() {
        String longest = "\u00e9".repeat(255); // Source: wlanapi.h, WLAN_MAX_NAME_LENGTH is 256 with the zero.
        port.profiles(GUID, longest, longest.substring(1) + 'x');
        service.read();
        assertEquals(2, bench.points().size());
        assertEquals(StartResult.OURS, service.start(id(longest)));
    }

    @Test
    void aNameThatComesTwiceIsOneProfile() {
        port.profiles(GUID, "home", "work", "home");
        bench.connect("home");
        assertEquals(List.of("home", "work"), bench.names());
        assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
    }

    @Test
    void namesThatDifferInTheirCaseAreTwo() {
        port.profiles(GUID, "home", "HOME");
        bench.connect("HOME");
        assertEquals(ConfigurationState.ACTIVE, bench.point("HOME").state());
        assertEquals(ConfigurationState.DISCOVERED, service.accessPoints(List.of(WifiBench.link(GUID, 9))).get(0).state());
    }

    @Test
    void anEmptyNameIsNoProfile() {
        port.profiles(GUID, "", "home");
        service.read();
        assertEquals(List.of("home"), bench.names());
        port.profiles(GUID, "");
        port.connected(GUID, "", 50);
        service.read();
        assertEquals(List.of(), bench.names());
        assertTrue(service.isStranger(GUID));
    }

    @Test
    void theOrderIsWindowsOrderOfPreference() {
        port.profiles(GUID, "z", "a", "m");
        service.read();
        assertEquals(List.of("z", "a", "m"), bench.names());
    }

    @Test
    void oneThatIsRenamedWhileConnectedStaysActiveByItsNewName() {
        bench.connect("home");
        port.profiles(GUID, "hearth", "work").connected(GUID, "hearth", 66);
        bench.hear(Event.PROFILES_CHANGED, "", 0);
        assertEquals(List.of("hearth", "work"), bench.names());
        assertEquals(ConfigurationState.ACTIVE, bench.point("hearth").state());
        assertFalse(service.isStranger(GUID));
        assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> service.stop(id("home"))).kind());
    }

    @Test
    void oneThatIsRenamedWhileItIsNotKnownWhatIsConnectedLeavesTheAdapterToStandForItself() {
        port.refuse("connection", Kind.DENIED).refuse("networks", Kind.DENIED);
        bench.connect("home");
        assertFalse(service.isStranger(GUID));
        port.profiles(GUID, "hearth", "work");
        bench.hear(Event.PROFILES_CHANGED, "", 0);
        assertTrue(service.isStranger(GUID), "the connection's old name is nobody's");
        assertEquals(ConfigurationState.DISCOVERED, bench.point("hearth").state());
    }

    @Test
    void oneThatIsDeletedWhileConnectedIsNoAccessPoint() {
        bench.connect("home");
        port.profiles(GUID, "work");
        bench.hear(Event.PROFILES_CHANGED, "", 0);
        assertEquals(List.of("work"), bench.names());
        assertTrue(service.isStranger(GUID));
    }

    @Test
    void aNewOneIsThereAtTheNextReading() {
        service.read();
        port.profiles(GUID, "home", "new", "work").within(GUID, new WifiNetwork("new", 77));
        bench.hear(Event.PROFILES_CHANGED, "", 0);
        assertEquals(List.of("home", "new", "work"), bench.names());
        bench.hear(Event.REACH_CHANGED, "", 0);
        assertEquals(OptionalInt.of(77), bench.point("new").signalPercent());
    }
}
