package io.github.netsession.macos.jna;

import com.sun.jna.Callback;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.jna.Layouts.Block_descriptor;
import io.github.netsession.macos.jna.Layouts.Block_literal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Blocks, as the compiler makes global ones. Whoever is given one may look at it for as long as he likes, also while he lets it go; so a block
 * is never freed but used again. Source: clang, Block Implementation Specification; Network/path_monitor.h.
 */
final class Blocks {

    private static final Notices<Long> NOTICES = new Notices<>();
    /** A block's function is given the block first; one that is given nothing else leaves the second argument undefined. */
    private static final InvokeCallback CALLBACK = (block, argument) -> NOTICES.tell(block, argument);
    private static final long FUNCTION = Notices.function(CALLBACK);
    private static final ByteBuffer DESCRIPTOR = NativeMemory.buffer(Block_descriptor.SIZE).putLong(Block_descriptor.size, Block_literal.SIZE);

    /** All there are: one that is never given back, because a monitor did not end in time, must not be collected while that may still look at it. */
    private static final List<Block> ALL = new ArrayList<>();
    private static final Deque<Block> UNUSED = new ArrayDeque<>();

    /** {@code void (^)(object)}. */
    private interface InvokeCallback extends Callback {
        void invoke(long block, long argument);
    }

    private Blocks() {
    }

    /** One of them, and the memory that it is in. */
    record Block(long address, ByteBuffer literal) {
    }

    /** A block that tells the listener its argument, until it is given back. */
    static Block take(Notices.Listener<Long> listener) {
        Block block;
        synchronized (UNUSED) {
            block = UNUSED.isEmpty() ? make() : UNUSED.pop();
        }
        NOTICES.join(block.address(), listener);
        return block;
    }

    /** With the lock held. */
    private static Block make() {
        ByteBuffer literal = NativeMemory.buffer(Block_literal.SIZE);
        literal.putLong(Block_literal.isa, Libraries.address("System", "_NSConcreteGlobalBlock"));
        literal.putInt(Block_literal.flags, Constants.BLOCK_IS_GLOBAL);
        literal.putLong(Block_literal.invoke, FUNCTION);
        literal.putLong(Block_literal.descriptor, NativeMemory.address(DESCRIPTOR));
        Block block = new Block(NativeMemory.address(literal), literal);
        ALL.add(block);
        return block;
    }

    /** Nobody is told any more. */
    static void silence(Block block) {
        NOTICES.leave(block.address());
    }

    /** For somebody else; only when nothing calls it any more. */
    static void giveBack(Block block) {
        silence(block);
        synchronized (UNUSED) {
            UNUSED.push(block);
        }
    }
}
