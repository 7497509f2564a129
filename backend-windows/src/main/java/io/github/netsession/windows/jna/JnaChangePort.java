package io.github.netsession.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.GuardedLogger;
import io.github.netsession.windows.ChangePort;
import io.github.netsession.windows.Win32;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * IP Helper's notices, set to nothing but an event of the kernel's: the callback that Windows is given is its own {@code SetEvent}, and the
 * context the event. So no notice ever enters the JVM, none can wait for a lock, and cancelling cannot deadlock. That fits because each of
 * the callbacks begins with the context, and the other arguments, which SetEvent does not take, are the caller's to clear away on x64 and
 * arm64. Source: netioapi.h, PIPINTERFACE_CHANGE_CALLBACK and the like; Microsoft's x64 and ARM64 calling conventions.
 */
final class JnaChangePort implements ChangePort {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.windows");
    private static final String LIBRARY = "iphlpapi";
    /** Without these there is no seeing what happens. */
    private static final List<String> OF_THE_NETWORK = List.of("NotifyIpInterfaceChange", "NotifyUnicastIpAddressChange", "NotifyRouteChange2");
    private static final String OF_THE_HINT = "NotifyNetworkConnectivityHintChange";
    private static final int NOT_NOW = 0;

    private final long event;
    private final List<Long> notices = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private boolean isDeaf;
    private boolean isLeaking;
    /** How many threads are just about to set the event, or doing it. */
    private final AtomicInteger signalling = new AtomicInteger();
    private volatile boolean closed;

    JnaChangePort() {
        event = Kernel32.CreateEventW(0, 0, 0, 0);
        if (event == 0) {
            throw Win32.refused("CreateEventW", Native.getLastError());
        }
        try {
            long callback = Pointer.nativeValue(Libraries.system("kernel32").getFunction("SetEvent"));
            OF_THE_NETWORK.forEach(name -> ask(name, IpConstants.AF_UNSPEC, callback, event, NOT_NOW));
            isDeaf = notices.isEmpty();
            ask(OF_THE_HINT, callback, event, NOT_NOW);
        } catch (RuntimeException | Error e) { // Then nobody else would give them back.
            cancel();
            close();
            throw e;
        }
    }

    /** All of them give back a handle by their last argument. */
    private void ask(String name, Object... arguments) {
        Optional<Function> function = Libraries.find(LIBRARY, name);
        if (function.isEmpty()) {
            if (!name.equals(OF_THE_HINT)) { // That one comes with the hint, and what is missing of that is told with it.
                refused.add(name + " is missing");
            }
            return;
        }
        ByteBuffer handle = NativeMemory.buffer(Long.BYTES);
        Object[] all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = handle;
        int code = function.get().invokeInt(all);
        long notice = handle.getLong(0);
        if (code != Win32.ERROR_SUCCESS) {
            refused.add(Win32.refused(name, code).getMessage());
        } else if (notice == 0) { // As Wine does it: a success that nothing comes of.
            refused.add(name + " has given no handle");
        } else {
            notices.add(notice);
        }
    }

    @Override
    public void await(int millis) {
        if (Kernel32.WaitForSingleObject(event, millis) == Kernel32.WAIT_FAILED) {
            throw Win32.refused("WaitForSingleObject", Native.getLastError());
        }
    }

    @Override
    public void signal() {
        signalling.incrementAndGet();
        try {
            if (!closed) {
                Kernel32.SetEvent(event);
            }
        } finally {
            signalling.decrementAndGet();
        }
    }

    @Override
    public List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public boolean isDeaf() {
        return isDeaf;
    }

    @Override
    public void cancel() {
        for (long notice : notices) {
            int code = Libraries.find(LIBRARY, "CancelMibChangeNotify2").map(cancel -> cancel.invokeInt(new Object[] {notice}))
                .orElse(Win32.ERROR_CALL_NOT_IMPLEMENTED);
            if (code != Win32.ERROR_SUCCESS) {
                isLeaking = true;
                LOGGER.log(Level.WARNING, "a notice could not be cancelled, so its event is not freed: {0}",
                    Win32.refused("CancelMibChangeNotify2", code).getMessage());
            }
        }
        notices.clear();
    }

    /** An event that is still in the hands of Windows, or of a thread that is just setting it, is not freed: its number could by then be something else's. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            boolean isInUse = isLeaking || signalling.get() != 0;
            if (!isInUse && Kernel32.CloseHandle(event) == 0) {
                throw new BackendException(BackendException.Kind.FAILED, "CloseHandle", "the event is not open: " + Native.getLastError());
            }
        }
    }
}
