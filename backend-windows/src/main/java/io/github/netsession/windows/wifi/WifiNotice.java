package io.github.netsession.windows.wifi;

import java.util.Objects;

/**
 * What the Wi-Fi service has told, as far as it matters here.
 *
 * @param event what has happened
 * @param guid to which adapter
 * @param profile with which profile; empty where that does not belong to the event
 * @param number the reason code, 0: success; for a signal its strength in percent
 */
public record WifiNotice(Event event, String guid, String profile, int number) {

    /** What can happen. Source: wlanapi.h, WLAN_NOTIFICATION_ACM and WLAN_NOTIFICATION_MSM. */
    public enum Event {
        /** A connection is being made. */
        CONNECTION_START,
        /** A connection was made, or has failed for good. */
        CONNECTION_COMPLETE,
        /** One attempt has failed; others may follow. */
        ATTEMPT_FAIL,
        /** A connection has ended. */
        DISCONNECTED,
        /** A scan has ended. */
        SCAN_ENDED,
        /** A network came within reach, or left it. */
        REACH_CHANGED,
        /** A profile was made, changed, renamed or deleted. */
        PROFILES_CHANGED,
        /** The adapter has moved to another access point of the same network. */
        ROAMED,
        /** The radio was switched off or on. */
        RADIO_CHANGED,
        /** The signal has changed. */
        SIGNAL,
        /** Anything else that a reading may show. */
        OTHER
    }

    public WifiNotice {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(guid, "guid");
        Objects.requireNonNull(profile, "profile");
    }
}
