package io.github.netsession.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signals of this process, where the JVM gives them to a program. By reflection, for the compiler warns of any direct use
 * of {@code sun.misc.Signal}, and there is no other way to them.
 */
final class Signals {

    private static final System.Logger LOG = System.getLogger("io.github.netsession.cli");

    private Signals() {
    }

    /** What to do when a signal is no longer wanted. */
    @FunctionalInterface
    interface Taken {

        /** Gives the signal back to who had it before. */
        void giveBack();
    }

    /**
     * Takes a signal over from the JVM. What was ignored when this process started stays ignored. A command started meanwhile
     * gets the signal as usual: a handler, unlike ignoring, is not inherited.
     *
     * @param name the signal's name without SIG
     * @param action runs whenever it comes, on a thread of its own
     * @return gives it back; does nothing if this JVM does not let the signal go, which leaves all as it was
     */
    static Taken take(String name, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = type.getMethod("handle", type, handler);
            Object signal = type.getConstructor(String.class).newInstance(name);
            Object before = handle.invoke(null, signal, Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler},
                (self, method, arguments) -> {
                    action.run();
                    return null;
                }));
            return () -> restore(handle, signal, before);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unavailable) {
            LOG.log(System.Logger.Level.DEBUG, "signal " + name + " stays with the JVM", unavailable);
            return () -> { };
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
