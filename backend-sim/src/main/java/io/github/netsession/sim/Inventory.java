package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.CounterSink;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The devices and access points of a world, in the order in which they were added. Requires the lock of {@link Changes}. */
final class Inventory implements SimDevice.Numbering {

    private final Map<String, SimDevice> devices = new LinkedHashMap<>();
    private final Map<String, SimAccessPoint> accessPoints = new LinkedHashMap<>();
    private final Map<Integer, SimDevice> byIndex = new HashMap<>();
    private final AtomicInteger nextLinkIndex = new AtomicInteger(2);

    void add(SimDevice device) {
        if (devices.putIfAbsent(device.name(), device) != null) {
            throw new IllegalArgumentException("the world has a device '" + device.name() + "' already");
        }
        byIndex.put(device.linkIndex(), device);
    }

    void add(SimAccessPoint accessPoint) {
        SimDevice device = accessPoint.device();
        if (accessPoints.containsKey(accessPoint.name())) {
            throw new IllegalArgumentException("the world has an access point '" + accessPoint.name() + "' already");
        }
        if (devices.get(device.name()) != device) {
            add(device);
        }
        accessPoints.put(accessPoint.name(), accessPoint);
        device.add(accessPoint.station());
    }

    /** Removes an access point; true if its device goes with it. */
    boolean remove(SimAccessPoint accessPoint) {
        SimDevice device = accessPoint.device();
        accessPoints.remove(accessPoint.name(), accessPoint);
        boolean gone = device.remove(accessPoint.station());
        if (gone) {
            devices.remove(device.name());
            byIndex.remove(device.linkIndex());
        }
        return gone;
    }

    @Override
    public void reindex(SimDevice device, int before) {
        byIndex.remove(before);
        byIndex.put(device.linkIndex(), device);
    }

    Optional<SimAccessPoint> find(String name) {
        return Optional.ofNullable(accessPoints.get(name));
    }

    Optional<SimAccessPoint> find(ConfigurationId id) {
        return SimId.nameIn(id).flatMap(this::find);
    }

    Optional<SimDevice> device(String name) {
        return Optional.ofNullable(devices.get(name));
    }

    Collection<SimAccessPoint> accessPoints() {
        return Collections.unmodifiableCollection(accessPoints.values());
    }

    Collection<SimDevice> devices() {
        return Collections.unmodifiableCollection(devices.values());
    }

    void row(int linkIndex, CounterSink sink) {
        Optional.ofNullable(byIndex.get(linkIndex)).ifPresent(device -> device.row(sink));
    }

    @Override
    public int newLinkIndex() {
        return nextLinkIndex.getAndIncrement();
    }
}
