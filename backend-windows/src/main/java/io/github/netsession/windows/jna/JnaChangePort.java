package io.github.netsession.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.spi.BackendException;
import io.github.netsession.windows.ChangePort;
import io.github.netsession.windows.Part;
import io.github.netsession.windows.Win32;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * IP Helper's notices, set to nothing but an event of the kernel's: the callback that Windows is given is its own {@code SetEvent}, and the
 * context the event. So no notice ever enters the JVM, none can wait for a lock, and cancelling cannot deadlock. That fits because each of
 * the callbacks begins with the context, and the other arguments, which SetEvent does not take, are the caller's to clear away on x64 and
 * arm64. There is one event for each part of a reading, so the event tells the kind of the notice; which interface it is about stays unknown.
 * Source: netioapi.h, PIPINTERFACE_CHANGE_CALLBACK and the like; Microsoft's x64 and ARM64 calling conventions.
 */
final class JnaChangePort implements ChangePort {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.windows");
    private static final String LIBRARY = "iphlpapi";
    private static final Part[] PARTS = Part.values();
    private static final String OF_THE_HINT = "NotifyNetworkConnectivityHintChange";
    private static final int NOT_NOW = 0;

    /** The events, by the number of their part, for one wait for all of them. Each is reset by the wait that it ends. */
    private final ByteBuffer events = NativeMemory.buffer(PARTS.length * Long.BYTES);
    private final List<Long> notices = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private boolean isDeaf;
    private boolean isLeaking;
    /** How many threads are just about to set the event, or doing it. */
    private final AtomicInteger signalling = new AtomicInteger();
    private volatile boolean closed;

    JnaChangePort() {
        try {
            for (Part part : PARTS) {
                events.putLong(at(part), event());
            }
            long callback = Pointer.nativeValue(Libraries.system("kernel32").getFunction("SetEvent"));
            ask("NotifyIpInterfaceChange", IpConstants.AF_UNSPEC, callback, event(Part.ALL), NOT_NOW);
            ask("NotifyUnicastIpAddressChange", IpConstants.AF_UNSPEC, callback, event(Part.ROUTES), NOT_NOW);
            ask("NotifyRouteChange2", IpConstants.AF_UNSPEC, callback, event(Part.ROUTES), NOT_NOW);
            isDeaf = notices.isEmpty(); // Without these there is no seeing what happens.
            ask(OF_THE_HINT, callback, event(Part.REACH), NOT_NOW);
        } catch (RuntimeException | Error e) { // Then nobody else would give them back.
            cancel();
            close();
            throw e;
        }
    }

    private static long event() {
        long event = Kernel32.CreateEventW(0, 0, 0, 0);
        if (event == 0) {
            throw Win32.refused("CreateEventW", Native.getLastError());
        }
        return event;
    }

    private static int at(Part part) {
        return part.ordinal() * Long.BYTES;
    }

    private long event(Part part) {
        return events.getLong(at(part));
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

    /** The wait resets only the first of the events that are set, so the later ones are asked one by one. */
    @Override
    public Set<Part> await(int millis) {
        int first = Kernel32.WaitForMultipleObjects(PARTS.length, events, 0, millis);
        if (first == Kernel32.WAIT_FAILED) {
            throw Win32.refused("WaitForMultipleObjects", Native.getLastError());
        }
        Set<Part> set = EnumSet.noneOf(Part.class);
        for (Part part : PARTS) {
            if (part.ordinal() == first || part.ordinal() > first && Kernel32.WaitForSingleObject(event(part), 0) == Kernel32.WAIT_OBJECT_0) {
                set.add(part);
            }
        }
        return set;
    }

    @Override
    public void signal(Part part) {
        signalling.incrementAndGet();
        try {
            if (!closed) {
                Kernel32.SetEvent(event(part));
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
        if (closed) {
            return;
        }
        closed = true;
        if (isLeaking || signalling.get() != 0) {
            return;
        }
        int code = Win32.ERROR_SUCCESS;
        for (Part part : PARTS) {
            if (event(part) != 0 && Kernel32.CloseHandle(event(part)) == 0) {
                code = Native.getLastError();
            }
        }
        if (code != Win32.ERROR_SUCCESS) {
            throw new BackendException(BackendException.Kind.FAILED, "CloseHandle", "an event is not open: " + code);
        }
    }
}
