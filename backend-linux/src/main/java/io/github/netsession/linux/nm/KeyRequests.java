package io.github.netsession.linux.nm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why NetworkManager wanted a password or key in the activation that a device is in. "No secrets" is its last word on all of these: whoever is
 * not admitted is asked for a new key, and where nobody answers, that is the reason it gives. For the loop only.
 *
 * <p>A key that is stored is asked for, too, before it is used: need-auth without a reason, then prepare and config anew. If the handshake then
 * breaks off, need-auth comes again, with the reason that the supplicant has disconnected, whether the key is wrong or the access point has gone;
 * if it does not come to an end within 25 s, without a reason. Source: NetworkManager, core/devices/wifi/nm-device-wifi.c,
 * handle_auth_or_fail, handle_8021x_or_psk_auth_fail, supplicant_connection_timeout_cb.
 */
final class KeyRequests {

    private static final int MOST_DEVICES = 64;
    private static final long NO_REASON = 0;

    /** What became of the key. */
    enum Outcome {
        /** Nothing was seen of it. */
        UNKNOWN,
        /** There was none. */
        MISSING,
        /** It was used, and the handshake broke off. */
        REFUSED,
        /** It was used, and the handshake came to no end. */
        UNANSWERED
    }

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > MOST_DEVICES;
        }
    };

    /** A device goes from one {@code NMDeviceState} to another. */
    void stateChanged(String device, long before, long now, long reason) {
        if (now == NmNames.DEVICE_NEED_AUTH) {
            outcomes.merge(device, reason == NO_REASON ? Outcome.MISSING : Outcome.REFUSED,
                (known, next) -> next == Outcome.REFUSED ? Outcome.REFUSED : Outcome.UNANSWERED);
        } else if (now <= NmNames.DEVICE_DISCONNECTED || now == NmNames.DEVICE_PREPARE && before != NmNames.DEVICE_NEED_AUTH) {
            outcomes.remove(device); // Another activation begins.
        }
    }

    /** What became of the key in the activation that a device is in, or has just failed in. */
    Outcome outcome(String device) {
        return outcomes.getOrDefault(device, Outcome.UNKNOWN);
    }

    void forget() {
        outcomes.clear();
    }
}
