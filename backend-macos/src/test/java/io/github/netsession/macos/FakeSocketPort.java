package io.github.netsession.macos;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** One socket of a macOS whose answers a test writes down. */
final class FakeSocketPort implements SocketPort {

    static final int DESCRIPTOR = 7;
    Optional<String> obstacle = Optional.empty();
    /** The interfaces by name. */
    final Map<String, Integer> indices = new HashMap<>();
    boolean isIpv6 = true;
    int bound;
    /** Why a new value is refused; empty if it is taken. */
    Optional<BackendException> refusal = Optional.empty();
    /** Whether values are taken without being kept. */
    boolean forgets;
    final List<String> calls = new ArrayList<>();
    /** Happens before a value is set. */
    Runnable meanwhile = () -> { };

    /** As the kernel refuses. */
    static BackendException refused(Kind kind, int errno) {
        return new BackendException(kind, "setsockopt", "refused by the test", new NativeCode("errno", errno));
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public void with(Closeable socket, IntConsumer action) {
        action.accept(DESCRIPTOR);
    }

    @Override
    public int interfaceIndex(String name) {
        return indices.getOrDefault(name, 0);
    }

    @Override
    public boolean isIpv6(int descriptor) {
        return isIpv6;
    }

    @Override
    public int boundInterface(int descriptor, BoundIfOption option) {
        return bound;
    }

    @Override
    public void bindInterface(int descriptor, BoundIfOption option, int index) {
        meanwhile.run();
        calls.add(option.nativeName() + ' ' + index);
        refusal.ifPresent(refused -> {
            throw refused;
        });
        bound = forgets ? bound : index;
    }
}
