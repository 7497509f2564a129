package io.github.netsession.windows.jna;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;
import io.github.netsession.internal.Trouble;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.windows.Log;
import io.github.netsession.windows.jna.Layouts.WLAN_CONNECTION_NOTIFICATION_DATA;
import io.github.netsession.windows.jna.Layouts.WLAN_NOTIFICATION_DATA;
import io.github.netsession.windows.wifi.WifiNotice;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where the Wi-Fi service's notices arrive, on threads of Windows, perhaps several at once: what matters of each is copied, put into a queue
 * of bounded length, and signalled. No lock is taken, so closing, which waits for a notice under way, cannot deadlock.
 */
final class WlanNotices implements StdCallCallback {

    /** A minute of the worst storm that a reading has to keep up with. */
    static final int MOST_WAITING = 4096;

    /*
     * The thread is made known to the JVM for the time of the notice only. Left known, it would be detached as it ends, under the lock of
     * Windows' loader: a deadlock. Source: JNA issue 1479.
     */
    private static final CallbackThreadInitializer THREAD = new CallbackThreadInitializer(true, true, "netsession-windows-wifi");

    private final Trouble taking = new Trouble(Log.LOGGER, "a notice of the Wi-Fi service cannot be taken");
    private final Runnable signal;
    private final ConcurrentLinkedQueue<WifiNotice> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean lost = new AtomicBoolean();

    WlanNotices(Runnable signal) {
        this.signal = signal;
        Native.setCallbackThreadInitializer(this, THREAD);
    }

    /**
     * Called by Windows, in whose thread nothing may be thrown: a notice that cannot be taken counts as lost. Source: wlanapi.h,
     * WLAN_NOTIFICATION_CALLBACK.
     */
    public void invoke(Pointer data, Pointer context) {
        try {
            take(data);
        } catch (Throwable defect) {
            lose(defect);
        }
    }

    private void lose(Throwable defect) {
        lost.set(true);
        taking.add(defect);
        try {
            signal.run();
        } catch (Throwable again) {
            taking.add(again); // The next notice signals.
        }
    }

    private void take(Pointer data) {
        if (data != null) {
            ByteBuffer head = NativeMemory.at(Pointer.nativeValue(data), WLAN_NOTIFICATION_DATA.SIZE);
            WifiNotice notice = notice(head);
            // What the radio does step by step is told as a connection's notices, too.
            if (notice.event() != Event.OTHER || head.getInt(WLAN_NOTIFICATION_DATA.NotificationSource) == Wlan.WLAN_NOTIFICATION_SOURCE_ACM) {
                add(notice);
            }
        }
    }

    private void add(WifiNotice notice) {
        if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            lost.set(true);
        } else {
            try {
                waiting.add(notice);
            } catch (Throwable noMemory) {
                count.decrementAndGet();
                throw noMemory;
            }
        }
        signal.run();
        taking.end();
    }

    /** Takes what is waiting; false if some were lost since the last time. */
    boolean take(Consumer<WifiNotice> consumer) {
        boolean complete = !lost.getAndSet(false);
        boolean isTaken = false;
        try {
            for (WifiNotice next = waiting.poll(); next != null; next = waiting.poll()) {
                count.decrementAndGet();
                consumer.accept(next);
            }
            isTaken = true;
        } finally {
            if (!isTaken) {
                lost.set(true);
            }
        }
        return complete;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What a notice says; nothing beyond the length that it claims for its data is read. */
    static WifiNotice notice(ByteBuffer head) {
        int source = head.getInt(WLAN_NOTIFICATION_DATA.NotificationSource);
        int code = head.getInt(WLAN_NOTIFICATION_DATA.NotificationCode);
        String guid = Guids.text(head, WLAN_NOTIFICATION_DATA.InterfaceGuid);
        long size = Integer.toUnsignedLong(head.getInt(WLAN_NOTIFICATION_DATA.dwDataSize));
        long data = head.getLong(WLAN_NOTIFICATION_DATA.pData);
        Event event = event(source, code);
        return switch (event) {
            case CONNECTION_START, CONNECTION_COMPLETE, ATTEMPT_FAIL, DISCONNECTED ->
                data != 0 && size >= WLAN_CONNECTION_NOTIFICATION_DATA.dwFlags ? ofConnection(event, guid, data) : new WifiNotice(Event.OTHER, guid, "", 0);
            case SIGNAL -> {
                int percent = data != 0 && size >= Integer.BYTES ? NativeMemory.at(data, Integer.BYTES).getInt(0) : -1;
                yield percent >= 0 && percent <= 100 ? new WifiNotice(event, guid, "", percent) : new WifiNotice(Event.OTHER, guid, "", 0);
            }
            case SCAN_ENDED, REACH_CHANGED, PROFILES_CHANGED, ROAMED, RADIO_CHANGED, OTHER -> new WifiNotice(event, guid, "", 0);
        };
    }

    private static WifiNotice ofConnection(Event event, String guid, long data) {
        ByteBuffer memory = NativeMemory.at(data, WLAN_CONNECTION_NOTIFICATION_DATA.dwFlags);
        return new WifiNotice(event, guid, NativeMemory.utf16(memory, WLAN_CONNECTION_NOTIFICATION_DATA.strProfileName,
            WLAN_CONNECTION_NOTIFICATION_DATA.dot11Ssid - WLAN_CONNECTION_NOTIFICATION_DATA.strProfileName),
            memory.getInt(WLAN_CONNECTION_NOTIFICATION_DATA.wlanReasonCode));
    }

    /** Source: wlanapi.h, WLAN_NOTIFICATION_ACM and WLAN_NOTIFICATION_MSM. */
    private static Event event(int source, int code) {
        if (source == Wlan.WLAN_NOTIFICATION_SOURCE_ACM) {
            return switch (code) {
                case Wlan.wlan_notification_acm_scan_complete, Wlan.wlan_notification_acm_scan_fail -> Event.SCAN_ENDED;
                case Wlan.wlan_notification_acm_connection_start -> Event.CONNECTION_START;
                case Wlan.wlan_notification_acm_connection_complete -> Event.CONNECTION_COMPLETE;
                case Wlan.wlan_notification_acm_connection_attempt_fail -> Event.ATTEMPT_FAIL;
                case Wlan.wlan_notification_acm_profile_change, Wlan.wlan_notification_acm_profile_name_change -> Event.PROFILES_CHANGED;
                case Wlan.wlan_notification_acm_profiles_exhausted, Wlan.wlan_notification_acm_network_not_available,
                    Wlan.wlan_notification_acm_network_available -> Event.REACH_CHANGED;
                case Wlan.wlan_notification_acm_disconnected -> Event.DISCONNECTED;
                default -> Event.OTHER;
            };
        }
        return source != Wlan.WLAN_NOTIFICATION_SOURCE_MSM ? Event.OTHER : switch (code) {
            case Wlan.wlan_notification_msm_roaming_end -> Event.ROAMED;
            case Wlan.wlan_notification_msm_radio_state_change -> Event.RADIO_CHANGED;
            case Wlan.wlan_notification_msm_signal_quality_change -> Event.SIGNAL;
            default -> Event.OTHER;
        };
    }
}
