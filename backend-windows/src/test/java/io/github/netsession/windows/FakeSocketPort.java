package io.github.netsession.windows;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One SOCKET of a Windows whose answers a test writes down. */
final class FakeSocketPort implements SocketPort {

    static final long SOCKET = 0x1_0000_0007L;
    Optional<String> obstacle = Optional.empty();
    /** The interfaces by number. */
    final Map<Integer, String> guids = new HashMap<>();
    boolean isIpv6 = true;
    /** What the SOCKET is set to, and what Windows answers to a new value instead of taking it. */
    final Map<UnicastOption, byte[]> values = new EnumMap<>(UnicastOption.class);
    final Map<UnicastOption, Integer> codes = new EnumMap<>(UnicastOption.class);
    /** Whether values are taken without being kept. */
    boolean forgets;
    final List<String> calls = new ArrayList<>();
    /** Happens before a value is set. */
    Runnable meanwhile = () -> { };

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public void with(Closeable socket, LongConsumer action) {
        action.accept(SOCKET);
    }

    @Override
    public Optional<String> interfaceGuid(int index) {
        return Optional.ofNullable(guids.get(index));
    }

    @Override
    public boolean isIpv6(long socket) {
        return isIpv6;
    }

    @Override
    public byte[] option(long socket, UnicastOption option) {
        return values.getOrDefault(option, new byte[Integer.BYTES]).clone();
    }

    @Override
    public int setOption(long socket, UnicastOption option, byte[] value) {
        meanwhile.run();
        calls.add(option.nativeName() + ' ' + value[0] + '.' + value[1] + '.' + value[2] + '.' + value[3]);
        int code = codes.getOrDefault(option, Win32.ERROR_SUCCESS);
        if (code == Win32.ERROR_SUCCESS && !forgets) {
            values.put(option, value.clone());
        }
        return code;
    }
}
