package io.github.netsession.macos;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A CoreWLAN that says what a test wants. */
final class FakeWifiPort implements WifiPort {

    final Map<String, Wifi> signals = new ConcurrentHashMap<>();
    private final FakeMacOs os;

    FakeWifiPort(FakeMacOs os) {
        this.os = os;
    }

    @Override
    public Optional<Wifi> read(String interfaceName) {
        os.called("wifi.read");
        return Optional.ofNullable(signals.get(interfaceName));
    }
}
