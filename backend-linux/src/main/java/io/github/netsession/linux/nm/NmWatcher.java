package io.github.netsession.linux.nm;

import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusHandler;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusValues;
import io.github.netsession.spi.GuardedLogger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Turns NetworkManager's signals into hints, and notes what has to be asked again. It does not hear of the access points that come, go
 * and change their strength all the time, but for the one in use: the others are read with everything else. The end of a scan, whatever it
 * has found and whenever it was seen, is one hint.
 */
final class NmWatcher implements BusHandler {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession.linux");
    private static final String CHANGED = "PropertiesChanged";
    /** What changes with each scan, which is one hint by itself. */
    private static final Set<String> OF_SCANS = Set.of("AccessPoints", "LastSeen", "LastScan");
    /**
     * NetworkManager may tell of a scan's end before it tells what the scan has found, because wpa_supplicant gathers the changes of each
     * access point for 5 ms. Source: wpa_supplicant, dbus_new_helpers.c, WPA_DBUS_SEND_PROP_CHANGED_TIMEOUT.
     */
    private static final long SCAN_TAIL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Set<String> UNHEARD = Set.of(NmNames.IP4, NmNames.IP6, NmNames.STATION);
    /** Interfaces whose properties matter whoever has them. */
    private static final List<String> FOLLOWED = List.of(NmNames.NM, NmNames.DEVICE, NmNames.WIRELESS, NmNames.ACTIVE, NmNames.PROFILE);

    private final Activations activations;
    private final KeyRequests keys = new KeyRequests();
    private final LongSupplier clock;
    private final Set<String> changedProfiles = ConcurrentHashMap.newKeySet();
    private volatile boolean permissionsChanged = true;
    /** Counts the NetworkManagers that there have been: paths of one mean nothing to the next. */
    private volatile int owners;
    private volatile long hintAt = Long.MAX_VALUE;
    /** When the access points of a scan that has ended have been told of; for the loop only. */
    private long scanHintAt = Long.MAX_VALUE;
    private Consumer<BusCall> subscriber = call -> { };
    private Set<String> stationsInUse = Set.of();
    private volatile int connections;
    private int connectionAtFollowing;

    NmWatcher(Activations activations, LongSupplier clock) {
        this.activations = activations;
        this.clock = clock;
    }

    /** Says by which client to subscribe. */
    void subscribeBy(BusClient client) {
        subscriber = call -> client.tell(call, answer -> answer.error().ifPresent(refusal ->
            LOG.log(Level.WARNING, "the system bus refuses a subscription: {0}: {1}", refusal.name(), refusal.text())));
    }

    /** The profiles whose settings have to be read again; each is told once. */
    Set<String> takeChangedProfiles() {
        Set<String> taken = new HashSet<>(changedProfiles);
        changedProfiles.removeAll(taken);
        return taken;
    }

    /** Whether the permissions have to be asked for again; told once. */
    boolean takePermissionsChanged() {
        boolean taken = permissionsChanged;
        permissionsChanged = false;
        return taken;
    }

    void askForPermissionsAgain() {
        permissionsChanged = true;
    }

    int owners() {
        return owners;
    }

    /** Something changes by the mere passing of time: there shall be a hint then, a moment of the clock. */
    void hintAt(long moment) {
        hintAt = moment;
    }

    @Override
    public long nanosToWait() {
        return Math.min(nanosUntil(hintAt), nanosUntil(scanHintAt));
    }

    private long nanosUntil(long moment) {
        return moment == Long.MAX_VALUE ? moment : Math.max(0, moment - clock.getAsLong());
    }

    @Override
    public boolean timePassed() {
        if (nanosUntil(hintAt) == 0) {
            hintAt = Long.MAX_VALUE;
        }
        if (nanosUntil(scanHintAt) == 0) {
            scanHintAt = Long.MAX_VALUE;
        }
        return true;
    }

    @Override
    public void connected() {
        connections++; // Only the loop writes it.
        String fromNm = "type='signal',sender='" + NmNames.NM + "',";
        for (String iface : FOLLOWED) {
            match(fromNm + "interface='" + NmNames.PROPERTIES + "',member='" + CHANGED + "',arg0='" + iface + "'");
        }
        match(fromNm + "interface='" + NmNames.OBJECTS + "',path='" + NmNames.OBJECTS_PATH + "'");
        match(fromNm + "interface='" + NmNames.PROFILE + "'");
        match(fromNm + "interface='" + NmNames.ACTIVE + "',member='StateChanged'");
        match(fromNm + "interface='" + NmNames.VPN + "',member='VpnStateChanged'");
        match(fromNm + "interface='" + NmNames.DEVICE + "',member='StateChanged'");
        match(fromNm + "interface='" + NmNames.NM + "',member='CheckPermissions'");
        match("type='signal',sender='" + NmNames.BUS + "',interface='" + NmNames.BUS + "',member='NameOwnerChanged',arg0='" + NmNames.NM + "'");
        newOwner();
    }

    /** The access points in use, whose strength is to be followed. From the thread that reads. */
    void follow(Set<String> stations) {
        if (connectionAtFollowing != connections) {
            stationsInUse = Set.of(); // The subscriptions are gone with the connection.
            connectionAtFollowing = connections;
        }
        stations.stream().filter(path -> !stationsInUse.contains(path)).forEach(path -> match(ofStation(path)));
        stationsInUse.stream().filter(path -> !stations.contains(path)).forEach(path ->
            subscriber.accept(BusCall.of(NmNames.BUS, NmNames.BUS_PATH, NmNames.BUS, "RemoveMatch", "s", ofStation(path))));
        stationsInUse = Set.copyOf(stations);
    }

    private static String ofStation(String path) {
        return "type='signal',sender='" + NmNames.NM + "',interface='" + NmNames.PROPERTIES + "',member='" + CHANGED + "',path='" + path + "',arg0='"
            + NmNames.STATION + "'";
    }

    private void match(String rule) {
        subscriber.accept(BusCall.of(NmNames.BUS, NmNames.BUS_PATH, NmNames.BUS, "AddMatch", "s", rule));
    }

    @Override
    public void lost() {
        left();
    }

    private void newOwner() {
        owners++; // Only the loop writes it.
        permissionsChanged = true;
    }

    private void left() {
        newOwner();
        activations.forget();
        keys.forget();
    }

    @Override
    public boolean signal(BusMessage signal) {
        return switch (signal.member()) {
            case CHANGED -> isWantedChange(signal);
            case "InterfacesAdded" -> isWanted(BusValues.of(signal, 1).entries().keySet());
            case "InterfacesRemoved" -> isRemoval(signal);
            case "StateChanged" -> stateChanged(signal);
            case "VpnStateChanged" -> vpnStateChanged(signal);
            case "Updated", "Removed" -> profileChanged(signal.path());
            case "CheckPermissions" -> checkPermissions();
            case "NameOwnerChanged" -> ownerChanged(signal);
            default -> false;
        };
    }

    private boolean isWantedChange(BusMessage signal) {
        Set<String> keys = BusValues.of(signal, 1).entries().keySet();
        if (keys.contains("LastScan") && scanHintAt == Long.MAX_VALUE) {
            scanHintAt = clock.getAsLong() + SCAN_TAIL_NANOS;
        }
        boolean changes = keys.stream().anyMatch(key -> !OF_SCANS.contains(key));
        boolean invalidates = signal.body().size() > 2 && signal.body().get(2) instanceof List<?> names && names.stream().anyMatch(NmNames.WANTED::contains);
        return changes || invalidates;
    }

    /** IP configurations come and go with everything that does matter, and access points with each scan, whose end is told by the device. */
    private static boolean isWanted(Set<String> interfaces) {
        return interfaces.stream().anyMatch(each -> NmNames.WANTED.contains(each) && !UNHEARD.contains(each));
    }

    private boolean isRemoval(BusMessage signal) {
        List<String> interfaces = signal.body().size() > 1 ? new BusValues(Map.of("all", signal.body().get(1))).texts("all") : List.of();
        if (interfaces.contains(NmNames.PROFILE)) {
            BusValues.text(signal, 0).ifPresent(changedProfiles::add);
        }
        return isWanted(new HashSet<>(interfaces));
    }

    private boolean stateChanged(BusMessage signal) {
        Optional<Long> state = BusValues.number(signal, 0).stream().boxed().findFirst();
        if (signal.iface().equals(NmNames.ACTIVE) && state.equals(Optional.of(NmNames.DEACTIVATED))) {
            activations.end(signal.path(), NmReasons.ofActivation(BusValues.number(signal, 1).orElse(0)));
        } else if (signal.iface().equals(NmNames.DEVICE)) {
            deviceChanged(signal.path(), BusValues.number(signal, 1).orElse(0), state.orElse(0L), BusValues.number(signal, 2).orElse(0));
        }
        return true;
    }

    private void deviceChanged(String device, long before, long now, long reason) {
        keys.stateChanged(device, before, now, reason);
        if (now == NmNames.DEVICE_FAILED) {
            activations.deviceFailed(device, NmReasons.ofDevice(reason, keys.outcome(device)));
        }
    }

    private boolean vpnStateChanged(BusMessage signal) {
        long state = BusValues.number(signal, 0).orElse(0);
        if (state == NmNames.VPN_FAILED || state == NmNames.VPN_DISCONNECTED) {
            activations.end(signal.path(), NmReasons.ofVpn(BusValues.number(signal, 1).orElse(0)));
        }
        return true;
    }

    private boolean profileChanged(String path) {
        changedProfiles.add(path);
        return true;
    }

    private boolean checkPermissions() {
        permissionsChanged = true;
        return true;
    }

    private boolean ownerChanged(BusMessage signal) {
        LOG.log(Level.DEBUG, "NetworkManager on the system bus: {0}", signal.body());
        left();
        return true;
    }
}
