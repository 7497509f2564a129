package io.github.netsession.linux.nm;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkProfile;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusValues;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has NetworkManager start and stop profiles, and scan. Each is decided by what NetworkManager knows at that moment, not at the last
 * reading. For one thread.
 */
final class NmControl {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession.linux");
    private static final String ACTIVATE = "ActivateConnection";
    private static final String DEACTIVATE = "DeactivateConnection";
    private static final String SCAN = "RequestScan";

    private final BusClient client;
    private final NmReader reader;
    private final Activations activations;
    private final OwnProfiles own;
    private final BackendSink sink;
    /** What a person is being asked for permission to start; a stop means that the answer has come too late. */
    private final Map<ConfigurationId, Object> asking = new ConcurrentHashMap<>();

    NmControl(BusClient client, NmReader reader, Activations activations, OwnProfiles own, BackendSink sink) {
        this.client = client;
        this.reader = reader;
        this.activations = activations;
        this.own = own;
        this.sink = sink;
    }

    /**
     * Starts a profile. What NetworkManager is starting, has started, or would start by itself is not ours to stop;
     * the options may say that the last of these is.
     *
     * @return whether it is ours to stop, and what NetworkManager has started
     */
    StartResult start(ConfigurationId id, StartOptions options) {
        Activations.Attempt attempt = activations.attempt(id);
        NmState now = now(ACTIVATE, Kind.GONE);
        Optional<Map.Entry<String, NmTree.Active>> active = active(now, id);
        if (active.filter(each -> each.getValue().state() == NmNames.ACTIVATING || each.getValue().state() == NmNames.ACTIVATED).isPresent()) {
            activations.follow(active.get().getKey(), attempt);
            return StartResult.NOT_OURS;
        }
        Optional<String> path = now.pathOf(uuid(id));
        if (path.isEmpty() && now.own().containsKey(uuid(id))) {
            refuseIfHopeless(now, now.own().get(uuid(id)));
            return activate(activationOfOwn(now, now.own().get(uuid(id))), attempt, options, true);
        }
        BusCall activation = activation(path.orElseThrow(() -> gone(id, ACTIVATE)));
        refuseIfHopeless(now, now.profiles().get(path.get()));
        boolean isOurs = options.stopsAutoconnected() || !now.profiles().get(path.get()).isAutoconnected();
        return activate(activation, attempt, options, isOurs);
    }

    private static void refuseIfHopeless(NmState now, NmProfile profile) {
        now.tree().flatMap(tree -> NmObstacle.to(tree, profile)).ifPresent(obstacle -> {
            throw obstacle.refusing(ACTIVATE);
        });
    }

    /** The empty paths leave the choice of device and access point to NetworkManager. */
    private static BusCall activation(String profile) {
        return BusCall.of(NmNames.NM, NmNames.PATH, NmNames.NM, ACTIVATE, "ooo", profile, NmNames.NO_OBJECT, NmNames.NO_OBJECT);
    }

    private BusCall activationOfOwn(NmState now, NmProfile profile) {
        NmTree tree = now.tree().orElseThrow();
        String device = tree.deviceFor(profile).map(Map.Entry::getKey).orElseThrow(() ->
            new BackendException(Kind.NOT_READY, ACTIVATE, "there is no device for the profile " + profile.name() + " now"));
        return OwnProfiles.activation(profile.uuid(), own.of(profile.uuid()).orElseThrow(), device, tree.isSaeOnly(device, profile));
    }

    private StartResult activate(BusCall call, Activations.Attempt attempt, StartOptions options, boolean isOurs) {
        if (options.inBackground()) {
            Optional<BusMessage> answer = client.ask(call, NmReader.LIMIT, late -> takeBack(late, isOurs));
            return taken(answer.orElseThrow(() -> new BackendException(Kind.TIMEOUT, ACTIVATE, "NetworkManager does not answer")), attempt, isOurs);
        }
        // While a person is asked for permission there is no answer, and that is no failure.
        Object request = new Object();
        asking.put(attempt.id(), request);
        boolean isAsking = false;
        try {
            Optional<BusMessage> answer = client.ask(call.interactively(), NmReader.LIMIT, late -> takenLate(late, attempt, request, isOurs));
            isAsking = answer.isEmpty();
            return answer.isPresent() ? taken(answer.get(), attempt, isOurs) : new StartResult(isOurs, InterfaceIdentity.NONE);
        } finally {
            if (!isAsking) {
                asking.remove(attempt.id(), request);
            }
        }
    }

    private StartResult taken(BusMessage answer, Activations.Attempt attempt, boolean isOurs) {
        if (answer.error().isPresent()) {
            throw NmReasons.refused(ACTIVATE, answer);
        }
        activeConnection(answer).ifPresent(path -> activations.follow(path, attempt));
        return new StartResult(isOurs, identity(answer).orElse(InterfaceIdentity.NONE));
    }

    /** The active connection of an answer, as readings identify it. */
    private static Optional<InterfaceIdentity> identity(BusMessage answer) {
        return activeConnection(answer).map(path -> new InterfaceIdentity(NmTree.source(answer.sender()), path));
    }

    /** AddAndActivateConnection2 answers with the profile before it. */
    private static Optional<String> activeConnection(BusMessage answer) {
        return BusValues.text(answer, 1).or(() -> BusValues.text(answer, 0));
    }

    private void takenLate(BusMessage answer, Activations.Attempt attempt, Object request, boolean isOurs) {
        if (!asking.remove(attempt.id(), request)) {
            takeBack(answer, isOurs);
        } else if (answer.error().isPresent()) {
            sink.failed(attempt.id(), NmReasons.refused(ACTIVATE, answer));
        } else {
            activeConnection(answer).ifPresent(path -> activations.follow(path, attempt));
            if (isOurs) {
                identity(answer).ifPresent(identity -> sink.started(attempt.id(), identity));
            }
        }
    }

    /** Whoever wanted this start was told that it failed, so nobody would ever stop it; but what NetworkManager would start itself may stay. */
    private void takeBack(BusMessage answer, boolean isOurs) {
        if (isOurs && answer.error().isEmpty()) {
            activeConnection(answer).ifPresent(active -> client.tell(deactivation(active), done ->
                LOG.log(Level.DEBUG, "taken back, because NetworkManager had answered too late: {0}, {1}", active, done.error())));
        }
    }

    /** Takes a profile that the application brings, if there is somebody to start it. */
    ConfigurationId define(NetworkProfile profile) {
        now("AddAndActivateConnection2", Kind.UNSUPPORTED);
        return ConfigurationId.of(NmAccessPoints.SCHEME, own.add(profile));
    }

    /** Stops a profile for everyone. NetworkManager then does not start it by itself until somebody has started it again. */
    void stop(ConfigurationId id) {
        asking.remove(id);
        NmState now = now(DEACTIVATE, Kind.GONE);
        Optional<Map.Entry<String, NmTree.Active>> active = active(now, id);
        Optional<String> path = now.pathOf(uuid(id));
        if (path.isEmpty() && !now.own().containsKey(uuid(id))) {
            throw gone(id, DEACTIVATE);
        }
        active.ifPresent(each -> deactivate(now, each.getKey(), NmNames.NM));
    }

    /**
     * Stops what a session had started, for everyone: the activation itself, of that NetworkManager. A later activation of the same profile is
     * somebody else's; so is one that a restarted NetworkManager has taken over from the one before.
     *
     * @return false if that is gone
     */
    boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        if (!started.isDefinite()) {
            // All that is known is that permission was asked for; the answer now comes too late.
            return asking.remove(id) != null;
        }
        NmState now = now(DEACTIVATE, Kind.GONE);
        NmTree tree = now.tree().orElseThrow();
        NmTree.Active active = tree.actives().get(started.handle());
        if (!tree.source().equals(started.source()) || active == null || !active.uuid().equals(uuid(id)) || active.state() == NmNames.DEACTIVATED) {
            return false;
        }
        return deactivate(now, started.handle(), tree.owner().name());
    }

    /** Returns false if the active connection is gone, or the NetworkManager of this unique name. */
    private boolean deactivate(NmState now, String active, String destination) {
        activations.cancel(active);
        BusMessage answer = client.ask(BusCall.of(destination, NmNames.PATH, NmNames.NM, DEACTIVATE, "o", active), NmReader.LIMIT);
        boolean isGone = answer.error().filter(refusal -> refusal.name().endsWith(".ConnectionNotActive")).isPresent()
            || !destination.equals(NmNames.NM) && NmReasons.isNameGone(answer);
        if (answer.error().isPresent() && !isGone) {
            throw NmReasons.refused(DEACTIVATE, answer);
        }
        now.tree().map(tree -> tree.actives().get(active)).flatMap(each -> now.pathOf(each.uuid())).map(now.profiles()::get)
            .filter(NmProfile::isAutoconnected).ifPresent(profile -> LOG.log(Level.INFO,
                "{0} was stopped, and NetworkManager does not start it by itself until somebody has started it again", profile.name()));
        return !isGone;
    }

    private static BusCall deactivation(String active) {
        return BusCall.of(NmNames.NM, NmNames.PATH, NmNames.NM, DEACTIVATE, "o", active);
    }

    /** NetworkManager itself limits how often, and says so. */
    void scan() {
        NmTree tree = now(SCAN, Kind.UNSUPPORTED).tree().orElseThrow();
        List<Map.Entry<String, NmTree.Device>> devices = tree.devices().entrySet().stream()
            .filter(entry -> entry.getValue().type() == NmNames.DEVICE_WIFI && entry.getValue().isManaged()).sorted(Map.Entry.comparingByKey()).toList();
        if (devices.isEmpty()) {
            throw noWifiDevice();
        }
        NmObstacle.toWifi(tree.root()).ifPresent(obstacle -> {
            throw obstacle.refusing(SCAN);
        });
        List<BusMessage> answers = client.ask(devices.stream().map(entry ->
            BusCall.of(NmNames.NM, entry.getKey(), NmNames.WIRELESS, SCAN, "a{sv}", Map.of())).toList(), NmReader.LIMIT);
        boolean isOneLeft = false;
        for (int i = 0; i < answers.size(); i++) {
            boolean isGone = NmReasons.isGone(answers.get(i));
            isOneLeft |= !isGone;
            if (answers.get(i).error().isPresent() && !isGone) {
                throw notNow(NmReasons.refused(SCAN, answers.get(i)), devices.get(i).getValue());
            }
        }
        if (!isOneLeft) {
            throw noWifiDevice();
        }
    }

    private static BackendException noWifiDevice() {
        return new BackendException(Kind.UNSUPPORTED, SCAN, "there is no Wi-Fi device that NetworkManager manages");
    }

    /** NetworkManager has one error for all of these; the state of the device tells them apart. Source: nm-device-wifi.c, dbus_request_scan_cb. */
    private static BackendException notNow(BackendException refused, NmTree.Device device) {
        if (refused.kind() != Kind.TEMPORARY) {
            return refused;
        } else if (device.state() < NmNames.DEVICE_DISCONNECTED) {
            return new BackendException(Kind.NOT_READY, refused.call(), refused.reason()).withRemedy(device.iface() + " is not ready (NMDeviceState " + device.state() + "): nmcli device show " + device.iface()
                + " says why");
        } else if (device.state() >= NmNames.DEVICE_PREPARE && device.state() < NmNames.DEVICE_ACTIVATED) {
            return refused.withRemedy(device.iface() + " is connecting (NMDeviceState " + device.state() + "): try again when it is connected");
        }
        String last = device.lastScanMillis() < 0 ? "it has never finished one" : "its last one ended " + device.lastScanMillis() / 1000
            + " s after the machine was started";
        return refused.withRemedy("NetworkManager limits how often " + device.iface() + " scans, to once in about ten seconds: try again later; " + last);
    }

    /** NetworkManager as it is now, if it can be told something now; {@code withoutIt} is what it is if there is none. */
    private NmState now(String call, Kind withoutIt) {
        NmState now = reader.read();
        now.obstacle().ifPresent(reason -> {
            throw new BackendException(now.tree().isPresent() ? Kind.TEMPORARY : withoutIt, call, reason);
        });
        return now;
    }

    private static BackendException gone(ConfigurationId id, String call) {
        return new BackendException(Kind.GONE, call, "there is no profile " + id);
    }

    private static Optional<Map.Entry<String, NmTree.Active>> active(NmState now, ConfigurationId id) {
        return now.tree().flatMap(tree -> tree.activeOf(uuid(id)));
    }

    private static String uuid(ConfigurationId id) {
        return id.value().substring(NmAccessPoints.SCHEME.length() + 1);
    }
}
