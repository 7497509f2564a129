package io.github.netsession.macos.jna;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.netsession.internal.Trouble;
import io.github.netsession.macos.Log;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What macOS calls back, on threads of its own. There is one function for each sort of notice, which lives as long as this class, so that a
 * late call never finds it gone; whom it concerns is told by a number that goes with it, and that nobody has any more once he has left.
 *
 * @param <T> what is told
 */
final class Notices<T> {

    private static final String THREAD_NAME = "netsession-macos-notice";

    private static final int MAX_ATTEMPTS = 30;
    private static final int ATTEMPTS_AT_A_DEFECT = 3;
    /** Who has left is not waited for longer. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Trouble taking = new Trouble(Log.LOGGER, "a notice of macOS was not taken");
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

    /**
     * In macOS's thread: nothing may be thrown there, as there is no caller of ours above. macOS tells once, so a notice that could not be
     * taken is told again, as long as who listens is there: for some 25 s for want of memory or stack, which may pass, and three times else.
     * macOS's thread waits meanwhile.
     */
    void tell(long number, T what) {
        boolean mayPass = true;
        for (int attempt = 0; mayPass && attempt < MAX_ATTEMPTS; attempt++) {
            try {
                Listener<T> listener = listeners.get(number);
                if (listener != null) {
                    listener.told(what);
                }
                taking.end();
                return;
            } catch (Throwable thrown) {
                LockSupport.parkNanos(Math.min(LONGEST_PAUSE_NANOS, taking.add(thrown)));
                mayPass = thrown instanceof VirtualMachineError || attempt + 1 < ATTEMPTS_AT_A_DEFECT;
            }
        }
    }

    /** A function's address for macOS; the callback must never become unreachable. Its threads keep no JVM alive, and leave it after each call. */
    static long function(Callback callback) {
        Native.setCallbackThreadInitializer(callback, new CallbackThreadInitializer(true, true, THREAD_NAME));
        return Pointer.nativeValue(CallbackReference.getFunctionPointer(callback));
    }
}
