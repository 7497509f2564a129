package io.github.netsession.linux;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/** One socket of a kernel whose answers a test writes down. */
final class FakeSocketPort implements SocketPort {

    static final int DESCRIPTOR = 7;
    Optional<String> noDescriptor = Optional.empty();
    /** The links by number, and the one that the socket is bound to. */
    final Map<Integer, String> names = new HashMap<>();
    Optional<String> bound = Optional.empty();
    /** What the kernel answers to both ways of binding. */
    int byIndex;
    int byName;
    /** Whether the link goes just when the socket is bound to it, and what the kernel then answers to taking that back. */
    boolean isGoing;
    int unbinding;
    OptionalInt reversePathFilter = OptionalInt.of(0);
    /** How often it was tried out whether a socket can be bound. */
    int trials;

    @Override
    public Optional<String> obstacle() {
        return noDescriptor;
    }

    @Override
    public void with(Closeable socket, IntConsumer action) {
        action.accept(DESCRIPTOR);
    }

    @Override
    public Optional<byte[]> interfaceName(int index) {
        return Optional.ofNullable(names.get(index)).map(name -> name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> boundDevice(int descriptor) {
        return bound.map(name -> name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int bindToIndex(int descriptor, int index) {
        if (index == 0) {
            return unbinding;
        }
        if (byIndex == 0) {
            bound = Optional.ofNullable(names.get(index)).filter(name -> !isGoing);
        }
        return byIndex;
    }

    @Override
    public int bindToDevice(int descriptor, byte[] name) {
        if (byName == 0) {
            bound = Optional.of(new String(name, StandardCharsets.UTF_8));
        }
        return byName;
    }

    @Override
    public int tryOut(int index, byte[] name) {
        trials++;
        return byIndex == Errno.ENOPROTOOPT ? byName : byIndex;
    }

    @Override
    public OptionalInt reversePathFilter(String name) {
        return reversePathFilter;
    }
}
