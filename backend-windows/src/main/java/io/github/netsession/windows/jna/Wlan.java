package io.github.netsession.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.Win32;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The calls of wlanapi, found one by one: the library is not there on a Windows Server without the Wi-Fi feature. Source: wlanapi.h. */
final class Wlan {

    /** The client version of Windows Vista and later. */
    static final int VERSION_VISTA = 2;
    static final int WLAN_NOTIFICATION_SOURCE_ACM = 0x8;
    static final int WLAN_NOTIFICATION_SOURCE_MSM = 0x10;
    static final int wlan_intf_opcode_current_connection = 7;
    /** So that a profile whose network does not tell its name counts as within reach. */
    static final int WLAN_AVAILABLE_NETWORK_INCLUDE_ALL_MANUAL_HIDDEN_PROFILES = 2;
    static final int wlan_connection_mode_profile = 0;
    static final int dot11_BSS_type_infrastructure = 1;

    static final int wlan_interface_state_connected = 1;
    static final int wlan_interface_state_ad_hoc_network_formed = 2;
    static final int wlan_interface_state_disconnecting = 3;
    static final int wlan_interface_state_disconnected = 4;
    static final int wlan_interface_state_associating = 5;
    static final int wlan_interface_state_discovering = 6;
    static final int wlan_interface_state_authenticating = 7;

    static final int wlan_notification_acm_scan_complete = 7;
    static final int wlan_notification_acm_scan_fail = 8;
    static final int wlan_notification_acm_connection_start = 9;
    static final int wlan_notification_acm_connection_complete = 10;
    static final int wlan_notification_acm_connection_attempt_fail = 11;
    static final int wlan_notification_acm_profile_change = 15;
    static final int wlan_notification_acm_profile_name_change = 16;
    static final int wlan_notification_acm_profiles_exhausted = 17;
    static final int wlan_notification_acm_network_not_available = 18;
    static final int wlan_notification_acm_network_available = 19;
    static final int wlan_notification_acm_disconnected = 21;
    static final int wlan_notification_msm_roaming_end = 6;
    static final int wlan_notification_msm_radio_state_change = 7;
    static final int wlan_notification_msm_signal_quality_change = 8;

    private final NativeLibrary library;
    private final Map<String, Function> functions = new HashMap<>();

    private Wlan(NativeLibrary library) {
        this.library = library;
    }

    static Wlan load() {
        try {
            return new Wlan(Libraries.system("wlanapi"));
        } catch (UnsatisfiedLinkError e) {
            BackendException missing = new BackendException(Kind.UNSUPPORTED, "wlanapi.dll", "it is not installed on this Windows")
                .withRemedy("on Windows Server: Install-WindowsFeature Wireless-Networking");
            missing.addSuppressed(e);
            throw missing;
        }
    }

    /** Calls a function; gives back its error number. */
    int call(String name, Object... arguments) {
        return function(name).invokeInt(arguments);
    }

    /** Calls a function that must succeed. */
    void require(String name, Object... arguments) {
        int code = function(name).invokeInt(arguments);
        if (code != Win32.ERROR_SUCCESS) {
            throw Win32.refused(name, code);
        }
    }

    private synchronized Function function(String name) {
        return functions.computeIfAbsent(name, each -> {
            try {
                return library.getFunction(each);
            } catch (UnsatisfiedLinkError e) {
                BackendException missing = new BackendException(Kind.UNSUPPORTED, each, "this Windows does not have it");
                missing.addSuppressed(e);
                throw missing;
            }
        });
    }

    /** Reads what a call gives out as a block of memory, and gives the block back, whatever comes of reading it. */
    @FunctionalInterface
    interface BlockReader<T> {
        T read(long address);
    }

    /** Calls a function whose argument at some place, left open, takes the address of a block. */
    <T> T block(String name, int place, BlockReader<T> reader, Object... arguments) {
        ByteBuffer pointer = NativeMemory.buffer(Long.BYTES);
        arguments[place] = pointer;
        require(name, arguments);
        long address = pointer.getLong(0);
        if (address == 0) {
            throw new BackendException(Kind.FAILED, name, "it has given nothing");
        }
        try {
            return reader.read(address);
        } finally {
            function("WlanFreeMemory").invokeVoid(new Object[] {address});
        }
    }
}
