package io.github.netsession.linux.nm;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusHandler;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusValues;
import java.lang.System.Logger.Level;
import java.util.Collection;
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
 * Turns NetworkManager's signals into hints, and notes which objects they name: a reading reads those again. It does not hear of the access points
 * that come, go and change their strength all the time, but for the one in use: after a scan everything is read again. The end of a scan, whatever
 * it has found and whenever it was seen, is one hint.
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
    /** Changes with each scan, of the device. With it the access points have changed, of which no signal is heard. */
    private static final Set<String> OF_SIGHT = Set.of("AccessPoints", "LastScan");
    /** Interfaces whose properties are read. */
    private static final Set<String> READ = Set.of(NmNames.NM, NmNames.DEVICE, NmNames.WIRELESS, NmNames.ACTIVE, NmNames.VPN, NmNames.PROFILE, NmNames.STATION,
        NmNames.IP4, NmNames.IP6);
    /** The same, whose objects matter when they come or go; IP configurations come and go with everything that does matter. */
    private static final Set<String> HEARD = Set.of(NmNames.NM, NmNames.DEVICE, NmNames.WIRELESS, NmNames.ACTIVE, NmNames.VPN, NmNames.PROFILE);
    /** Interfaces whose properties matter whoever has them. */
    private static final List<String> FOLLOWED = List.of(NmNames.NM, NmNames.DEVICE, NmNames.WIRELESS, NmNames.ACTIVE, NmNames.PROFILE);

    private final Activations activations;
    private final NamedObjects named;
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
    private Map<String, String> followed = Map.of();
    private volatile int connections;
    private int connectionAtFollowing;

    NmWatcher(Activations activations, NamedObjects named, LongSupplier clock) {
        this.activations = activations;
        this.named = named;
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
            named.addEverything();
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

    /**
     * Follows these objects, of which nothing is heard else: by their paths, the interface of each. From the thread that reads. One that was not
     * followed before may have changed unheard, so it is named.
     *
     * @return whether one was named
     */
    boolean follow(Map<String, String> objects) {
        if (connectionAtFollowing != connections) {
            followed = Map.of(); // The subscriptions are gone with the connection.
            connectionAtFollowing = connections;
        }
        Set<Map.Entry<String, String>> more = new HashSet<>(objects.entrySet());
        more.removeAll(followed.entrySet());
        Set<Map.Entry<String, String>> less = new HashSet<>(followed.entrySet());
        less.removeAll(objects.entrySet());
        more.forEach(each -> match(changesOf(each)));
        less.forEach(each -> subscriber.accept(BusCall.of(NmNames.BUS, NmNames.BUS_PATH, NmNames.BUS, "RemoveMatch", "s", changesOf(each))));
        followed = Map.copyOf(objects);
        more.forEach(each -> named.add(each.getKey(), Set.of(each.getValue())));
        return !more.isEmpty();
    }

    private static String changesOf(Map.Entry<String, String> object) {
        return "type='signal',sender='" + NmNames.NM + "',interface='" + NmNames.PROPERTIES + "',member='" + CHANGED + "',path='" + object.getKey() + "',arg0='"
            + object.getValue() + "'";
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
        named.addEverything();
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
            case "InterfacesAdded" -> isAddition(signal);
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
        Optional<String> iface = BusValues.text(signal, 0);
        if (iface.isEmpty() || signal.body().size() < 2 || !(signal.body().get(1) instanceof Map<?, ?>)) {
            return signal.iface().equals(NmNames.PROPERTIES) && isUnclear();
        }
        Set<String> keys = BusValues.of(signal, 1).entries().keySet();
        if (keys.contains("LastScan") && scanHintAt == Long.MAX_VALUE) {
            scanHintAt = clock.getAsLong() + SCAN_TAIL_NANOS;
        }
        boolean changes = keys.stream().anyMatch(key -> !OF_SCANS.contains(key));
        boolean invalidates = signal.body().size() > 2 && signal.body().get(2) instanceof List<?> names && names.stream().anyMatch(NmNames.WANTED::contains);
        if (keys.stream().anyMatch(OF_SIGHT::contains)) {
            named.addEverything();
        } else if (READ.contains(iface.get()) && (invalidates || !keys.isEmpty())) {
            named.add(signal.path(), Set.of(iface.get()));
        }
        return changes || invalidates;
    }

    /** A signal that cannot be read: anything may have changed. */
    private boolean isUnclear() {
        named.addEverything();
        return true;
    }

    private boolean isAddition(BusMessage signal) {
        Optional<String> path = BusValues.text(signal, 0);
        return path.isEmpty() ? isUnclear() : isWanted(BusValues.of(signal, 1).entries().keySet(), interfaces -> named.add(path.get(), interfaces));
    }

    private boolean isRemoval(BusMessage signal) {
        Optional<String> path = BusValues.text(signal, 0);
        if (path.isEmpty()) {
            return isUnclear();
        }
        List<String> interfaces = signal.body().size() > 1 ? new BusValues(Map.of("all", signal.body().get(1))).texts("all") : List.of();
        if (interfaces.contains(NmNames.PROFILE)) {
            changedProfiles.add(path.get());
        }
        return isWanted(interfaces, heard -> named.addRemoved(path.get(), heard));
    }

    /** Whether an object that comes or goes matters by one of its interfaces; access points matter at the end of the scan. */
    private boolean isWanted(Collection<String> interfaces, Consumer<Set<String>> name) {
        if (interfaces.contains(NmNames.STATION)) {
            named.addEverything();
        }
        Set<String> heard = new HashSet<>(interfaces);
        heard.retainAll(HEARD);
        if (!heard.isEmpty()) {
            name.accept(heard);
        }
        return !heard.isEmpty();
    }

    private boolean stateChanged(BusMessage signal) {
        Optional<Long> state = BusValues.number(signal, 0).stream().boxed().findFirst();
        if (signal.iface().equals(NmNames.ACTIVE) && state.equals(Optional.of(NmNames.DEACTIVATED))) {
            activations.end(signal.path(), NmReasons.ofActivation(BusValues.number(signal, 1).orElse(0)));
        } else if (signal.iface().equals(NmNames.DEVICE)) {
            deviceChanged(signal.path(), BusValues.number(signal, 1).orElse(0), state.orElse(0L), BusValues.number(signal, 2).orElse(0));
        }
        return isNamed(signal);
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
        return isNamed(signal);
    }

    /** A signal of the interface itself names its object. */
    private boolean isNamed(BusMessage signal) {
        if (READ.contains(signal.iface())) {
            named.add(signal.path(), Set.of(signal.iface()));
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
