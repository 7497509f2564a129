package io.github.netsession.macos;

import io.github.netsession.Link;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.SignalScale;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The strength of Wi-Fi signals, where the application wants it: CoreWLAN talks to another process for it. Read with each reading, for nobody
 * tells of a change. For one thread at a time.
 */
final class Signals {

    /** Switches it on. */
    static final String PROPERTY = "netsession.macos.corewlan";
    static final String THREAD_NAME = "netsession-macos-wifi";
    private static final long LIMIT_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 100;

    private final MacOs os;
    private final Optional<BoundedCalls> calls;
    private Optional<WifiPort> port = Optional.empty();
    private volatile String obstacle;
    private volatile boolean isNameless;
    private boolean isAnyNameless;

    Signals(MacOs os, boolean isWanted) {
        this.os = os;
        this.calls = isWanted ? Optional.of(new BoundedCalls(THREAD_NAME, "the Wi-Fi service", LIMIT_MILLIS)) : Optional.empty();
        this.obstacle = isWanted ? "" : "not asked for: -D" + PROPERTY + "=true";
    }

    boolean isWanted() {
        return calls.isPresent();
    }

    /** Why they are not known; empty if they are. */
    String obstacle() {
        return obstacle;
    }

    /** Whether macOS keeps a network's name back, as it does without the location permission. */
    boolean isNameless() {
        return isNameless;
    }

    /** Does a reading, and notes what it finds of all links together. */
    void during(Runnable reading) {
        isAnyNameless = false;
        reading.run();
        isNameless = isAnyNameless;
    }

    /** The strength on a Wi-Fi link, if it is known. */
    OptionalInt percent(Link link) {
        if (calls.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            Optional<WifiPort.Wifi> wifi = calls.get().call("CWInterface", () -> read(link.name()));
            obstacle = "";
            isAnyNameless |= wifi.filter(each -> each.isOn() && each.signalDbm() != 0 && !each.isNamed()).isPresent();
            return wifi.filter(each -> each.isOn() && each.signalDbm() < 0).map(each -> OptionalInt.of(SignalScale.percent(each.signalDbm())))
                .orElseGet(OptionalInt::empty);
        } catch (BackendException refused) {
            boolean isNew = !obstacle.equals(refused.getMessage());
            obstacle = refused.getMessage();
            Log.LOGGER.log(isNew ? Level.WARNING : Level.DEBUG, "the Wi-Fi signal is not known: {0}", obstacle);
            return OptionalInt.empty();
        }
    }

    private Optional<WifiPort.Wifi> read(String interfaceName) {
        if (port.isEmpty()) {
            port = Optional.of(os.wifi());
        }
        return port.get().read(interfaceName);
    }

    void close() {
        calls.ifPresent(each -> each.close("CWInterface", () -> { }, CLOSE_MILLIS));
    }
}
