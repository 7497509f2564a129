package io.github.netsession.linux.nm;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Metered;
import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusValues;
import io.github.netsession.linux.bus.BusVariant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The profiles that the application has defined. NetworkManager receives a profile when it is started, and forgets it when it is stopped or
 * when this process leaves the bus. For any thread.
 */
final class OwnProfiles {

    private final Map<String, NetworkProfile> byUuid = new ConcurrentHashMap<>();

    /** Adds a profile under a new UUID. */
    String add(NetworkProfile profile) {
        String uuid = UUID.randomUUID().toString();
        byUuid.put(uuid, profile);
        return uuid;
    }

    boolean has(ConfigurationId id) {
        return byUuid.containsKey(id.value().substring(NmAccessPoints.SCHEME.length() + 1));
    }

    Optional<NetworkProfile> of(String uuid) {
        return Optional.ofNullable(byUuid.get(uuid));
    }

    /** Returns them in the form in which NetworkManager would report them. */
    Map<String, NmProfile> known() {
        Map<String, NmProfile> profiles = new LinkedHashMap<>();
        byUuid.forEach((uuid, profile) -> profiles.put(uuid, new NmProfile(uuid, profile.name(), type(profile), profile.interfaceName(), false, Metered.UNKNOWN,
            false, NmProfile.ssidOf(ssid(profile)), profile.passphrase().isPresent() ? NmSecurity.Key.PASSPHRASE : NmSecurity.Key.NONE,
            connectTimeout(profile))));
        return profiles;
    }

    private static String type(NetworkProfile profile) {
        return profile.bearer() == Bearer.WLAN ? NmProfile.WIFI : NmProfile.WIRED;
    }

    private static Duration connectTimeout(NetworkProfile profile) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("connection", Map.of("type", type(profile))));
        profile.passphrase().ifPresent(secret -> settings.put("802-11-wireless-security", Map.of()));
        return NmTimeLimits.of(new BusValues(settings));
    }

    private static byte[] ssid(NetworkProfile profile) {
        return profile.ssid().orElse("").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Adds a profile to NetworkManager and starts it; {@code isSaeOnly} if the network accepts its passphrase by WPA3 only. Source:
     * AddAndActivateConnection2 (NetworkManager 1.16); nm-settings-dbus(5).
     */
    static BusCall activation(String uuid, NetworkProfile profile, String device, boolean isSaeOnly) {
        Map<String, Object> connection = new LinkedHashMap<>();
        connection.put("id", text(profile.name()));
        connection.put("uuid", text(uuid));
        connection.put("type", text(type(profile)));
        connection.put("autoconnect", new BusVariant("b", false));
        profile.interfaceName().ifPresent(name -> connection.put("interface-name", text(name)));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("connection", connection);
        if (profile.bearer() == Bearer.WLAN) {
            settings.put(NmProfile.WIFI, Map.of("ssid", new BusVariant("ay", ssid(profile))));
            profile.passphrase().ifPresent(secret ->
                settings.put("802-11-wireless-security", Map.of("key-mgmt", text(isSaeOnly ? "sae" : "wpa-psk"), "psk", text(secret))));
        }
        Map<String, Object> options = Map.of("persist", text("volatile"), "bind-activation", text("dbus-client"));
        return BusCall.of(NmNames.NM, NmNames.PATH, NmNames.NM, "AddAndActivateConnection2", "a{sa{sv}}ooa{sv}", settings, device, NmNames.NO_OBJECT, options);
    }

    private static BusVariant text(String value) {
        return new BusVariant("s", value);
    }
}
