package io.github.netsession.macos;

import java.util.Objects;

/**
 * How SystemConfiguration calls an interface.
 *
 * @param type what sort it is: {@code Ethernet}, {@code IEEE80211}, {@code Bluetooth}; empty if it does not say
 * @param displayName its name for people, in their language; empty if it has none
 */
public record InterfaceKind(String type, String displayName) {

    public InterfaceKind {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(displayName, "displayName");
    }
}
