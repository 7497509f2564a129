/**
 * Wi-Fi by Windows' Native Wifi: saved profiles as access points. For its maintainers only.
 *
 * <p>Start with {@link io.github.netsession.windows.wifi.WifiService}. It speaks to the Wi-Fi service through
 * {@link io.github.netsession.windows.wifi.WifiPort}, and keeps what is known of each adapter in a {@code Station}, so that what Windows 11
 * puts behind the location permission is asked for once a change and not once a reading.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.windows.wifi;
