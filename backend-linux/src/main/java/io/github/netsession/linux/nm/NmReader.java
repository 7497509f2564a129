package io.github.netsession.linux.nm;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusValues;
import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Reads all of NetworkManager's objects in one round trip, or only those that its signals have named, and the settings of profiles that are new or
 * were changed. For one thread.
 *
 * <p>What NetworkManager had said is believed on for a while when it restarts, and for as long as it is there and does not answer: it leaves
 * the networks up meanwhile, and what became of the links the kernel tells all the time.
 */
final class NmReader {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession.linux");

    /** NetworkManager answers in a few milliseconds; this is so that nothing hangs. */
    static final Duration LIMIT = Duration.ofSeconds(2);
    /** A restart takes it some 0.3 s, and a service manager 0.1 s more; after that it has left. */
    private static final Duration RESTART = Duration.ofSeconds(5);
    /** It then finds out what is up. */
    private static final Duration STARTUP = Duration.ofSeconds(10);
    /** A bus allows each connection some hundred unanswered calls. Source: dbus-daemon(1), max_replies_per_connection. */
    private static final int CALLS_AT_ONCE = 64;

    private static final BusCall OBJECTS = BusCall.of(NmNames.NM, NmNames.OBJECTS_PATH, NmNames.OBJECTS, "GetManagedObjects", "");
    private static final BusCall PERMISSIONS = BusCall.of(NmNames.NM, NmNames.PATH, NmNames.NM, "GetPermissions", "");

    private final BusClient client;
    private final NmWatcher watcher;
    private final NamedObjects named;
    private final NmChanges changes;
    private final Activations activations;
    private final OwnProfiles own;
    private final LongSupplier clock;
    /** Those that this user may not see are remembered as empty. */
    private final Map<String, Optional<NmProfile>> profiles = new HashMap<>();
    private NmState last = NmState.absent("not looked for yet");
    /** Whether what was read last is still so, but for what the signals have named since. */
    private boolean isComplete;
    private boolean hasAsked;
    /** Whether the bus has said that nobody is NetworkManager. If somebody becomes it, the bus says so. */
    private boolean isNobody;
    private int ownersAtLast;
    private long deadline;
    private int departuresBefore;
    private OptionalLong goneAt = OptionalLong.empty();
    private OptionalLong startingAt = OptionalLong.empty();

    NmReader(BusClient client, NmWatcher watcher, NamedObjects named, Activations activations, OwnProfiles own, LongSupplier clock) {
        this.client = client;
        this.watcher = watcher;
        this.named = named;
        this.changes = new NmChanges(client, named);
        this.activations = activations;
        this.own = own;
        this.clock = clock;
    }

    /** What is known now: reads everything. */
    NmState read() {
        return read(Optional.empty());
    }

    /** The same: reads only what the signals have named since the last reading. In doubt it reads everything. */
    NmState readChanged() {
        if (isNobody && last.tree().isEmpty() && named.isEmpty()) {
            hasAsked = false;
            client.doubt();
            return last;
        }
        return read(isComplete ? last.tree() : Optional.empty());
    }

    private NmState read(Optional<NmTree> before) {
        isComplete = false; // If this reading fails, the next one reads everything.
        isNobody = false;
        last = readOrBelieve(before);
        return last;
    }

    /** Whether the last reading had to ask for objects. */
    boolean hasAsked() {
        return hasAsked;
    }

    private NmState readOrBelieve(Optional<NmTree> before) {
        deadline = clock.getAsLong() + LIMIT.toNanos();
        departuresBefore = activations.departures();
        hasAsked = before.isEmpty() || !named.isEmpty();
        try {
            Optional<NmTree> tree = before.flatMap(known -> changes.over(known, this::left));
            return tree.isPresent() ? present(tree.get()) : readAll();
        } catch (BackendException refused) {
            return refused.kind() == BackendException.Kind.TIMEOUT ? unanswering() : gone(refused.reason());
        }
    }

    private NmState readAll() {
        Optional<String> obstacle = client.obstacle(); // Without a bus, as on most servers, each reading would throw an exception.
        if (obstacle.isPresent()) {
            return gone(obstacle.get());
        }
        named.take();
        client.throwIfOverdue(NmChanges.CALL);
        BusMessage answer = client.ask(OBJECTS, left());
        isNobody = NmReasons.isNameGone(answer);
        if (answer.error().isPresent()) {
            BackendException refused = NmReasons.refused("GetManagedObjects", answer);
            if (NmReasons.isNobody(answer)) {
                client.doubt();
            }
            return NmReasons.isNobody(answer) ? gone("NetworkManager is not running")
                : refused.kind() == BackendException.Kind.TEMPORARY ? gone(refused.getMessage()) : unreadable(refused);
        }
        return NmTreeBuilder.parse(answer).map(this::present).orElseGet(() -> unreadable(new BackendException(BackendException.Kind.FAILED, "GetManagedObjects",
            "what calls itself NetworkManager has no object " + NmNames.PATH)));
    }

    /** All that a reading asks for has one limit together. */
    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - clock.getAsLong()));
    }

    /** A policy of the bus keeps us from asking, or it is not NetworkManager. */
    private NmState unreadable(BackendException cause) {
        LOG.log(Level.DEBUG, "NetworkManager cannot be read", cause);
        return NmState.absent("NetworkManager cannot be asked: " + cause.getMessage());
    }

    private NmState unanswering() {
        String reason = "NetworkManager does not answer";
        goneAt = OptionalLong.empty();
        return last.tree().isPresent() ? last.behind(reason) : NmState.silent(reason);
    }

    private NmState gone(String reason) {
        startingAt = OptionalLong.empty(); // The next one has its own time for that.
        if (last.tree().isEmpty()) {
            return NmState.absent(reason);
        }
        if (goneAt.isEmpty()) {
            goneAt = OptionalLong.of(clock.getAsLong());
        }
        return isOver(goneAt, RESTART) ? NmState.absent(reason) : last.behind(reason);
    }

    private NmState present(NmTree told) {
        goneAt = OptionalLong.empty();
        if (told.root().isStartingUp() && last.tree().isPresent()) {
            if (startingAt.isEmpty()) {
                startingAt = OptionalLong.of(clock.getAsLong());
            }
            if (!isOver(startingAt, STARTUP)) {
                return last.behind("NetworkManager is starting up");
            }
        }
        startingAt = OptionalLong.empty();
        Optional<NmTree> followed = watcher.follow(told.inUse()) ? changes.over(told, this::left) : Optional.of(told);
        NmTree tree = followed.orElse(told);
        forgetChangedProfiles(tree);
        askForProfiles(tree);
        Map<String, NmProfile> visible = new HashMap<>();
        profiles.forEach((path, profile) -> profile.ifPresent(each -> visible.put(path, each)));
        activations.look(tree.actives(), visible.values().stream().map(NmProfile::uuid).collect(Collectors.toSet()),
            departuresBefore);
        NmState now = new NmState(Optional.of(tree), visible, permissions(), own.known(), false, Optional.empty());
        isComplete = followed.isPresent();
        return now;
    }

    /** Whether a time is over; if not, there will be a hint when it is. */
    private boolean isOver(OptionalLong since, Duration limit) {
        long end = since.getAsLong() + limit.toNanos();
        if (end - clock.getAsLong() <= 0) {
            return true;
        }
        watcher.hintAt(end);
        client.wake();
        return false;
    }

    private void forgetChangedProfiles(NmTree tree) {
        if (ownersAtLast != watcher.owners()) {
            ownersAtLast = watcher.owners();
            profiles.clear();
        }
        profiles.keySet().removeAll(watcher.takeChangedProfiles());
        profiles.keySet().retainAll(tree.profileFlags().keySet());
    }

    private void askForProfiles(NmTree tree) {
        List<String> missing = new ArrayList<>(tree.profileFlags().keySet());
        missing.removeAll(profiles.keySet());
        for (int at = 0; at < missing.size(); at += CALLS_AT_ONCE) {
            List<String> paths = missing.subList(at, Math.min(missing.size(), at + CALLS_AT_ONCE));
            List<BusMessage> answers = client.ask(paths.stream().map(NmReader::settingsOf).toList(), left());
            for (int i = 0; i < paths.size(); i++) {
                remember(paths.get(i), answers.get(i));
            }
        }
    }

    private static BusCall settingsOf(String path) {
        return BusCall.of(NmNames.NM, path, NmNames.PROFILE, "GetSettings", "");
    }

    /** One that was deleted since is asked for no more, because the next reading does not have it. */
    private void remember(String path, BusMessage answer) {
        answer.error().ifPresent(refusal -> LOG.log(Level.DEBUG, "the settings of {0} are not given: {1}: {2}", path, refusal.name(), refusal.text()));
        boolean isForNow = answer.error().isPresent() && NmReasons.refused("GetSettings", answer).kind() == BackendException.Kind.TEMPORARY;
        if (!isForNow) {
            profiles.put(path, answer.error().isPresent() ? Optional.empty() : NmProfile.parse(answer));
        }
    }

    private Map<String, String> permissions() {
        if (!watcher.takePermissionsChanged()) {
            return last.permissions();
        }
        try {
            BusMessage answer = client.ask(PERMISSIONS, left());
            if (answer.error().isPresent()) {
                throw NmReasons.refused("GetPermissions", answer);
            }
            Map<String, String> permissions = new HashMap<>();
            BusValues values = BusValues.of(answer, 0);
            values.entries().keySet().forEach(key -> values.text(key).ifPresent(value -> permissions.put(key, value)));
            return permissions;
        } catch (BackendException unknown) {
            LOG.log(Level.DEBUG, "the permissions cannot be had", unknown);
            if (unknown.kind() != BackendException.Kind.TEMPORARY && unknown.kind() != BackendException.Kind.TIMEOUT) {
                return Map.of();
            }
            watcher.askForPermissionsAgain();
            return last.permissions();
        } catch (Throwable defect) {
            watcher.askForPermissionsAgain();
            throw defect;
        }
    }
}
