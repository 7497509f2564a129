package io.github.netsession.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.UsagePolicy;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A state that is made from the one before equals one that is made from nothing, and shares with it what has not changed. */
@Tag("unit")
class StateSuccessionTest {

    private static final int LINKS = 8;
    /** Some are equal, and the order changes with the state. */
    private static final RoamingPolicy BY_STATE = RoamingPolicy.builder()
        .order(Comparator.comparing(NetworkConfiguration::state).reversed()).build();

    private final List<Link> links = new ArrayList<>();
    private final List<AccessPoint> accessPoints = new ArrayList<>();

    private static Link link(int number, int index, int mtu) {
        return Links.up("l" + number, index, Bearer.ETHERNET).mtuBytes(mtu)
            .addresses(number % 3 == 0 ? List.of() : List.of(new LinkAddress(InetAddress.getLoopbackAddress(), 8, true))).build();
    }

    private static AccessPoint accessPoint(int number, ConfigurationState state, int onLink) {
        AccessPoint.Builder builder = AccessPoint.builder(ConfigurationId.of(number == 5 ? "group" : "link", "l" + number)).state(state)
            .metered(number == 2 ? Metered.YES : Metered.NO);
        return onLink < 0 ? builder.build() : builder.interfaceName("l" + onLink).build();
    }

    private Snapshot.Builder snapshot() {
        return Snapshot.builder().links(links).accessPoints(accessPoints);
    }

    private static StateIndex next(StateIndex before, Snapshot snapshot, List<ServiceNetwork> defined, boolean hasUserChoice) {
        return StateMapper.next(before, before.sources().next(snapshot, defined, hasUserChoice));
    }

    private static StateIndex next(StateIndex before, Snapshot.Builder snapshot) {
        return next(before, snapshot.build(), List.of(), false);
    }

    private static StateIndex fromNothing(StateIndex like) {
        StateSources sources = like.sources();
        return next(StateIndex.NONE, sources.snapshot(), sources.serviceNetworks(), sources.withUserChoice());
    }

    /** The public part and all look-ups. */
    private static void assertWhole(StateIndex present, Set<ConfigurationId> ids) {
        StateIndex expected = fromNothing(present);
        assertTrue(StateMapper.isSame(expected.state(), present.state()), () -> expected.state() + "\n" + present.state());
        assertEquals(expected.configurations(), present.configurations());
        assertEquals(List.copyOf(expected.configurations().keySet()).size(), present.configurations().size());
        assertEquals(expected.links(), present.links());
        assertEquals(expected.sources().accessPoints(), present.sources().accessPoints());
        for (int link = 0; link < LINKS; link++) {
            assertEquals(expected.accessPointsOn("l" + link), present.accessPointsOn("l" + link));
            assertEquals(Optional.ofNullable(expected.links().get("l" + link)), Optional.ofNullable(present.links().get("l" + link)));
        }
        for (ConfigurationId id : ids) {
            assertEquals(expected.configurations().containsKey(id), present.configurations().containsKey(id));
            assertEquals(expected.resolve(id), present.resolve(id));
            assertEquals(expected.sources().accessPoints().get(id), present.sources().accessPoints().get(id));
        }
    }

    private void change(Random random) {
        int at = random.nextInt(LINKS);
        switch (random.nextInt(9)) {
            case 0 -> links.removeIf(link -> link.name().equals("l" + at));
            case 1 -> {
                links.removeIf(link -> link.name().equals("l" + at));
                int index = 1 + random.nextInt(20);
                if (links.stream().noneMatch(link -> link.index() == index)) {
                    links.add(random.nextInt(links.size() + 1), link(at, index, 1500));
                }
            }
            case 2, 3 -> links.replaceAll(link -> link.name().equals("l" + at)
                ? link.toBuilder().mtuBytes(1000 + random.nextInt(3)).routed(random.nextBoolean()).build() : link);
            case 4 -> accessPoints.removeIf(accessPoint -> accessPoint.id().value().endsWith("l" + at));
            case 5 -> {
                accessPoints.removeIf(accessPoint -> accessPoint.id().value().endsWith("l" + at));
                accessPoints.add(random.nextInt(accessPoints.size() + 1), accessPoint(at, ConfigurationState.DISCOVERED, at));
            }
            case 6, 7 -> accessPoints.replaceAll(accessPoint -> accessPoint.id().value().endsWith("l" + at)
                ? accessPoint(at, ConfigurationState.values()[random.nextInt(4)], random.nextInt(5) == 0 ? random.nextInt(LINKS) - 1 : at) : accessPoint);
            default -> Collections.shuffle(accessPoints, random);
        }
        if (random.nextInt(4) == 0) {
            // As a whole reading does: other objects of the same values.
            links.replaceAll(link -> link.toBuilder().build());
            accessPoints.replaceAll(accessPoint -> accessPoint.toBuilder().build());
        }
    }

    private Snapshot random(Random random) {
        Snapshot.Builder snapshot = snapshot().exact(random.nextInt(10) > 0).connectivity(Connectivity.values()[random.nextInt(2)])
            .usagePolicies(random.nextInt(5) == 0 ? Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC) : Set.of());
        if (random.nextBoolean()) {
            snapshot.defaultInterface("l" + random.nextInt(LINKS));
        }
        return snapshot.build();
    }

    private static List<ServiceNetwork> definitions(Random random) {
        List<ServiceNetwork> all = new ArrayList<>();
        if (random.nextBoolean()) {
            all.add(new ServiceNetwork("matching", List.of(), Optional.of(each -> each.state().isAtLeast(ConfigurationState.DISCOVERED)),
                random.nextBoolean() ? RoamingPolicy.defaults() : BY_STATE));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            // The second one has the id of an access point.
            all.add(new ServiceNetwork(i == 2 ? "l5" : "all", List.of(ConfigurationId.of("link", "l" + random.nextInt(LINKS)),
                ConfigurationId.of("link", "l9"), ConfigurationId.of("link", "l0")), random.nextBoolean() ? RoamingPolicy.defaults() : BY_STATE));
        }
        return all;
    }

    @Test
    void aRandomSuccessionEqualsAtEachStepWhatIsMadeFromNothing() {
        int shared = 0;
        int switched = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            links.clear();
            accessPoints.clear();
            Set<ConfigurationId> ids = new HashSet<>(List.of(ConfigurationId.USER_CHOICE));
            List<ServiceNetwork> defined = List.of();
            boolean hasUserChoice = random.nextBoolean();
            StateIndex present = StateIndex.NONE;
            for (int step = 0; step < 100; step++) {
                change(random);
                defined = random.nextInt(10) == 0 ? definitions(random) : defined;
                StateIndex before = present;
                present = next(before, random(random), defined, hasUserChoice);
                present.state().configurations().forEach(configuration -> ids.add(configuration.id()));
                assertWhole(present, ids);
                assertReplayed(before, present);
                shared += sharesWhatIsEqual(before, present);
                switched += before.state().online() == present.state().online() ? 0 : 1;
            }
        }
        assertTrue(switched > 300, "online changed " + switched + " times");
        assertTrue(shared > 100_000, shared + " objects were shared");
    }

    /** The events lead from the one state to the other, and none of them says nothing. */
    private static void assertReplayed(StateIndex before, StateIndex after) {
        Map<ConfigurationId, NetworkConfiguration> configurations = new HashMap<>(before.configurations());
        Map<Integer, Link> interfaces = new HashMap<>();
        before.state().interfaces().forEach(link -> interfaces.put(link.index(), link));
        for (NetworksEvent event : StateDiff.between(before.state(), after.state())) {
            if (event instanceof NetworksEvent.ConfigurationRemoved removed) {
                assertEquals(removed.configuration(), configurations.remove(removed.configuration().id()));
            } else if (event instanceof NetworksEvent.ConfigurationAdded added) {
                assertNull(configurations.put(added.configuration().id(), added.configuration()));
            } else if (event instanceof NetworksEvent.ConfigurationChanged changed) {
                assertNotEquals(changed.before(), changed.configuration());
                assertEquals(changed.before(), configurations.put(changed.configuration().id(), changed.configuration()));
            } else if (event instanceof NetworksEvent.InterfaceRemoved removed) {
                assertEquals(removed.link(), interfaces.remove(removed.link().index()));
            } else if (event instanceof NetworksEvent.InterfaceAdded added) {
                assertNull(interfaces.put(added.link().index(), added.link()));
            } else if (event instanceof NetworksEvent.InterfaceChanged changed) {
                assertNotEquals(changed.before(), changed.link());
                assertFalse(StateDiff.isAnother(changed.before(), changed.link()));
                assertEquals(changed.before(), interfaces.put(changed.link().index(), changed.link()));
            }
        }
        assertEquals(after.configurations(), configurations);
        assertEquals(Set.copyOf(after.state().interfaces()), Set.copyOf(interfaces.values()));
    }

    /** Returns how many objects are shared. */
    private static int sharesWhatIsEqual(StateIndex before, StateIndex present) {
        int shared = 0;
        for (NetworkConfiguration configuration : present.state().configurations()) {
            NetworkConfiguration was = before.configurations().get(configuration.id());
            if (configuration.equals(was)) {
                assertSame(was, configuration);
                shared++;
            }
        }
        for (Link link : present.state().interfaces()) {
            Link was = before.links().get(link.name());
            if (link.equals(was)) {
                assertSame(was, link);
                shared++;
            }
        }
        return shared;
    }

    @Test
    void whereNothingHasChangedTheStateIsTheSameObject() {
        fill(100);
        StateIndex first = next(StateIndex.NONE, snapshot());
        assertSame(first.state(), next(first, snapshot()).state());
        links.replaceAll(link -> link.toBuilder().build());
        accessPoints.replaceAll(accessPoint -> accessPoint.toBuilder().build());
        StateIndex again = next(first, snapshot());
        assertSame(first.state(), again.state());
        assertSame(first.state(), next(again, snapshot().losses(3)).state(), "a loss is no part of the state");
    }

    @Test
    void oneChangedLinkLeavesEverythingElseAsItIs() {
        fill(100);
        StateIndex first = next(StateIndex.NONE, snapshot());
        links.set(50, links.get(50).toBuilder().mtuBytes(1400).build());
        StateIndex second = next(first, snapshot());
        assertSame(first.state().configurations(), second.state().configurations());
        assertTrue(second.linkList().hasKeysOf(first.linkList()), "the look-up is not made anew");
        assertSame(links.get(50), second.state().interfaces().get(50));
        assertNotSame(first.state().interfaces(), second.state().interfaces());
        assertEquals(1, StateDiff.between(first.state(), second.state()).size());
    }

    @Test
    void oneChangedAccessPointLeavesTheOtherConfigurationsAndAllLinksAsTheyAre() {
        fill(100);
        StateIndex first = next(StateIndex.NONE, snapshot());
        accessPoints.set(50, accessPoints.get(50).toBuilder().state(ConfigurationState.ACTIVE).build());
        StateIndex second = next(first, snapshot());
        assertSame(first.state().interfaces(), second.state().interfaces());
        assertTrue(second.hasIdsOf(first), "the look-up is not made anew");
        assertSame(first.accessPointsOn("l50"), second.accessPointsOn("l50"));
        assertEquals(99, sharesWhatIsEqual(first, second) - links.size());
    }

    @Test
    void anAddedOrRemovedLinkKeepsTheOthers() {
        fill(100);
        StateIndex first = next(StateIndex.NONE, snapshot());
        Link gone = links.remove(40);
        AccessPoint goneToo = accessPoints.remove(40);
        StateIndex less = next(first, snapshot());
        assertEquals(198, sharesWhatIsEqual(first, less));
        assertEquals(2, StateDiff.between(first.state(), less.state()).size());
        links.add(gone);
        accessPoints.add(goneToo);
        StateIndex more = next(less, snapshot());
        assertEquals(first.state().interfaces(), more.state().interfaces(), "by index, wherever the snapshot has it");
        assertEquals(198, sharesWhatIsEqual(less, more));
        assertEquals(2, StateDiff.between(less.state(), more.state()).size());
    }

    /** A backend must not do so; the engine keeps the first one. */
    @Test
    void anIdThatIsReportedTwiceCountsOnce() {
        fill(3);
        accessPoints.add(accessPoint(1, ConfigurationState.UNDEFINED, 1));
        StateIndex first = next(StateIndex.NONE, snapshot());
        assertEquals(List.of(accessPoints.get(0), accessPoints.get(1), accessPoints.get(2)), first.sources().accessPoints().values());
        assertEquals(3, first.state().configurations().size());
        StateIndex second = next(first, snapshot().losses(1));
        assertSame(first.state(), second.state());
        assertWhole(second, first.configurations().keySet());
    }

    @Test
    void theLookUpsAreThoseOfAMap() {
        fill(5);
        StateIndex index = next(StateIndex.NONE, snapshot());
        Map<String, Link> expected = new HashMap<>();
        links.forEach(link -> expected.put(link.name(), link));
        assertEquals(expected, index.links());
        assertEquals(expected.keySet(), index.links().keySet());
        assertEquals(links, List.copyOf(index.links().values()));
        assertEquals(5, index.links().size());
        assertEquals(Optional.empty(), Optional.ofNullable(index.links().get("no such link")));
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            links.add(link(i, i + 1, 1500));
            accessPoints.add(accessPoint(i, ConfigurationState.DISCOVERED, i));
        }
    }
}
