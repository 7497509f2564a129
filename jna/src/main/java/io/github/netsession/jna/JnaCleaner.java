package io.github.netsession.jna;

import com.sun.jna.NativeLibrary;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * The thread that JNA starts with its first library and that frees what is unreachable. Where the container has JNA, the thread serves all
 * applications, and must not keep the class loader of the one that happens to start it: up to JDK 23 a thread inherits an access control
 * context from all classes on the stack. So it is started from a stack without a class of this library. Source: OpenJDK 17, Thread.init,
 * ForkJoinPool.DefaultForkJoinWorkerThreadFactory; JNA 5.19, internal.Cleaner.
 */
final class JnaCleaner {

    private JnaCleaner() {
    }

    /** Has it started unless it runs, if other class loaders than this one may use it. */
    static void start() {
        if (NativeLibrary.class.getClassLoader() == JnaCleaner.class.getClassLoader()) {
            return;
        }
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            MethodHandle open = MethodHandles.publicLookup().findStatic(NativeLibrary.class, "getProcess", MethodType.methodType(NativeLibrary.class));
            pool.submit(MethodHandleProxies.asInterfaceInstance(Runnable.class, open)).get();
        } catch (ReflectiveOperationException | ExecutionException unlike) {
            System.getLogger("io.github.netsession").log(Level.DEBUG, "JNA's thread is not started by itself", unlike);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdown();
        }
    }
}
