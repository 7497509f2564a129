package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.LinkKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class IfTypeTest {

    private static final int TEREDO = 14;

    @ParameterizedTest(name = "type {0} is {1} by {2} with hardware, {3} by {4} without")
    @CsvSource({
        "6, PHYSICAL, ETHERNET, VIRTUAL, ETHERNET",
        "71, PHYSICAL, WLAN, VIRTUAL, WLAN",
        "243, PHYSICAL, CELLULAR, VIRTUAL, CELLULAR",
        "244, PHYSICAL, CELLULAR, VIRTUAL, CELLULAR",
        "23, PHYSICAL, UNKNOWN, TUNNEL, VPN",
        "131, TUNNEL, VPN, TUNNEL, VPN",
        "53, TUNNEL, VPN, TUNNEL, VPN",
        "209, BRIDGE, BRIDGE, BRIDGE, BRIDGE",
        "24, LOOPBACK, LOOPBACK, LOOPBACK, LOOPBACK",
        "1, PHYSICAL, UNKNOWN, VIRTUAL, VIRTUAL",
        "0, PHYSICAL, UNKNOWN, VIRTUAL, VIRTUAL",
        "-1, PHYSICAL, UNKNOWN, VIRTUAL, VIRTUAL",
    })
    void theTypeSaysWhatItIs(int type, LinkKind kind, Bearer bearer, LinkKind softwareKind, Bearer softwareBearer) {
        assertEquals(new IfType(kind, bearer), IfType.of(Row.of(1).type(type).build()));
        assertEquals(new IfType(softwareKind, softwareBearer), IfType.of(Row.of(1).type(type).flags(0).build()));
    }

    @ParameterizedTest(name = "medium {0} is {1}")
    @CsvSource({"1, WLAN", "9, WLAN", "8, CELLULAR", "10, BLUETOOTH", "14, ETHERNET", "0, ETHERNET", "-1, ETHERNET"})
    void whatLooksLikeEthernetMayBeCarriedBySomethingElse(int medium, Bearer bearer) {
        assertEquals(bearer, IfType.of(Row.of(1).medium(medium).build()).bearer());
    }

    @Test
    void theMediumSaysNothingOfOtherTypes() {
        assertEquals(Bearer.VPN, IfType.of(Row.of(1).type(131).medium(9).build()).bearer());
        assertEquals(Bearer.WLAN, IfType.of(Row.of(1).type(71).medium(10).build()).bearer());
    }

    @ParameterizedTest
    @CsvSource({"6", "71", "131", "23", "53", "209", "243"})
    void aTunnelOfWindowsOwnIsNoVpnWhateverItsType(int type) {
        assertEquals(new IfType(LinkKind.TUNNEL, Bearer.VIRTUAL), IfType.of(Row.of(1).type(type).tunnelType(TEREDO).build()));
    }

    @Test
    void loopbackIsLoopbackEvenWithATunnelType() {
        assertEquals(new IfType(LinkKind.LOOPBACK, Bearer.LOOPBACK), IfType.of(Row.loopback(1).tunnelType(TEREDO).build()));
    }

    @Test
    void onlyTheBitForHardwareIsHardware() {
        assertEquals(LinkKind.PHYSICAL, IfType.of(Row.of(1).flags(0xff).build()).kind());
        assertEquals(LinkKind.PHYSICAL, IfType.of(Row.of(1).flags(InterfaceRow.HARDWARE).build()).kind());
        assertEquals(LinkKind.VIRTUAL, IfType.of(Row.of(1).flags(0xfe).build()).kind());
    }
}
