package io.github.netsession.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs something on a thread without any capability, or as another user; threads that it makes are so too, the others stay as they are.
 */
public final class Unprivileged {

    /** Source: linux/capability.h, _LINUX_CAPABILITY_VERSION_3; a header of two words, then two times three words. */
    private static final int VERSION_3 = 0x20080522;
    private static final int HEADER_BYTES = 8;
    private static final int DATA_BYTES = 24;
    private static final int NOBODY = 65534;

    static {
        Native.register(Unprivileged.class, "c");
    }

    private Unprivileged() {
    }

    private static native int capset(Pointer header, Pointer data);

    /** The C library's function changes all threads, the system call behind it only the one. */
    private static native long syscall(long number, long real, long effective, long saved);

    /** The result of the call without capabilities. */
    static <T> T call(Supplier<T> call) {
        return call(Unprivileged::drop, call);
    }

    /** The result of the call as the user nobody. */
    public static <T> T asNobody(Supplier<T> call) {
        return call(Unprivileged::becomeNobody, call);
    }

    private static <T> T call(Runnable change, Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                change.run();
                result.complete(call.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        }, "unprivileged");
        thread.start();
        return result.join();
    }

    private static void drop() {
        try (Memory header = new Memory(HEADER_BYTES); Memory none = new Memory(DATA_BYTES)) {
            header.clear();
            none.clear();
            header.setInt(0, VERSION_3);
            if (capset(header, none) != 0) {
                throw new IllegalStateException("capset refused: errno " + Native.getLastError());
            }
        }
    }

    /**
     * Others, the kernel among them, see nobody; files are still opened as root, so that the JVM finds its classes wherever they are. Source:
     * setfsuid(2); the numbers in asm/unistd_64.h of x86-64, asm-generic/unistd.h of the others.
     */
    private static void becomeNobody() {
        boolean isX86 = System.getProperty("os.arch").equals("amd64");
        long setresuid = isX86 ? 117 : 147;
        long setfsuid = isX86 ? 122 : 151;
        if (syscall(setresuid, NOBODY, NOBODY, 0) != 0) {
            throw new IllegalStateException("setresuid refused: errno " + Native.getLastError());
        }
        syscall(setfsuid, 0, 0, 0);
        if (syscall(setfsuid, -1, 0, 0) != 0) { // It answers what was set before, and refuses without a word.
            throw new IllegalStateException("setfsuid refused");
        }
    }
}
