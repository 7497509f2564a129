package io.github.netsession.linux.nm;

import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads those of NetworkManager's objects again that its signals have named. For one thread.
 *
 * <p>A bus keeps the order of what one program sends to another. So when the answers are here, all signals are that NetworkManager had sent before
 * it answered. If none of them names another object, the tree is the one that NetworkManager had when it answered last; else the objects that are
 * named now are read in another round.
 */
final class NmChanges {

    /** Its name in D-Bus's own interface for properties. */
    static final String CALL = "GetAll";
    /** NetworkManager sends most signals of a change at once. More rounds than that cost more than one call for everything. */
    private static final int ROUNDS = 3;

    private final BusClient client;
    private final NamedObjects named;

    NmChanges(BusClient client, NamedObjects named) {
        this.client = client;
        this.named = named;
    }

    /**
     * Returns the tree as it is now.
     *
     * @param before the tree as it was before the objects were named
     * @param left how long the answers may still take
     * @return the tree; empty if everything has to be read
     * @throws io.github.netsession.spi.BackendException if there is no answer; what was named is taken nevertheless
     */
    Optional<NmTree> over(NmTree before, Supplier<Duration> left) {
        Optional<NmTree> tree = Optional.of(before);
        for (int round = 0; round < ROUNDS && tree.isPresent(); round++) {
            NamedObjects.Names names = named.take();
            if (names.isEmpty()) {
                return tree;
            }
            tree = names.isEverything() ? Optional.empty() : changed(tree.get(), names, left.get());
        }
        return tree.filter(any -> named.isEmpty());
    }

    private Optional<NmTree> changed(NmTree tree, NamedObjects.Names names, Duration left) {
        List<BusCall> calls = new ArrayList<>();
        names.objects().forEach((path, interfaces) -> {
            Set<String> all = new HashSet<>(interfaces);
            all.addAll(tree.interfacesOf(path));
            all.forEach(iface -> calls.add(BusCall.of(NmNames.NM, path, NmNames.PROPERTIES, CALL, "s", iface)));
        });
        List<BusMessage> answers = client.ask(calls, left);
        Map<String, Map<String, Object>> objects = new HashMap<>();
        names.objects().keySet().forEach(path -> objects.put(path, new HashMap<>()));
        for (int i = 0; i < calls.size(); i++) {
            BusCall call = calls.get(i);
            BusMessage answer = answers.get(i);
            if (answer.error().isEmpty() && answer.sender().equals(tree.owner())) {
                objects.get(call.path()).put((String) call.arguments().get(0), BusValues.of(answer, 0).entries());
            } else if (!NmReasons.isGone(answer) || !names.removed().contains(call.path()) && !named.isRemoved(call.path())) {
                return Optional.empty(); // It refuses, or is another NetworkManager, or no signal has said that the object is gone.
            }
        }
        return NmTreeBuilder.replace(tree, objects);
    }
}
