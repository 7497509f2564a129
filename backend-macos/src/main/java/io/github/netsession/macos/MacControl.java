package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.StartResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Starts and stops services that are connected: VPN and PPP. What is only switched on and off (Wi-Fi, Ethernet) it refuses; that takes an
 * administrator. Whether macOS asks the user something on the way is macOS's own matter. For one thread at a time.
 */
final class MacControl {

    /** Why other services cannot be started, and what could. */
    static final String WATCH_ONLY = "this backend starts and stops VPN and PPP services only; others are switched on and off by an "
        + "administrator (networksetup -setnetworkserviceenabled NAME on)";
    static final String DENIED = "run as the user who is logged in, and let an administrator allow it for this service";

    private final MacOs os;
    private final Configd configd;
    private final Map<ConfigurationId, Integer> holders = new HashMap<>();
    private volatile Optional<String> denied = Optional.empty();

    MacControl(MacOs os, Configd configd) {
        this.os = os;
        this.configd = configd;
    }

    /** Why nothing can be started or stopped; empty if nothing was refused so far. */
    Optional<String> denied() {
        return denied;
    }

    StartResult start(ConfigurationId id) {
        StoreReading reading = configd.read();
        NetworkService service = present(reading, id);
        if (service.isConnection()) {
            return allowed(() -> startInTime(service));
        }
        if (isOn(service, reading)) {
            return StartResult.NOT_OURS; // It is up, and at most waiting for an address.
        }
        throw watchOnly("start", service);
    }

    /** What comes too late for the caller, who takes it for failed, is taken back. */
    private StartResult startInTime(NetworkService service) {
        AtomicBoolean isSettled = new AtomicBoolean();
        try {
            return configd.with(service, "SCNetworkConnectionStart", connection -> {
                StartResult result = connection.start();
                if (!isSettled.compareAndSet(false, true) && result.isOurs()) {
                    connection.giveBack();
                }
                return result;
            });
        } catch (BackendException refused) {
            isSettled.set(true);
            throw refused;
        }
    }

    /** One that is down already is no affair of ours. */
    void stop(ConfigurationId id) {
        StoreReading reading = configd.read();
        NetworkService service = present(reading, id);
        boolean isItsOwn = service.device().filter(name -> NetworkService.byDevice(reading.services()).getOrDefault(name, 0) == 1).isPresent();
        if (service.isConnection()) {
            allowed(() -> configd.with(service, "SCNetworkConnectionStop", ServiceConnection::stop));
        } else if (service.inUse().isPresent() || isItsOwn && isOn(service, reading)) {
            throw watchOnly("stop", service);
        }
    }

    boolean giveBack(ConfigurationId id) {
        NetworkService service = present(configd.read(), id);
        if (service.isConnection()) {
            return allowed(() -> configd.with(service, "SCNetworkConnectionStop", ServiceConnection::giveBack));
        }
        stop(id);
        return true;
    }

    /** macOS itself counts who holds such a service; how many do here is counted whether it could be told or not. */
    void hold(ConfigurationId id, boolean started) {
        holders.merge(id, 1, Integer::sum);
        configd.connection(id).ifPresent(service -> configd.count(service, "SCNetworkConnectionStart", connection -> connection.hold(started)));
    }

    void release(ConfigurationId id) {
        Optional<Integer> left = Optional.ofNullable(holders.computeIfPresent(id, (held, count) -> count > 1 ? count - 1 : null));
        if (left.isEmpty()) {
            configd.connection(id).ifPresent(service -> configd.count(service, "SCNetworkConnectionStop", ServiceConnection::release));
        }
    }

    private <T> T allowed(Supplier<T> call) {
        try {
            T answer = call.get();
            denied = Optional.empty();
            return answer;
        } catch (BackendException refused) {
            if (refused.kind() != Kind.DENIED) {
                throw refused;
            }
            denied = Optional.of(refused.getMessage());
            throw refused.withRemedy(DENIED);
        }
    }

    /** What it uses or is set up for can carry packets. */
    private boolean isOn(NetworkService service, StoreReading reading) {
        return os.interfaces().stream().filter(row -> service.inUse().or(service::device).equals(Optional.of(row.name())))
            .anyMatch(row -> MacReader.isOperational(row, reading.store()));
    }

    private static NetworkService present(StoreReading reading, ConfigurationId id) {
        return reading.services().stream().filter(service -> service.configurationId().equals(id)).findFirst()
            .orElseThrow(() -> new BackendException(Kind.GONE, "SCDynamicStoreCopyMultiple", "there is no such network service: " + id));
    }

    private static BackendException watchOnly(String what, NetworkService service) {
        return new BackendException(Kind.UNSUPPORTED, what, WATCH_ONLY.replace("NAME", '"' + service.name() + '"'));
    }
}
