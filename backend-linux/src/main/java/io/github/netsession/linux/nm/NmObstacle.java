package io.github.netsession.linux.nm;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why Wi-Fi, or a Wi-Fi profile, cannot be used now, where somebody could help. Pure.
 *
 * @param kind NOT_READY or SECRETS
 * @param reason why, for a person
 * @param remedy what would help
 */
record NmObstacle(Kind kind, String reason, String remedy) {

    /** Whether Wi-Fi is switched off. Source: NetworkManager's WirelessEnabled and WirelessHardwareEnabled; nmcli(1), radio. */
    static Optional<NmObstacle> toWifi(NmTree.Root root) {
        if (!root.isWifiHardwareEnabled()) {
            return Optional.of(new NmObstacle(Kind.NOT_READY, "Wi-Fi is switched off by a switch or key of this machine",
                "switch it on there; rfkill list shows the switches"));
        }
        return root.isWifiEnabled() ? Optional.empty() : Optional.of(new NmObstacle(Kind.NOT_READY, "Wi-Fi is switched off", "nmcli radio wifi on"));
    }

    /** What keeps a profile from being started. */
    static Optional<NmObstacle> to(NmTree tree, NmProfile profile) {
        if (!profile.type().equals(NmProfile.WIFI)) {
            return Optional.empty();
        }
        return toWifi(tree.root()).or(() -> ofKey(tree, profile));
    }

    /** The network is there, and none of its access points would admit the profile: NetworkManager would look for another one for 25 s. */
    private static Optional<NmObstacle> ofKey(NmTree tree, NmProfile profile) {
        List<NmSecurity> securities = tree.devices().values().stream().filter(device -> device.couldCarry(profile)).map(NmTree.Device::stations)
            .flatMap(List::stream).map(tree.stations()::get).filter(Objects::nonNull).filter(station -> station.ssid().equals(profile.ssid()))
            .map(NmTree.Station::security).toList();
        if (securities.isEmpty() || securities.stream().anyMatch(each -> each.admits(profile.key()))) {
            return Optional.empty();
        }
        String network = NmProfile.printable(new String(profile.ssid().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        String given = profile.key() == NmSecurity.Key.NONE ? "has none" : "has a passphrase";
        String wanted = securities.get(0).wanted();
        return Optional.of(new NmObstacle(Kind.SECRETS, "the network " + network + " wants " + wanted + ", and the profile " + profile.name() + " " + given,
            securities.stream().anyMatch(each -> each.admits(NmSecurity.Key.PASSPHRASE))
                ? "give the passphrase to the NetworkProfile (passphrase), and define the access point anew"
                : securities.stream().anyMatch(each -> each.admits(NmSecurity.Key.NONE)) ? "define the access point anew, without a passphrase"
                : "make a profile in NetworkManager (nmcli connection add), which knows such keys"));
    }

    /** As the refusal of a call, which may succeed later: the switch, or what is on the air, may be another one then. */
    BackendException refusing(String call) {
        return new BackendException(kind, call, reason).withRetryable(true).withRemedy(remedy);
    }
}
