package io.github.netsession.windows.wifi;

/**
 * What an adapter is connected with. Source: wlanapi.h, WLAN_CONNECTION_ATTRIBUTES.
 *
 * @param profile the profile; empty for a connection without a saved one
 * @param signalPercent the signal, 0 to 100, on the {@link io.github.netsession.spi.SignalScale}, which is Windows' own
 */
public record WifiConnection(String profile, int signalPercent) {
}
