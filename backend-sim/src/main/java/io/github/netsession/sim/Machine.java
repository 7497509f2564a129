package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.StartResult;
import java.time.Duration;
import java.util.Optional;

/** The machine in a simulated world: what a backend reads of it, and starts and stops on it. */
final class Machine {

    private final Changes changes;
    private final Reception reception;
    private final Inventory inventory = new Inventory();
    private final SimFaults faults;
    private final SimSockets sockets;
    private final Holders holders = new Holders();
    private Optional<Observation.Route> route = Optional.empty();
    private Optional<Connectivity> connectivity = Optional.empty();
    private Optional<Metered> metered = Optional.empty();
    private Duration suspended = Duration.ZERO;
    private boolean startPermitted = true;
    private long readings;

    Machine(Changes changes, Reception reception) {
        this.changes = changes;
        this.reception = reception;
        this.faults = new SimFaults(changes);
        this.sockets = new SimSockets(changes, inventory);
    }

    SimAccessPoint add(String name, SimDevice device) {
        SimAccessPoint accessPoint = new SimAccessPoint(changes, new Station(changes, reception, name, device), holders, this::remove);
        changes.update("access point " + name, () -> inventory.add(accessPoint));
        return accessPoint;
    }

    private void remove(SimAccessPoint accessPoint) {
        changes.update(accessPoint.name() + " is removed", () -> {
            accessPoint.device().count();
            accessPoint.station().takeDown();
            if (inventory.remove(accessPoint)) {
                route = route.filter(byHand -> !byHand.interfaceName().equals(Optional.of(accessPoint.interfaceName())));
            }
        });
    }

    void connectivity(Connectivity judged) {
        changes.update("connectivity " + judged, () -> connectivity = Optional.of(judged));
    }

    void metered(Metered judged) {
        changes.update("metered " + judged, () -> metered = Optional.of(judged));
    }

    void defaultRoute(SimAccessPoint accessPoint) {
        changes.update("default route by " + accessPoint.name(),
            () -> route = Optional.of(new Observation.Route(Optional.of(accessPoint.interfaceName()))));
    }

    void removeDefaultRoute() {
        changes.update("no default route", () -> route = Optional.of(new Observation.Route(Optional.empty())));
    }

    /** Derives the default route, the reach and the cost from the access points that are up, again. */
    void restoreDefaults() {
        changes.update("default route, reach and cost by the model", () -> {
            route = Optional.empty();
            connectivity = Optional.empty();
            metered = Optional.empty();
        });
    }

    void permitStart(boolean permitted) {
        changes.update(permitted ? "starting is permitted" : "starting is not permitted", () -> startPermitted = permitted);
    }

    boolean isStartPermitted() {
        synchronized (changes) {
            return startPermitted;
        }
    }

    void suspend(Duration duration) {
        changes.update("was suspended for " + duration, () -> suspended = suspended.plus(duration));
    }

    Duration suspended() {
        synchronized (changes) {
            return suspended;
        }
    }

    Holders holders() {
        return holders;
    }

    /** Reads everything. */
    Observation observe() {
        synchronized (changes) {
            readings++;
            faults.checkReading();
            return new Observation(inventory.devices().stream()
                .map(device -> new Observation.Device(device.name(), device.bearer(), device.linkIndex())).toList(),
                inventory.accessPoints().stream().map(accessPoint -> accessPoint.station().state()).toList(), route, connectivity, metered,
                suspended, faults.losses());
        }
    }

    long readings() {
        synchronized (changes) {
            return readings;
        }
    }

    StartResult start(ConfigurationId id) {
        return controlled("sim.start", id).start();
    }

    void stop(ConfigurationId id) {
        controlled("sim.stop", id).stop();
    }

    private Starts controlled(String call, ConfigurationId id) {
        synchronized (changes) {
            faults.checkService(call);
            if (!startPermitted) {
                throw new BackendException(BackendException.Kind.DENIED, call, "the world does not permit it")
                    .withRemedy("call SimWorld.restoreStarts()");
            }
            return inventory.find(id).map(SimAccessPoint::starts)
                .orElseThrow(() -> new BackendException(BackendException.Kind.GONE, call, id + " is not in the world"));
        }
    }

    void rows(CounterSink sink) {
        synchronized (changes) {
            inventory.devices().forEach(device -> device.row(sink));
        }
    }

    void row(int linkIndex, CounterSink sink) {
        synchronized (changes) {
            inventory.row(linkIndex, sink);
        }
    }

    /** Requires the lock of {@link Changes}. */
    Inventory inventory() {
        return inventory;
    }

    SimFaults faults() {
        return faults;
    }

    SimSockets sockets() {
        return sockets;
    }

    Hints hints() {
        return changes.hints();
    }

    SimClock clock() {
        return changes.clock();
    }
}
