package io.github.netsession;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network profile that the application supplies through {@link Networks#defineAccessPoint}; the machine need not know the network. The
 * network assigns the addresses (DHCP, router advertisements).
 */
public final class NetworkProfile {

    private static final int MOST_SSID_BYTES = 32;

    private final String name;
    private final Bearer bearer;
    private final String interfaceName; // Null if there is none.
    private final String ssid; // Null if there is none.
    private final String passphrase; // Null if there is none.

    private NetworkProfile(Builder builder) {
        name = builder.name;
        bearer = builder.bearer;
        interfaceName = builder.interfaceName;
        ssid = builder.ssid;
        passphrase = builder.passphrase;
    }

    /**
     * Returns a builder of a profile for a wired network.
     *
     * @param name the display name, not blank
     * @return a builder of a profile for any interface
     */
    public static Builder ethernet(String name) {
        return new Builder(name, Bearer.ETHERNET);
    }

    /**
     * Returns a builder of a profile for a Wi-Fi network. Without a passphrase, the network is open.
     *
     * @param name the display name, not blank
     * @param ssid the SSID, 1 to 32 bytes as UTF-8
     * @return a builder of a profile for any interface
     */
    public static Builder wlan(String name, String ssid) {
        Builder builder = new Builder(name, Bearer.WLAN);
        builder.ssid = Objects.requireNonNull(ssid, "ssid");
        return builder;
    }

    /** {@return the display name, not blank} */
    public String name() {
        return name;
    }

    /** {@return {@link Bearer#ETHERNET} or {@link Bearer#WLAN}} */
    public Bearer bearer() {
        return bearer;
    }

    /** {@return the name of the interface to use; empty for any suitable interface} */
    public Optional<String> interfaceName() {
        return interfaceName == null ? Optional.empty() : Optional.of(interfaceName);
    }

    /** {@return the SSID of the Wi-Fi network, 1 to 32 bytes as UTF-8; always present for Wi-Fi, and empty for Ethernet} */
    public Optional<String> ssid() {
        return ssid == null ? Optional.empty() : Optional.of(ssid);
    }

    /**
     * Returns the WPA passphrase.
     *
     * @apiNote Backends need it; a program that shows or stores profiles leaves it out, as {@link #toString()} does.
     * @return 8 to 63 printable ASCII characters, or 64 hexadecimal digits; empty for an open network, and for Ethernet
     */
    public Optional<String> passphrase() {
        return passphrase == null ? Optional.empty() : Optional.of(passphrase);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof NetworkProfile other && name.equals(other.name) && bearer == other.bearer
            && Objects.equals(interfaceName, other.interfaceName) && Objects.equals(ssid, other.ssid)
            && Objects.equals(passphrase, other.passphrase);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, bearer, interfaceName, ssid, passphrase);
    }

    /** Returns all properties except the passphrase. */
    @Override
    public String toString() {
        return "NetworkProfile[name=" + name + ", bearer=" + bearer + ", interfaceName=" + interfaceName() + ", ssid=" + ssid()
            + ", passphrase=" + (passphrase == null ? "(none)" : "(given)") + "]";
    }

    /**
     * Builds profiles. For applications: {@code NetworkProfile.wlan("cafe", "Cafe").passphrase(secret).interfaceName("wlan0").build()}.
     */
    public static final class Builder {

        private final String name;
        private final Bearer bearer;
        private String interfaceName;
        private String ssid;
        private String passphrase;

        private Builder(String name, Bearer bearer) {
            this.name = Objects.requireNonNull(name, "name");
            this.bearer = Objects.requireNonNull(bearer, "bearer");
        }

        /** Sets the name of the interface to use; by default any suitable interface. */
        public Builder interfaceName(String interfaceName) {
            this.interfaceName = Objects.requireNonNull(interfaceName, "interfaceName");
            return this;
        }

        /** Sets the WPA passphrase: 8 to 63 printable ASCII characters, or 64 hexadecimal digits; by default the network is open. */
        public Builder passphrase(String passphrase) {
            this.passphrase = Objects.requireNonNull(passphrase, "passphrase");
            return this;
        }

        /**
         * Builds the profile.
         *
         * @return the profile
         * @throws IllegalArgumentException if a value is out of range, or if a profile for Ethernet has a passphrase
         */
        public NetworkProfile build() {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a profile needs a name");
            }
            if (interfaceName != null && interfaceName.isBlank()) {
                throw new IllegalArgumentException(name + ": the interface name must not be blank; omit it to use any suitable interface");
            }
            int ssidBytes = ssid == null ? 1 : ssid.getBytes(StandardCharsets.UTF_8).length;
            if (ssidBytes < 1 || ssidBytes > MOST_SSID_BYTES) {
                throw new IllegalArgumentException(name + ": an SSID has 1 to 32 bytes; this one has " + ssidBytes);
            }
            if (passphrase != null && ssid == null) {
                throw new IllegalArgumentException(name + ": only a profile for WLAN has a passphrase");
            }
            if (passphrase != null && !passphrase.matches("[ -~]{8,63}|[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(name + ": a passphrase has 8 to 63 printable ASCII characters, or 64 hexadecimal digits; this one has "
                    + passphrase.length() + " characters");
            }
            return new NetworkProfile(this);
        }
    }
}
