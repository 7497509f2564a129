package io.github.netsession;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A network that the application knows and the machine need not: how to get into it. Given to {@link Networks#defineAccessPoint}. Addresses
 * are had from the network (DHCP, router advertisements).
 *
 * @param name its name for people, not blank
 * @param bearer {@link Bearer#ETHERNET} or {@link Bearer#WLAN}
 * @param interfaceName the interface to use; empty for any that fits
 * @param ssid the name of the Wi-Fi network, 1 to 32 bytes as UTF-8; empty exactly for Ethernet
 * @param passphrase the WPA passphrase, 8 to 63 printable ASCII characters, or 64 hexadecimal digits; empty for an open network, and for Ethernet
 */
public record NetworkProfile(String name, Bearer bearer, Optional<String> interfaceName, Optional<String> ssid, Optional<String> passphrase) {

    private static final int MOST_SSID_BYTES = 32;

    public NetworkProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bearer, "bearer");
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(ssid, "ssid");
        Objects.requireNonNull(passphrase, "passphrase");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a profile needs a name");
        }
        if (interfaceName.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(name + ": the name of an interface is not blank; leave it out for any that fits");
        }
        if (bearer != Bearer.ETHERNET && bearer != Bearer.WLAN) {
            throw new IllegalArgumentException(name + ": the bearer of a profile is ETHERNET or WLAN, not " + bearer);
        }
        if (ssid.isPresent() != (bearer == Bearer.WLAN)) {
            throw new IllegalArgumentException(name + ": a profile for WLAN has an SSID, and only such a profile");
        }
        int ssidBytes = ssid.map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(1);
        if (ssidBytes < 1 || ssidBytes > MOST_SSID_BYTES) {
            throw new IllegalArgumentException(name + ": an SSID has 1 to 32 bytes, and this one " + ssidBytes);
        }
        if (passphrase.isPresent() && ssid.isEmpty()) {
            throw new IllegalArgumentException(name + ": only a profile for WLAN has a passphrase");
        }
        if (passphrase.isPresent() && !passphrase.get().matches("[ -~]{8,63}|[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(name + ": a passphrase has 8 to 63 printable ASCII characters, or 64 hexadecimal digits; this one has "
                + passphrase.get().length() + " characters");
        }
    }

    /**
     * A wired network.
     *
     * @param name its name for people
     * @return the profile, for any interface
     */
    public static NetworkProfile ethernet(String name) {
        return new NetworkProfile(name, Bearer.ETHERNET, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * An open Wi-Fi network.
     *
     * @param name its name for people
     * @param ssid its name on the air
     * @return the profile, for any interface
     */
    public static NetworkProfile wlan(String name, String ssid) {
        return new NetworkProfile(name, Bearer.WLAN, Optional.empty(), Optional.of(Objects.requireNonNull(ssid, "ssid")), Optional.empty());
    }

    /**
     * The same with a WPA passphrase.
     *
     * @param secret the passphrase
     * @return a copy
     */
    public NetworkProfile withPassphrase(String secret) {
        return new NetworkProfile(name, bearer, interfaceName, ssid, Optional.of(Objects.requireNonNull(secret, "secret")));
    }

    /**
     * The same, bound to one interface.
     *
     * @param only the interface's name
     * @return a copy
     */
    public NetworkProfile onInterface(String only) {
        return new NetworkProfile(name, bearer, Optional.of(Objects.requireNonNull(only, "only")), ssid, passphrase);
    }

    /** Tells everything but the passphrase. */
    @Override
    public String toString() {
        return "NetworkProfile[name=" + name + ", bearer=" + bearer + ", interfaceName=" + interfaceName + ", ssid=" + ssid + ", passphrase="
            + (passphrase.isPresent() ? "(given)" : "(none)") + "]";
    }
}
