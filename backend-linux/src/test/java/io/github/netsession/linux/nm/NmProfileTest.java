package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NmProfileTest {

    private static final String UUID = "0b1a-F";

    private static NmProfile with(String key, Object value) {
        return parse(new HashMap<>(Map.of("uuid", UUID, key, value))).orElseThrow();
    }

    private static Optional<NmProfile> parse(Map<String, Object> connection) {
        return NmProfile.parse(ScriptedBus.reply(Map.of("connection", connection)));
    }

    @Test
    void everythingThatIsSaidIsRead() {
        byte[] ssid = {(byte) 0xe9, 0, 'x'};
        BusMessage answer = ScriptedBus.reply(Map.of("connection", Map.of("uuid", UUID, "id", "Home", "type", "802-11-wireless", "interface-name", "wlan0",
            "autoconnect", false, "metered", 1L), "802-11-wireless", Map.of("ssid", ssid)));
        assertEquals(Optional.of(new NmProfile(UUID, "Home", "802-11-wireless", Optional.of("wlan0"), false, Metered.YES, false, "\u00e9\0x", NmSecurity.Key.KNOWN_TO_NETWORK_MANAGER,
            Duration.ofSeconds(110))),
            NmProfile.parse(answer));
    }

    @Test
    void whatIsMissingOrOfAnotherTypeHasTheValueThatNetworkManagerMeans() {
        NmProfile least = new NmProfile(UUID, UUID, "", Optional.empty(), true, Metered.UNKNOWN, false, "", NmSecurity.Key.KNOWN_TO_NETWORK_MANAGER,
            NmTimeLimits.MOST);
        assertEquals(Optional.of(least), parse(Map.of("uuid", UUID)));
        Map<String, Object> wrong = new HashMap<>();
        List.of("id", "type", "interface-name", "autoconnect", "metered", "master", "slave-type").forEach(key -> wrong.put(key, 1.5));
        wrong.put("uuid", UUID);
        assertEquals(Optional.of(least), parse(wrong));
        assertEquals(Optional.empty(), with("interface-name", "").interfaceName());
    }

    @Test
    void anAnswerWithoutAUuidIsNone() {
        for (BusMessage answer : List.of(ScriptedBus.reply(), ScriptedBus.reply("text"), ScriptedBus.reply(Map.of()), ScriptedBus.reply(Map.of("connection", 1L)),
            ScriptedBus.reply(Map.of("connection", Map.of("id", "x"))), BusMessage.error(1, new BusMessage.Refusal("org.example.No", "")))) {
            assertEquals(Optional.empty(), NmProfile.parse(answer));
        }
        assertEquals(Optional.empty(), parse(Map.of("uuid", 5L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "a:b", "a/b", "\u00e4", "\u0661", "a_b"})
    void whatCannotBePartOfAnIdIsNoUuid(String uuid) {
        assertEquals(Optional.empty(), parse(Map.of("uuid", uuid)));
    }

    @Test
    void aUuidHasAnEnd() {
        assertTrue(parse(Map.of("uuid", "a".repeat(64))).isPresent());
        assertFalse(parse(Map.of("uuid", "a".repeat(65))).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        // control characters, directions, lines, half a character; what is harmless stays
        "a\u001b[31mb, a\ufffd[31mb",
        "a\u0007\u007f\u0085b, a\ufffd\ufffd\ufffdb",
        "a\u202eb\u2066c\u200fd, a\ufffdb\ufffdc\ufffdd",
        "a\u2028b\u2029c, a\ufffdb\ufffdc",
        "a\ud800b, a\ufffdb",
        "\ufeffa\u00adb, \ufffda\ufffdb",
        "Caf\u00e9 \u4e2d\u6587 \ud83d\ude00, Caf\u00e9 \u4e2d\u6587 \ud83d\ude00",
        "'', ''",
    })
    void aNameCannotDoAnythingToATerminal(String id, String name) {
        assertEquals(name, with("id", id).name());
    }

    @Test
    void aNameHasAnEndThatCutsNoCharacter() {
        assertEquals("\ud83d\ude00".repeat(256), with("id", "\ud83d\ude00".repeat(100_000)).name());
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "1, YES", "2, NO", "3, GUESSED_YES", "4, GUESSED_NO", "5, UNKNOWN", "-1, UNKNOWN"})
    void meteredIsWhatTheNumberMeans(long number, Metered metered) {
        assertEquals(metered, with("metered", number).metered());
    }

    @ParameterizedTest
    @CsvSource({
        "802-3-ethernet, ETHERNET", "pppoe, ETHERNET", "bond, ETHERNET", "vlan, ETHERNET", "802-11-wireless, WLAN", "bluetooth, BLUETOOTH", "gsm, CELLULAR",
        "cdma, CDMA2000", "vpn, VPN", "wireguard, VPN", "tun, VPN", "ip-tunnel, VPN", "bridge, BRIDGE", "vxlan, VIRTUAL", "infiniband, UNKNOWN",
        "something-new, UNKNOWN", "'', UNKNOWN",
    })
    void theBearerFollowsFromTheType(String type, Bearer bearer) {
        assertEquals(bearer, with("type", type).bearer());
        assertEquals(type.equals("vpn"), with("type", type).isVpn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "controller", "slave-type", "port-type"})
    void aPortIsKnownByItsOldAndItsNewNames(String key) {
        assertTrue(with(key, "br0").isInward());
        assertFalse(with(key, "").isInward());
    }

    @Test
    void aHotspotLeadsNowhere() {
        Map<String, Object> connection = Map.of("uuid", "0ff1ce00-0000-4000-8000-000000000001", "type", "802-11-wireless");
        assertFalse(ofSettings(Map.of("connection", connection, "802-11-wireless", Map.of("mode", "infrastructure"))).isInward());
        assertTrue(ofSettings(Map.of("connection", connection, "802-11-wireless", Map.of("mode", "ap"))).isInward());
        assertTrue(ofSettings(Map.of("connection", connection, "ipv4", Map.of("method", "shared"))).isInward());
    }

    private static NmProfile ofSettings(Map<String, Object> settings) {
        return NmProfile.parse(ScriptedBus.reply(settings)).orElseThrow();
    }
}
