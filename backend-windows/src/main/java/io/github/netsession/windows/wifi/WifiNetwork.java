package io.github.netsession.windows.wifi;

/**
 * A network within reach that a saved profile leads into. Source: wlanapi.h, WLAN_AVAILABLE_NETWORK.
 *
 * @param profile the profile
 * @param signalPercent the signal, 0 to 100, on the {@link io.github.netsession.spi.SignalScale}, which is Windows' own
 */
public record WifiNetwork(String profile, int signalPercent) {
}
