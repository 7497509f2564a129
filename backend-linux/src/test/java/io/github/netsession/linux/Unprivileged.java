package io.github.netsession.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs something on a thread without any capability; threads that it makes have none either, the others keep theirs. */
final class Unprivileged {

    /** Source: linux/capability.h, _LINUX_CAPABILITY_VERSION_3; a header of two words, then two times three words. */
    private static final int VERSION_3 = 0x20080522;
    private static final int HEADER_BYTES = 8;
    private static final int DATA_BYTES = 24;

    static {
        Native.register(Unprivileged.class, "c");
    }

    private Unprivileged() {
    }

    private static native int capset(Pointer header, Pointer data);

    /** The result of the call. */
    static <T> T call(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                drop();
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
}
