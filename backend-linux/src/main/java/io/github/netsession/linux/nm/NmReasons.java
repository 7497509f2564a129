package io.github.netsession.linux.nm;

import io.github.netsession.NativeCode;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/** Translates refusals and failures of NetworkManager for the engine. Source: libnm-core-public/nm-dbus-interface.h, nm-errors.h. */
final class NmReasons {

    /** What helps against a refusal by polkit. polkit's default: yes in a local session, an administrator's password for ssh, services and cron. */
    static final String PERMISSION_REMEDY = "run in a local session or as root, or grant " + NmNames.NETWORK_CONTROL
        + " by a polkit rule in /etc/polkit-1/rules.d";

    /** Why an external connection is not stopped. */
    static final String EXTERNAL = "somebody other than NetworkManager has configured it, and only he may stop it";

    private static final String ACTIVE_DOMAIN = "NMActiveConnectionStateReason";
    private static final String DEVICE_DOMAIN = "NMDeviceStateReason";
    private static final String VPN_DOMAIN = "NMVpnConnectionStateReason";
    private static final String ACTIVATE = "ActivateConnection";
    private static final int NO_SECRETS = 7;
    private static final int NOT_FOUND = 53;

    private static final String STORE_KEY = "store it in the profile, or open without CONNECT_IN_BACKGROUND where an agent can ask for it";
    private static final String CORRECT_KEY = "correct it in the profile, or try again if it is right";
    private static final String GIVE_KEY = "give it to the NetworkProfile (passphrase), and define the access point anew";
    private static final String CORRECT_GIVEN_KEY = "correct it in the NetworkProfile (passphrase), and define the access point anew; or try again"
        + " if it is right";

    private NmReasons() {
    }

    /** Returns the failure of a call that was answered with an error. */
    static BackendException refused(String call, BusMessage answer) {
        BusMessage.Refusal refusal = answer.error().orElseThrow();
        String name = refusal.name();
        String text = (refusal.text().isEmpty() ? "refused" : NmProfile.printable(refusal.text())) + " [" + name.substring(name.lastIndexOf('.') + 1) + "]";
        BackendException failure = new BackendException(kind(name), call, text);
        return failure.kind() == Kind.DENIED ? failure.withRemedy(PERMISSION_REMEDY) : failure;
    }

    private static Kind kind(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "PermissionDenied", "AccessDenied", "AuthFailed", "InteractiveAuthorizationRequired", "NotPrivileged" -> Kind.DENIED;
            case "UnknownConnection", "InvalidConnection", "UnknownDevice", "UnknownObject" -> Kind.GONE;
            case "UnknownMethod", "UnknownInterface", "NotSupported", "MissingPlugin" -> Kind.UNSUPPORTED;
            case "Timeout", "TimedOut" -> Kind.TIMEOUT;
            case "ConnectionNotAvailable", "DependencyFailed" -> Kind.NOT_READY;
            case "NoSecrets" -> Kind.SECRETS;
            case "NotAllowed", "NoReply", "ServiceUnknown", "NameHasNoOwner", "Disconnected", "LimitsExceeded", "NoMemory" -> Kind.TEMPORARY;
            default -> Kind.FAILED;
        };
    }

    /** Whether an error says that no program answers on the bus. */
    static boolean isNobody(BusMessage answer) {
        return isNameGone(answer) || answer.error().map(refusal -> switch (refusal.name()) {
            case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Disconnected" -> true;
            default -> false;
        }).orElse(false);
    }

    /** Whether an error says that no program on the bus has the name that was called. */
    static boolean isNameGone(BusMessage answer) {
        return answer.error().map(refusal -> switch (refusal.name()) {
            case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner" -> true;
            default -> false;
        }).orElse(false);
    }

    /** Whether an error says that the object no longer exists. GLib, which answers for NetworkManager then, reports a missing method. */
    static boolean isGone(BusMessage answer) {
        return answer.error().map(refusal -> switch (refusal.name()) {
            case "org.freedesktop.DBus.Error.UnknownObject", "org.freedesktop.DBus.Error.UnknownMethod",
                "org.freedesktop.DBus.Error.UnknownInterface" -> true;
            default -> false;
        }).orElse(false);
    }

    /** Returns the failure of a start that a restart of NetworkManager has ended. */
    static BackendException ofRestart() {
        return new BackendException(Kind.TEMPORARY, ACTIVATE, "NetworkManager was restarted meanwhile and did not continue the start");
    }

    /** Returns the failure of an activation that ended before it was up, by the reason of the activation. */
    static BackendException ofActivation(long reason) {
        NativeCode code = new NativeCode(ACTIVE_DOMAIN, (int) reason);
        return switch ((int) reason) {
            case 2 -> failure(Kind.TEMPORARY, "somebody else has taken it down", code);
            case 3 -> failure(Kind.NOT_READY, "its device was disconnected", code);
            case 4 -> failure(Kind.FAILED, "the VPN service has stopped", code);
            case 5 -> failure(Kind.FAILED, "the IP configuration is not valid", code);
            case 6 -> failure(Kind.TIMEOUT, "the connection attempt timed out", code);
            case 7 -> failure(Kind.TIMEOUT, "the VPN service did not start in time", code);
            case 8 -> failure(Kind.FAILED, "the VPN service did not start", code);
            case 9 -> ofKey(KeyRequests.Outcome.UNKNOWN, code);
            case 10 -> failure(Kind.SECRETS, "the other end refused the login", code).withRemedy("correct the user name or password in the profile");
            case 11 -> failure(Kind.GONE, "the profile was deleted", code);
            case 12 -> failure(Kind.NOT_READY, "something that it depends on is not up", code);
            case 13 -> failure(Kind.FAILED, "its virtual device could not be made", code);
            case 14 -> failure(Kind.GONE, "its device was removed", code);
            default -> failure(Kind.FAILED, "NetworkManager gave up and does not say why", code);
        };
    }

    /** Returns the same by the reason of its device, which is more precise. */
    static BackendException ofDevice(long reason) {
        NativeCode code = new NativeCode(DEVICE_DOMAIN, (int) reason);
        return switch ((int) reason) {
            case 3 -> failure(Kind.NOT_READY, "NetworkManager does not manage its device any more", code).withRetryable(false);
            case 4 -> failure(Kind.FAILED, "the device could not be configured", code);
            case 5, 15, 16, 17, 20, 21, 22 -> failure(Kind.REFUSED, "no IP address could be had (DHCP, or automatic configuration)", code);
            case 6 -> failure(Kind.REFUSED, "the IP address has expired", code);
            case NO_SECRETS -> ofKey(KeyRequests.Outcome.UNKNOWN, code);
            case 8 -> failure(Kind.REFUSED, "the Wi-Fi access point, or 802.1X, did not admit this machine", code);
            case 9, 10 -> failure(Kind.FAILED, "the supplicant for Wi-Fi or 802.1X could not be configured, or failed", code).withRetryable(true);
            case 11 -> failure(Kind.TIMEOUT, "the Wi-Fi access point, or 802.1X, did not admit this machine in time", code);
            case 12, 13, 14 -> failure(Kind.FAILED, "PPP failed", code);
            case 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 43, 57 -> ofModem((int) reason, code);
            case 34, 45, 46, 47, 48, 59 -> ofSim((int) reason, code);
            case 36 -> failure(Kind.GONE, "its device was removed", code);
            case 37 -> failure(Kind.NOT_READY, "the machine goes to sleep, or networking is switched off", code);
            case 38 -> failure(Kind.GONE, "the profile was deleted", code);
            case 39, 60 -> failure(Kind.TEMPORARY, "somebody else has taken it down, or uses its device for something else", code);
            case 40 -> failure(Kind.NOT_READY, "its device has no carrier", code);
            case 50, 54, 67 -> failure(Kind.NOT_READY, "something that it depends on is not up", code);
            case 52 -> failure(Kind.NOT_READY, "ModemManager is not running", code).withRetryable(false);
            case NOT_FOUND -> failure(Kind.NOT_READY, "the Wi-Fi network was not found", code);
            case 64 -> failure(Kind.REFUSED, "another machine has its address", code).withRetryable(false);
            case 65 -> failure(Kind.UNSUPPORTED, "its device does not support the IP method of the profile", code);
            default -> failure(Kind.FAILED, "its device failed", code);
        };
    }

    private static BackendException ofModem(int reason, NativeCode code) {
        Kind kind = switch (reason) {
            case 23 -> Kind.TEMPORARY; // Busy.
            case 26, 32 -> Kind.TIMEOUT;
            case 27, 29, 31, 33 -> Kind.REFUSED; // Refused: the call, the APN, or the registration.
            case 28 -> Kind.FAILED;
            default -> Kind.NOT_READY;
        };
        return failure(kind, "the modem has no connection", code).withRetryable(true);
    }

    private static BackendException ofSim(int reason, NativeCode code) {
        Kind kind = switch (reason) {
            case 45 -> Kind.NOT_READY; // The SIM card is not inserted.
            case 48 -> Kind.REFUSED; // The wrong SIM card.
            default -> Kind.SECRETS;
        };
        return failure(kind, "the SIM card is missing, locked or refused", code).withRetryable(false).withRemedy("insert or unlock the SIM card");
    }

    /**
     * Returns the same, with what is known of the key that was required. With WPA3 a wrong password ends the handshake before NetworkManager
     * considers the network found: seen with NetworkManager 1.42, 25 s after the start.
     */
    static BackendException ofDevice(long reason, KeyRequests.Outcome key) {
        if (reason == NO_SECRETS) {
            return ofKey(key, new NativeCode(DEVICE_DOMAIN, NO_SECRETS));
        }
        return reason == NOT_FOUND && key != KeyRequests.Outcome.UNKNOWN ? failure(Kind.NOT_READY, "the Wi-Fi network was not found, or, with WPA3, "
            + "its password is wrong", new NativeCode(DEVICE_DOMAIN, NOT_FOUND)).withRemedy(CORRECT_KEY) : ofDevice(reason);
    }

    /** Returns the same for a VPN of a plug-in; its reasons have the numbers of an active connection. */
    static BackendException ofVpn(long reason) {
        BackendException same = ofActivation(reason);
        BackendException vpn = failure(same.kind(), same.reason(), new NativeCode(VPN_DOMAIN, (int) reason)).withRetryable(same.isRetryable());
        return same.remedy().map(vpn::withRemedy).orElse(vpn);
    }

    /** Only a missing key is permanent: a handshake also fails if the access point disappears, and then the same start may succeed later. */
    private static BackendException ofKey(KeyRequests.Outcome outcome, NativeCode code) {
        return switch (outcome) {
            case MISSING -> failure(Kind.SECRETS, "its password or key is missing, and nobody gave it", code).withRemedy(STORE_KEY);
            case REFUSED -> failure(Kind.SECRETS, "its password or key is wrong, or the access point did not answer in the handshake", code)
                .withRetryable(true).withRemedy(CORRECT_KEY);
            case UNANSWERED -> failure(Kind.TIMEOUT, "the access point did not answer in the handshake in time, or the password or key is wrong", code)
                .withRemedy(CORRECT_KEY);
            case UNKNOWN -> failure(Kind.SECRETS, "its password or key is missing or wrong, or the other end did not answer in the handshake", code)
                .withRetryable(true).withRemedy(CORRECT_KEY);
        };
    }

    /** Returns the same failure with the remedy for a profile of the application, which is stored nowhere. */
    static BackendException ofBrought(BackendException failure) {
        String remedy = failure.remedy().orElse("");
        return remedy.equals(STORE_KEY) ? failure.withRemedy(GIVE_KEY) : remedy.equals(CORRECT_KEY) ? failure.withRemedy(CORRECT_GIVEN_KEY) : failure;
    }

    private static BackendException failure(Kind kind, String text, NativeCode code) {
        return new BackendException(kind, ACTIVATE, text, code);
    }
}
