package io.github.netsession.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The native methods of one class, mapped directly by JNA while they are in use. JNA keeps a class that it has mapped, and with it the class
 * loader, for as long as JNA itself is loaded: by a global reference to each method, and by the options of the class. So the methods
 * are mapped only while a backend is open or an object needs them, and an application container can unload what it has stopped. Source: JNA
 * 5.19, Native.register, Native.cacheOptions, and registerMethod in dispatch.c.
 *
 * <p>JNA does not free the executable memory of a method that it unmaps. So the methods of a class that the JVM never unloads stay mapped:
 * a program that opens and closes again and again would grow. Tried on JNA 5.19.1.
 *
 * <p>Unmapping a method while a thread calls it would end the process. So whoever calls a method holds a {@link Use} of its class until
 * the call has returned.
 *
 * <p>All methods may be called from any thread.
 */
public final class DirectMapping {

    /** Something that stays until it is closed. Closing twice does nothing. */
    public interface Use extends AutoCloseable {

        @Override
        void close();
    }

    /** Keeps the methods of one class mapped, or those of all classes. */
    private static final class Once implements Use {

        private final Optional<DirectMapping> used;
        private boolean isEnded;

        Once(Optional<DirectMapping> used) {
            this.used = used;
        }

        @Override
        public void close() {
            synchronized (LOCK) {
                if (isEnded) {
                    return;
                }
                isEnded = true;
                if (used.isPresent()) {
                    used.get().uses--;
                } else {
                    keepers--;
                }
                unmapUnused();
            }
        }
    }

    private static final Object LOCK = new Object();
    private static final Set<DirectMapping> MAPPED = new LinkedHashSet<>();
    private static int keepers;

    private final Class<?> type;
    private final Supplier<NativeLibrary> library;
    private final boolean isPermanent;
    private int uses;

    /**
     * Describes the mapping; maps nothing yet.
     *
     * @param type the class that declares the native methods
     * @param library opens the library with the functions of the same names
     */
    public DirectMapping(Class<?> type, Supplier<NativeLibrary> library) {
        this(type, library, isNeverUnloaded(type.getClassLoader()));
    }

    /** The same; decides whether the methods stay mapped when nobody uses them. */
    DirectMapping(Class<?> type, Supplier<NativeLibrary> library, boolean isPermanent) {
        this.type = type;
        this.library = library;
        this.isPermanent = isPermanent;
    }

    /** The JVM keeps the system class loader and those above it. Source: JLS 12.7. */
    private static boolean isNeverUnloaded(ClassLoader loader) {
        ClassLoader kept = ClassLoader.getSystemClassLoader();
        while (kept != null && kept != loader) {
            kept = kept.getParent();
        }
        return kept == loader;
    }

    /**
     * Keeps all classes mapped that are mapped meanwhile, so that they need not be mapped again for each use.
     *
     * @return ends that
     */
    public static Use keep() {
        synchronized (LOCK) {
            keepers++;
        }
        return new Once(Optional.empty());
    }

    /**
     * Maps the methods unless they are mapped, and keeps them mapped.
     *
     * @return ends that
     * @throws LinkageError if JNA, the library or a function of it cannot be loaded
     */
    public Use use() {
        synchronized (LOCK) {
            if (!MAPPED.contains(this)) {
                map();
                MAPPED.add(this);
            }
            uses++;
        }
        return new Once(Optional.of(this));
    }

    /**
     * Makes calls for which the methods need to be mapped only until they have returned.
     *
     * @param calls the calls
     * @return what they return
     * @param <T> its type
     * @throws LinkageError if JNA, the library or a function of it cannot be loaded
     */
    public <T> T with(Supplier<T> calls) {
        Use use = use();
        try {
            return calls.get();
        } finally {
            use.close();
        }
    }


    private void map() {
        JnaLibrary.load();
        FutureTask<Void> task = new FutureTask<>(this::register, null);
        Thread thread = new Thread(null, task, "netsession-map", 0, false);
        thread.setContextClassLoader(Native.class.getClassLoader());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            task.run();
        }
        resultOf(task);
    }

    /**
     * Runs on a thread of its own, because JNA leaves values of its own classes with the thread that calls it, which may be the container's. Source:
     * JNA 5.19, Structure.busy.
     */
    private void register() {
        JnaCleaner.start();
        Native.register(type, library.get());
        // JNA has a weak reference to the class, and options that refer to the class strongly; they have served when the methods are mapped.
        Native.getLibraryOptions(type).clear();
    }

    /** An interrupt is kept for later: nothing here waits for another program. */
    private static void resultOf(FutureTask<Void> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void unmapUnused() {
        if (keepers == 0) {
            for (Iterator<DirectMapping> mapped = MAPPED.iterator(); mapped.hasNext();) {
                DirectMapping each = mapped.next();
                if (each.uses == 0 && !each.isPermanent) {
                    Native.unregister(each.type);
                    mapped.remove();
                }
            }
        }
    }
}
