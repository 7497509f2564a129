package io.github.netsession.windows.jna;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.Win32;
import io.github.netsession.windows.jna.Layouts.WLAN_ASSOCIATION_ATTRIBUTES;
import io.github.netsession.windows.jna.Layouts.WLAN_AVAILABLE_NETWORK;
import io.github.netsession.windows.jna.Layouts.WLAN_AVAILABLE_NETWORK_LIST;
import io.github.netsession.windows.jna.Layouts.WLAN_CONNECTION_ATTRIBUTES;
import io.github.netsession.windows.jna.Layouts.WLAN_CONNECTION_PARAMETERS;
import io.github.netsession.windows.jna.Layouts.WLAN_INTERFACE_INFO;
import io.github.netsession.windows.jna.Layouts.WLAN_INTERFACE_INFO_LIST;
import io.github.netsession.windows.jna.Layouts.WLAN_PROFILE_INFO;
import io.github.netsession.windows.jna.Layouts.WLAN_PROFILE_INFO_LIST;
import io.github.netsession.windows.wifi.WifiAdapter;
import io.github.netsession.windows.wifi.WifiConnection;
import io.github.netsession.windows.wifi.WifiNetwork;
import io.github.netsession.windows.wifi.WifiNotice;
import io.github.netsession.windows.wifi.WifiPort;
import io.github.netsession.windows.wifi.WifiService;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The Wi-Fi service through wlanapi, on two handles: one for everything and the notices of connections, one for the notices of the signal,
 * which Windows 11 24H2 refuses without the location permission, and which must not take the others down with them.
 */
final class JnaWifiPort implements WifiPort {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.windows");
    private static final int MOST_ITEMS = 1 << 16;
    private static final int MOST_REASON_CHARACTERS = 1024;
    /** Callbacks that Windows could not be made to forget: while it may call them, they must not be collected. */
    private static final Set<WlanNotices> UNFORGOTTEN = ConcurrentHashMap.newKeySet();

    private final Wlan wlan;
    private final WlanNotices notices;
    private final List<Long> handles = new ArrayList<>();
    private Optional<BackendException> signalObstacle = Optional.empty();
    private boolean closed;

    private JnaWifiPort(Wlan wlan, WlanNotices notices) {
        this.wlan = wlan;
        this.notices = notices;
    }

    static JnaWifiPort open(Runnable signal) {
        JnaWifiPort port = new JnaWifiPort(Wlan.load(), new WlanNotices(signal));
        try {
            port.handles.add(port.register(Wlan.WLAN_NOTIFICATION_SOURCE_ACM));
        } catch (RuntimeException | Error e) {
            port.close();
            throw e;
        }
        if (!"never".equals(System.getProperty(WifiService.LOCATION))) {
            try {
                port.handles.add(port.register(Wlan.WLAN_NOTIFICATION_SOURCE_MSM));
            } catch (BackendException e) { // The signal is then read at each connection only, if at all.
                LOGGER.log(Level.DEBUG, "no notices of the signal", e);
                port.signalObstacle = Optional.of(e);
            }
        }
        return port;
    }

    /** A handle with notices of one source. */
    private long register(int source) {
        ByteBuffer version = NativeMemory.buffer(Integer.BYTES);
        ByteBuffer handle = NativeMemory.buffer(Long.BYTES);
        wlan.require("WlanOpenHandle", Wlan.VERSION_VISTA, 0L, version, handle);
        long opened = handle.getLong(0);
        try {
            wlan.require("WlanRegisterNotification", opened, source, 0, notices, 0L, 0L, 0L);
            return opened;
        } catch (RuntimeException | Error e) {
            wlan.call("WlanCloseHandle", opened, 0L);
            throw e;
        }
    }

    private long handle() {
        return handles.get(0);
    }

    @Override
    public List<WifiAdapter> adapters() {
        try {
            return wlan.block("WlanEnumInterfaces", 2, address -> {
                int count = count(address, WLAN_INTERFACE_INFO_LIST.dwNumberOfItems);
                ByteBuffer list = NativeMemory.at(address, WLAN_INTERFACE_INFO_LIST.SIZE + count * WLAN_INTERFACE_INFO.SIZE);
                List<WifiAdapter> adapters = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    int at = WLAN_INTERFACE_INFO_LIST.SIZE + i * WLAN_INTERFACE_INFO.SIZE;
                    adapters.add(new WifiAdapter(Guids.text(list, at + WLAN_INTERFACE_INFO.InterfaceGuid),
                        state(list.getInt(at + WLAN_INTERFACE_INFO.isState))));
                }
                return adapters;
            }, handle(), 0L, null);
        } catch (BackendException e) {
            throw serviceHasGone(e) ? gone(e) : e;
        }
    }

    private static BackendException gone(BackendException e) {
        BackendException gone = new BackendException(Kind.GONE, e.call(), e.reason(), e.nativeCode().orElseThrow());
        return e.remedy().map(gone::withRemedy).orElse(gone);
    }

    private static boolean serviceHasGone(BackendException e) {
        return e.nativeCode().filter(code -> switch (code.code()) {
            case Win32.ERROR_INVALID_HANDLE, Win32.ERROR_SERVICE_NOT_ACTIVE, Win32.RPC_S_SERVER_UNAVAILABLE, Win32.RPC_S_CALL_FAILED,
                Win32.RPC_S_CALL_FAILED_DNE, Win32.EPT_S_NOT_REGISTERED -> true;
            default -> false;
        }).isPresent();
    }

    /** Source: wlanapi.h, WLAN_INTERFACE_STATE. */
    private static WifiAdapter.State state(int number) {
        return switch (number) {
            case Wlan.wlan_interface_state_connected, Wlan.wlan_interface_state_ad_hoc_network_formed -> WifiAdapter.State.CONNECTED;
            case Wlan.wlan_interface_state_disconnecting -> WifiAdapter.State.DISCONNECTING;
            case Wlan.wlan_interface_state_disconnected -> WifiAdapter.State.DISCONNECTED;
            case Wlan.wlan_interface_state_associating, Wlan.wlan_interface_state_discovering -> WifiAdapter.State.CONNECTING;
            case Wlan.wlan_interface_state_authenticating -> WifiAdapter.State.AUTHENTICATING;
            default -> WifiAdapter.State.NOT_READY;
        };
    }

    private static int count(long address, int at) {
        int count = NativeMemory.at(address, at + Integer.BYTES).getInt(at);
        if (count < 0 || count > MOST_ITEMS) {
            throw new BackendException(Kind.FAILED, "wlanapi", "a list claims to have " + Integer.toUnsignedString(count) + " items");
        }
        return count;
    }

    @Override
    public List<String> profiles(String guid) {
        ByteBuffer adapter = Guids.memory(guid);
        return wlan.block("WlanGetProfileList", 3, address -> {
            int count = count(address, WLAN_PROFILE_INFO_LIST.dwNumberOfItems);
            ByteBuffer list = NativeMemory.at(address, WLAN_PROFILE_INFO_LIST.ProfileInfo + count * WLAN_PROFILE_INFO.SIZE);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int at = WLAN_PROFILE_INFO_LIST.ProfileInfo + i * WLAN_PROFILE_INFO.SIZE;
                names.add(NativeMemory.utf16(list, at + WLAN_PROFILE_INFO.strProfileName, WLAN_PROFILE_INFO.dwFlags));
            }
            return names;
        }, handle(), adapter, 0L, null);
    }

    @Override
    public WifiConnection connection(String guid) {
        ByteBuffer adapter = Guids.memory(guid);
        ByteBuffer size = NativeMemory.buffer(Integer.BYTES);
        return wlan.block("WlanQueryInterface", 5, address -> {
            if (Integer.compareUnsigned(size.getInt(0), WLAN_CONNECTION_ATTRIBUTES.SIZE) < 0) {
                throw new BackendException(Kind.FAILED, "WlanQueryInterface", "it has given only " + size.getInt(0) + " bytes of "
                    + WLAN_CONNECTION_ATTRIBUTES.SIZE);
            }
            ByteBuffer attributes = NativeMemory.at(address, WLAN_CONNECTION_ATTRIBUTES.SIZE);
            if (state(attributes.getInt(WLAN_CONNECTION_ATTRIBUTES.isState)) != WifiAdapter.State.CONNECTED) {
                throw Win32.refused("WlanQueryInterface", Win32.ERROR_INVALID_STATE); // Another connection has begun since.
            }
            return new WifiConnection(NativeMemory.utf16(attributes, WLAN_CONNECTION_ATTRIBUTES.strProfileName,
                WLAN_CONNECTION_ATTRIBUTES.wlanAssociationAttributes - WLAN_CONNECTION_ATTRIBUTES.strProfileName),
                percent(attributes.getInt(WLAN_CONNECTION_ATTRIBUTES.wlanAssociationAttributes + WLAN_ASSOCIATION_ATTRIBUTES.wlanSignalQuality)));
        }, handle(), adapter, Wlan.wlan_intf_opcode_current_connection, 0L, size, null, 0L);
    }

    private static int percent(int quality) {
        return Math.max(0, Math.min(100, quality));
    }

    @Override
    public List<WifiNetwork> networks(String guid) {
        try {
            return available(guid);
        } catch (BackendException e) {
            if (e.nativeCode().filter(code -> code.code() == Win32.ERROR_NDIS_DOT11_POWER_STATE_INVALID).isPresent()) {
                return List.of(); // A radio that is off reaches nothing.
            }
            throw e;
        }
    }

    private List<WifiNetwork> available(String guid) {
        ByteBuffer adapter = Guids.memory(guid);
        return wlan.block("WlanGetAvailableNetworkList", 4, address -> {
            int count = count(address, WLAN_AVAILABLE_NETWORK_LIST.dwNumberOfItems);
            ByteBuffer list = NativeMemory.at(address, WLAN_AVAILABLE_NETWORK_LIST.Network + count * WLAN_AVAILABLE_NETWORK.SIZE);
            List<WifiNetwork> networks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int at = WLAN_AVAILABLE_NETWORK_LIST.Network + i * WLAN_AVAILABLE_NETWORK.SIZE;
                String profile = NativeMemory.utf16(list, at + WLAN_AVAILABLE_NETWORK.strProfileName, WLAN_AVAILABLE_NETWORK.dot11Ssid);
                if (!profile.isEmpty() && list.getInt(at + WLAN_AVAILABLE_NETWORK.bNetworkConnectable) != 0) {
                    networks.add(new WifiNetwork(profile, percent(list.getInt(at + WLAN_AVAILABLE_NETWORK.wlanSignalQuality))));
                }
            }
            return networks;
        }, handle(), adapter, Wlan.WLAN_AVAILABLE_NETWORK_INCLUDE_ALL_MANUAL_HIDDEN_PROFILES, 0L, null);
    }

    @Override
    public void connect(String guid, String profile) {
        ByteBuffer adapter = Guids.memory(guid);
        ByteBuffer name = NativeMemory.utf16(profile);
        ByteBuffer parameters = NativeMemory.buffer(WLAN_CONNECTION_PARAMETERS.SIZE);
        parameters.putInt(WLAN_CONNECTION_PARAMETERS.wlanConnectionMode, Wlan.wlan_connection_mode_profile);
        parameters.putLong(WLAN_CONNECTION_PARAMETERS.strProfile, NativeMemory.address(name));
        parameters.putInt(WLAN_CONNECTION_PARAMETERS.dot11BssType, Wlan.dot11_BSS_type_infrastructure);
        try {
            wlan.require("WlanConnect", handle(), adapter, parameters, 0L);
        } finally {
            Reference.reachabilityFence(name); // Windows reads it through the parameters.
        }
    }

    @Override
    public void disconnect(String guid) {
        ByteBuffer adapter = Guids.memory(guid);
        wlan.require("WlanDisconnect", handle(), adapter, 0L);
    }

    @Override
    public void scan(String guid) {
        ByteBuffer adapter = Guids.memory(guid);
        wlan.require("WlanScan", handle(), adapter, 0L, 0L, 0L);
    }

    @Override
    public String reason(int code) {
        ByteBuffer text = NativeMemory.buffer(MOST_REASON_CHARACTERS * Character.BYTES);
        try {
            wlan.require("WlanReasonCodeToString", code, MOST_REASON_CHARACTERS, text, 0L);
            return NativeMemory.utf16(text, 0, text.capacity()).strip();
        } catch (BackendException e) {
            LOGGER.log(Level.DEBUG, "a reason without words", e);
            return "not connected, for the reason with this number";
        }
    }

    @Override
    public Optional<BackendException> signalObstacle() {
        return signalObstacle;
    }

    @Override
    public boolean take(Consumer<WifiNotice> consumer) {
        return notices.take(consumer);
    }

    @Override
    public boolean hasNotices() {
        return !notices.isEmpty();
    }

    /** Closing a handle ends its notices, and waits for one under way. Source: WlanCloseHandle. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        for (long handle : handles) {
            int code = wlan.call("WlanCloseHandle", handle, 0L);
            if (code != Win32.ERROR_SUCCESS && code != Win32.ERROR_INVALID_HANDLE) {
                UNFORGOTTEN.add(notices);
                LOGGER.log(Level.WARNING, "the Wi-Fi service may go on sending notices: {0}", Win32.refused("WlanCloseHandle", code).getMessage());
            }
        }
    }
}
