package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.BusValues;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of profiles as NetworkManager 1.42 sends their settings: what has its default is left out. */
@Tag("unit")
class NmTimeLimitsTest {

    /** {@code ethernet ipv4.method=manual 802-1x.eap=tls ...}: a type, and settings as nmcli writes them. */
    private static long seconds(String type, String settings) {
        Map<String, Object> sections = new HashMap<>(Map.of("ipv4", new HashMap<>(Map.of("method", "auto")), "ipv6", new HashMap<>(Map.of("method", "auto"))));
        set(sections, "connection", "type", type);
        Arrays.stream(settings.split(" ")).filter(each -> !each.isEmpty()).forEach(each -> {
            String[] parts = each.split("[.=]");
            set(sections, parts[0], parts[1], value(parts[2]));
        });
        return NmTimeLimits.of(new BusValues(sections)).toSeconds();
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> sections, String section, String key, Object value) {
        ((Map<String, Object>) sections.computeIfAbsent(section, any -> new HashMap<>())).put(key, value);
    }

    private static Object value(String text) {
        return text.matches("-?[0-9]+") ? Long.valueOf(text) : text.equals("yes") || text.equals("no") ? (Object) text.equals("yes") : text;
    }

    @ParameterizedTest
    @CsvSource({
        // A router is waited for 30 s, and DHCP 45 s; 10 s are for what takes a moment.
        "'', 85",
        "ipv4.method=manual ipv6.method=disabled, 30",
        "ipv4.method=link-local ipv6.method=ignore, 30",
        "ipv6.method=disabled, 55",
        "ipv4.dhcp-timeout=90 ipv6.method=disabled, 100",
        "ipv4.dhcp-timeout=5 ipv6.method=disabled, 30",
        "ipv4.dhcp-timeout=0 ipv6.method=disabled, 55",
        "ipv4.dhcp-timeout=-1 ipv6.method=disabled, 55",
        "ipv4.dhcp-timeout=290 ipv6.method=disabled, 300",
        "ipv4.dhcp-timeout=2147483647 ipv6.method=disabled, 300",
        "ipv4.dhcp-timeout=90, 100",
        "ipv4.dhcp-timeout=20 ipv4.may-fail=no, 30",
        "ipv4.dhcp-timeout=20 ipv4.may-fail=no ipv6.may-fail=no, 85",
        "ipv4.dhcp-timeout=90 ipv6.may-fail=no, 85",
        "ipv4.dhcp-timeout=90 ipv6.method=ignore ipv6.may-fail=no, 100",
        "ipv4.dhcp-timeout=90 ipv6.method=disabled ipv6.may-fail=no, 100",
        "ipv4.method=manual ipv4.may-fail=no, 30",
        "ipv4.dhcp-timeout=20 ipv4.may-fail=no ipv6.required-timeout=60000, 70",
        "ipv4.method=manual ipv4.dad-timeout=30000 ipv6.method=disabled, 40",
        "ipv4.method=disabled ipv6.method=dhcp ipv6.dhcp-timeout=60, 70",
        "ipv4.method=disabled ipv6.ra-timeout=100 ipv6.dhcp-timeout=60, 170",
        "ipv6.ra-timeout=2147483647 ipv6.dhcp-timeout=2147483647, 300",
        "connection.gateway-ping-timeout=60, 145",
        "connection.wait-activation-delay=15000, 100",
        "connection.wait-activation-delay=-1, 85",
        "connection.wait-device-timeout=200000, 85",
    })
    void aCableWaitsForAddresses(String settings, long seconds) {
        assertEquals(seconds, seconds(NmProfile.WIRED, settings));
        assertEquals(seconds, seconds("veth", settings));
    }

    @ParameterizedTest
    @CsvSource({
        // An attempt has 25 s, a person 120 s for the key.
        "'', 80",
        "802-11-wireless-security.key-mgmt=wpa-psk, 300",
        "802-11-wireless-security.key-mgmt=wpa-psk connection.auth-retries=1, 225",
        "802-11-wireless-security.key-mgmt=wpa-psk connection.auth-retries=0, 300",
        "802-11-wireless-security.key-mgmt=wpa-eap 802-1x.auth-timeout=20 connection.auth-retries=1, 215",
        "802-11-wireless-security.key-mgmt=wpa-eap 802-1x.auth-timeout=2147483647 connection.auth-retries=2147483647, 300",
    })
    void wifiWaitsForTheAccessPointToo(String settings, long seconds) {
        assertEquals(seconds, seconds(NmProfile.WIFI, settings + " ipv6.method=disabled"));
    }

    @Test
    void aCableWaitsForALoginIfThereIsOne() {
        assertEquals(225, seconds(NmProfile.WIRED, "802-1x.eap=tls connection.auth-retries=1 ipv6.method=disabled"));
        assertEquals(300, seconds(NmProfile.WIRED, "802-1x.eap=tls"));
    }

    @Test
    void aVpnWaitsForItsServiceAndAPerson() {
        assertEquals(190, seconds("vpn", ""));
        assertEquals(150, seconds("vpn", "vpn.timeout=20"));
    }

    @ParameterizedTest
    @CsvSource({"gsm", "cdma", "pppoe", "bridge", "bond", "vlan", "wireguard", "bluetooth", "something-new", "''"})
    void whatIsNotKnownHasFiveMinutes(String type) {
        assertEquals(300, seconds(type, "ipv4.method=manual ipv6.method=disabled"));
    }

    @Test
    void whatIsNotOfTheTypeThatItShouldBeHasItsDefault() {
        assertEquals(85, seconds(NmProfile.WIRED, "ipv4.dhcp-timeout=x ipv4.may-fail=1 ipv6.method=auto connection.gateway-ping-timeout=yes"));
        assertEquals(NmTimeLimits.MOST, NmTimeLimits.of(BusValues.NONE));
    }

    @Test
    void theAccessPointHasTheLimit() {
        NmWorld world = new NmWorld();
        world.profile(1, NmProfile.WIRED);
        world.settings.get(NmWorld.profilePath(1)).set("ipv4", Map.of("method", "auto", "dhcp-timeout", 90L));
        assertEquals(Duration.ofSeconds(100), world.point(1).connectTimeout());
    }

    @Test
    void aBroughtProfileHasOneToo() {
        OwnProfiles own = new OwnProfiles();
        String cable = own.add(NetworkProfile.ethernet("cable").build());
        String open = own.add(NetworkProfile.wlan("open", "Hotel").build());
        String secured = own.add(NetworkProfile.wlan("secured", "Home").passphrase("correct horse").build());
        assertEquals(Duration.ofSeconds(85), own.known().get(cable).connectTimeout());
        assertEquals(Duration.ofSeconds(110), own.known().get(open).connectTimeout());
        assertEquals(NmTimeLimits.MOST, own.known().get(secured).connectTimeout());
    }
}
