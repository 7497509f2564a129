package io.github.netsession.macos.jna;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.netsession.macos.Log;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What macOS calls back, on threads of its own. There is one function for each sort of notice, which lives as long as this class, so that a
 * late call never finds it gone; whom it concerns is told by a number that goes with it, and that nobody has any more once he has left.
 *
 * @param <T> what is told
 */
final class Notices<T> {

    private static final String THREAD_NAME = "netsession-macos-notice";

    private final Map<Long, Listener<T>> listeners = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** Who is told. */
    @FunctionalInterface
    interface Listener<T> {
        void told(T what);
    }

    /** Gives a number, for the context of a call. */
    long join(Listener<T> listener) {
        long number = last.incrementAndGet();
        listeners.put(number, listener);
        return number;
    }

    /** The same, for a number of the caller's. */
    void join(long number, Listener<T> listener) {
        listeners.put(number, listener);
    }

    void leave(long number) {
        listeners.remove(number);
    }

    /** In macOS's thread: nothing may be thrown there. */
    void tell(long number, T what) {
        Listener<T> listener = listeners.get(number);
        if (listener == null) {
            return;
        }
        try {
            listener.told(what);
        } catch (Throwable defect) { // There is no caller of ours above.
            Log.LOGGER.log(Level.ERROR, "a notice of macOS was not taken; this is a defect", defect);
        }
    }

    /** A function's address for macOS; the callback must never become unreachable. Its threads keep no JVM alive, and leave it after each call. */
    static long function(Callback callback) {
        Native.setCallbackThreadInitializer(callback, new CallbackThreadInitializer(true, true, THREAD_NAME));
        return Pointer.nativeValue(CallbackReference.getFunctionPointer(callback));
    }
}
