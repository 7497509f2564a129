package io.github.netsession.windows.wifi;

import io.github.netsession.spi.BackendException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A connection to Windows' Wi-Fi service. For one thread at a time, but for {@link #close()}. */
public interface WifiPort extends AutoCloseable {

    /**
     * All adapters. Source: WlanEnumInterfaces.
     *
     * @return the adapters
     * @throws BackendException TEMPORARY or NOT_READY if it is worth to try again with this connection; else the service has gone
     */
    List<WifiAdapter> adapters();

    /**
     * The names of an adapter's saved profiles, in the order of preference. Source: WlanGetProfileList.
     *
     * @param guid the adapter
     * @return the names
     * @throws BackendException GONE if the adapter is gone
     */
    List<String> profiles(String guid);

    /**
     * What an adapter is connected with. Needs the location permission. Source: WlanQueryInterface, wlan_intf_opcode_current_connection.
     *
     * @param guid the adapter
     * @return the connection
     * @throws BackendException DENIED without the permission; NOT_READY if it is not connected
     */
    WifiConnection connection(String guid);

    /**
     * The networks within reach, by the last scan of Windows', that saved profiles lead into; none while the radio is off. Needs the location permission.
     * Source: WlanGetAvailableNetworkList.
     *
     * @param guid the adapter
     * @return the networks
     * @throws BackendException DENIED without the permission
     */
    List<WifiNetwork> networks(String guid);

    /**
     * Asks for a connection. Source: WlanConnect, wlan_connection_mode_profile.
     *
     * @param guid the adapter
     * @param profile a saved profile
     * @throws BackendException if it is refused at once
     */
    void connect(String guid, String profile);

    /**
     * Asks for the connection's end. Source: WlanDisconnect.
     *
     * @param guid the adapter
     * @throws BackendException if it is refused at once
     */
    void disconnect(String guid);

    /**
     * Asks for a scan. Needs the location permission. Source: WlanScan.
     *
     * @param guid the adapter
     * @throws BackendException if it is refused at once
     */
    void scan(String guid);

    /**
     * A reason code in words. Source: WlanReasonCodeToString.
     *
     * @param code the code
     * @return the words, in the language of the system
     */
    String reason(int code);

    /**
     * Why there are no notices of the signal. Source: WlanRegisterNotification, WLAN_NOTIFICATION_SOURCE_MSM.
     *
     * @return the refusal; empty if there are such notices
     */
    Optional<BackendException> signalObstacle();

    /**
     * Takes the notices that have come since the last time, in their order.
     *
     * @param consumer takes each
     * @return false if there were so many that some had to be dropped
     */
    boolean take(Consumer<WifiNotice> consumer);

    /**
     * Whether there are notices that have not been taken.
     *
     * @return true if so
     */
    boolean hasNotices();

    /** Ends the connection, and waits for a notice that is just being delivered: that is a matter of copying it. */
    @Override
    void close();
}
