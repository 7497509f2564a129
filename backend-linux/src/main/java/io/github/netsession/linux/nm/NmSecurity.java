package io.github.netsession.linux.nm;

/**
 * What a Wi-Fi access point wants of those who come in, as NetworkManager tells it. Source: libnm-core-public/nm-dbus-interface.h,
 * NM80211ApFlags and NM80211ApSecurityFlags.
 *
 * @param flags {@code NM80211ApFlags}
 * @param wpa {@code NM80211ApSecurityFlags} of its WPA element
 * @param rsn the same of its RSN element (WPA2, WPA3)
 */
record NmSecurity(long flags, long wpa, long rsn) {

    private static final long PRIVACY = 0x1;
    private static final long PSK = 0x100;
    private static final long SAE = 0x400;
    /** An open access point that tells of an encrypted twin. */
    private static final long OWE_TM = 0x1000;

    /** With what a profile comes in. */
    enum Key {
        /** NetworkManager knows it and compares it with the access points itself. */
        KNOWN_TO_NETWORK_MANAGER,
        /** With nothing. */
        NONE,
        /** With a passphrase. */
        PASSPHRASE
    }

    /** Whether a profile with such a key could come in. Source: libnm-core-impl/nm-setting-wireless.c, nm_setting_wireless_ap_security_compatible. */
    boolean admits(Key key) {
        return switch (key) {
            case KNOWN_TO_NETWORK_MANAGER -> true;
            case NONE -> wpa == OWE_TM || rsn == OWE_TM || (flags & PRIVACY) == 0 && wpa == 0 && rsn == 0;
            case PASSPHRASE -> ((wpa | rsn) & (PSK | SAE)) != 0;
        };
    }

    /** Whether it takes a passphrase by WPA3's handshake only, which a profile has to ask for by its name. */
    boolean isSaeOnly() {
        return ((wpa | rsn) & SAE) != 0 && ((wpa | rsn) & PSK) == 0;
    }

    /** What it wants, for a person. */
    String wanted() {
        return admits(Key.PASSPHRASE) ? "a passphrase" : admits(Key.NONE) ? "no passphrase" : "another sort of key than a passphrase (WEP, 802.1X or OWE)";
    }
}
