package io.github.netsession.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The members of a service network, found step by step, are those that are found at once; the application is not asked twice about the same. */
@Tag("unit")
class MembershipTest {

    private static final int MANY = 12;

    private final List<NetworkConfiguration> rated = new ArrayList<>();
    private final List<NetworkConfiguration> reported = new ArrayList<>();
    private KeyedList<ConfigurationId, NetworkConfiguration> accessPoints = KeyedList.empty(NetworkConfiguration::id);

    /** The signal is what the rule and the comparator look at. */
    private static NetworkConfiguration accessPoint(int number, int signal) {
        return NetworkConfiguration.builder(ConfigurationId.of("sim", "a" + number)).signalPercent(signal).build();
    }

    private static int signal(NetworkConfiguration accessPoint) {
        return accessPoint.signalPercent().orElseThrow();
    }

    private ServiceNetwork matching(RoamingPolicy policy) {
        return new ServiceNetwork("any", List.of(), Optional.of(accessPoint -> {
            rated.add(accessPoint);
            return signal(accessPoint) % 2 == 0;
        }), policy);
    }

    private static RoamingPolicy bySignal() {
        return RoamingPolicy.builder().order(Comparator.comparing(MembershipTest::signal)).build();
    }

    private static ServiceNetwork listed(RoamingPolicy policy) {
        return new ServiceNetwork("some", List.of(3, 1, 7, 5).stream().map(number -> ConfigurationId.of("sim", "a" + number)).toList(), policy);
    }

    private void change(Random random) {
        int number = random.nextInt(MANY);
        int place = IntStream.range(0, reported.size()).filter(i -> reported.get(i).id().equals(ConfigurationId.of("sim", "a" + number))).findFirst().orElse(-1);
        if (random.nextInt(10) == 0) {
            Collections.shuffle(reported, random);
        } else if (place < 0) {
            reported.add(random.nextInt(reported.size() + 1), accessPoint(number, random.nextInt(6)));
        } else if (random.nextInt(4) == 0) {
            reported.remove(place);
        } else {
            reported.set(place, accessPoint(number, random.nextInt(6)));
        }
        accessPoints = accessPoints.next(List.copyOf(reported));
    }

    @Test
    void stepByStepTheyAreWhatTheyAreAtOnce() {
        int later = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            reported.clear();
            accessPoints = KeyedList.empty(NetworkConfiguration::id);
            for (ServiceNetwork definition : List.of(matching(RoamingPolicy.defaults()), matching(bySignal()), listed(bySignal()))) {
                Membership present = Membership.of(definition);
                for (int step = 0; step < 60; step++) {
                    change(random);
                    boolean mayAsk = random.nextInt(3) > 0;
                    present = present.next(accessPoints, mayAsk);
                    later += mayAsk ? 0 : 1;
                    assertExists(present);
                    if (mayAsk) {
                        assertTrue(present.isComplete());
                        Membership atOnce = Membership.of(definition).next(accessPoints, true);
                        assertEquals(atOnce.children(), present.children());
                        assertEquals(atOnce.present(), present.present());
                    }
                }
            }
        }
        assertTrue(later > 10_000, later + " steps asked nothing");
    }

    /** Whether asked or not, each member is there once, and as it is. */
    private void assertExists(Membership membership) {
        assertEquals(membership.children().size(), new HashSet<>(membership.children()).size());
        membership.present().forEach(member -> assertSame(accessPoints.get(member.id()), member));
        assertEquals(membership.present().stream().map(NetworkConfiguration::id).toList(), membership.children().subList(0, membership.present().size()));
    }

    @Test
    void theRuleIsAskedOncePerChange() {
        Random random = new Random(1);
        Membership present = Membership.of(matching(RoamingPolicy.defaults()));
        Set<NetworkConfiguration> before = Set.of();
        for (int step = 0; step < 1000; step++) {
            change(random);
            rated.clear();
            present = present.next(accessPoints, true).next(accessPoints, true).next(accessPoints, false);
            Set<NetworkConfiguration> now = new HashSet<>(accessPoints.values());
            Set<NetworkConfiguration> expected = new HashSet<>(now);
            expected.removeAll(before);
            assertEquals(expected, new HashSet<>(rated));
            assertEquals(expected.size(), rated.size());
            before = now;
        }
    }

    @Test
    void whatCouldNotBeAskedIsAskedLater() {
        reported.addAll(List.of(accessPoint(0, 0), accessPoint(1, 1)));
        accessPoints = accessPoints.next(List.copyOf(reported));
        Membership first = Membership.of(matching(bySignal())).next(accessPoints, true);
        assertEquals(List.of(reported.get(0)), first.present());
        reported.set(0, accessPoint(0, 3));
        reported.set(1, accessPoint(1, 4));
        reported.add(accessPoint(2, 2));
        accessPoints = accessPoints.next(List.copyOf(reported));
        rated.clear();
        Membership unasked = first.next(accessPoints, false);
        assertEquals(List.of(), rated);
        assertFalse(unasked.isComplete());
        assertEquals(List.of(reported.get(0)), unasked.present(), "the earlier answers stay");
        Membership asked = unasked.next(accessPoints, true);
        assertTrue(asked.isComplete());
        assertEquals(List.of(reported.get(2), reported.get(1)), asked.present());
        assertEquals(3, rated.size());
    }

    @Test
    void theChildrenAreTheSameObjectWhileTheyAreEqual() {
        reported.addAll(List.of(accessPoint(0, 0), accessPoint(1, 2)));
        accessPoints = accessPoints.next(List.copyOf(reported));
        Membership first = Membership.of(matching(RoamingPolicy.defaults())).next(accessPoints, true);
        reported.set(0, accessPoint(0, 4));
        accessPoints = accessPoints.next(List.copyOf(reported));
        Membership second = first.next(accessPoints, true);
        assertSame(first.children(), second.children());
        assertSame(second, second.next(accessPoints, true));
    }
}
