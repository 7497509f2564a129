package io.github.netsession.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Native memory outside the JVM's limit on direct memory, for the time when the application has used that up. What is no longer reachable is
 * freed at the next allocation, so that no thread is needed for it.
 */
final class SpareMemory {

    /** A refused allocation of direct memory collects garbage and takes half a second; in this time none is tried again. Source: OpenJDK, java.nio.Bits. */
    private static final long NEED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final ReferenceQueue<ByteBuffer> UNREACHABLE = new ReferenceQueue<>();
    private static final Set<Block> BLOCKS = ConcurrentHashMap.newKeySet();
    private static volatile long neededUntilNanos = System.nanoTime();

    /** Memory to free when its buffer is unreachable. */
    private static final class Block extends PhantomReference<ByteBuffer> {

        private final long address;

        Block(ByteBuffer buffer, long address) {
            super(buffer, UNREACHABLE);
            this.address = address;
        }
    }

    private SpareMemory() {
    }

    /** Returns whether direct memory was used up a short time ago. */
    static boolean isNeeded() {
        return neededUntilNanos - System.nanoTime() > 0;
    }

    /** Records that direct memory is used up. */
    static void need() {
        neededUntilNanos = System.nanoTime() + NEED_NANOS;
    }

    /** Allocates memory, filled with zeros. */
    static ByteBuffer allocate(int bytes) {
        for (Reference<?> dead = UNREACHABLE.poll(); dead != null; dead = UNREACHABLE.poll()) {
            BLOCKS.remove(dead);
            Native.free(((Block) dead).address);
        }
        long address = Native.malloc(Math.max(1, bytes));
        if (address == 0) {
            throw new OutOfMemoryError("native memory of " + bytes + " bytes");
        }
        Pointer memory = new Pointer(address);
        memory.clear(Math.max(1, bytes));
        ByteBuffer buffer = memory.getByteBuffer(0, bytes);
        BLOCKS.add(new Block(buffer, address));
        return buffer;
    }
}
