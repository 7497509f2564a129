package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Definitions by several threads while readings bring other access points: no change of members is lost, and no policy. */
@Tag("unit")
@Timeout(120)
class MembersUnderStressTest {

    private static final int ACCESS_POINTS = 20;
    private static final RoamingPolicy BY_ID = RoamingPolicy.builder().order(Comparator.comparing(each -> each.id().value())).build();
    private static final Predicate<NetworkConfiguration> UNMETERED = accessPoint -> !accessPoint.metered().isMetered();

    private final FakeBackend backend = new FakeBackend("fake", 1);
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    private static Snapshot random(Random random) {
        List<AccessPoint> accessPoints = new ArrayList<>();
        for (int i = 0; i < ACCESS_POINTS; i++) {
            if (random.nextInt(4) > 0) {
                accessPoints.add(AccessPoint.builder(ConfigurationId.of("link", "l" + i)).metered(random.nextBoolean() ? Metered.YES : Metered.NO).build());
            }
        }
        return Snapshot.builder().accessPoints(accessPoints).build();
    }

    /** Members exist in the same state, each once. */
    private void check(NetworksState state) {
        for (NetworkConfiguration configuration : state.configurations()) {
            if (configuration.kind() == ConfigurationKind.SERVICE_NETWORK && !configuration.name().equals("listed")) {
                List<ConfigurationId> children = configuration.children();
                if (children.stream().distinct().count() < children.size() || children.stream().anyMatch(child -> state.configuration(child).isEmpty())) {
                    wrong.add(configuration.toString());
                }
            }
        }
    }

    private static List<ConfigurationId> expected(NetworksState state, boolean isOrdered) {
        return state.configurations().stream().filter(each -> each.kind() == ConfigurationKind.ACCESS_POINT).filter(UNMETERED)
            .sorted(isOrdered ? Comparator.comparing(each -> each.id().value()) : (a, b) -> 0).map(NetworkConfiguration::id).toList();
    }

    private static boolean hasSettled(Networks networks) {
        NetworksState state = networks.state();
        return IntStream.range(0, 4).allMatch(i -> state.configuration(ConfigurationId.of("group", "n" + i)).map(NetworkConfiguration::children)
            .equals(Optional.of(expected(state, i % 2 == 0))));
    }

    @Test
    void noMemberIsLostWhereDefinitionsAndReadingsMeet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Networks networks = Networks.builder().backend(backend).open()) {
            networks.listen(event -> check(event.state()));
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int thread = i;
                work.add(threads.submit(() -> {
                    for (int round = 0; round < 200; round++) {
                        networks.defineServiceNetwork("n" + thread, UNMETERED, thread % 2 == 0 ? BY_ID : RoamingPolicy.defaults());
                        networks.defineServiceNetwork("listed", List.of(ConfigurationId.of("link", "l" + thread)));
                        networks.removeServiceNetwork(ConfigurationId.of("group", round % 2 == 0 ? "listed" : "gone"));
                        networks.update().get(10, TimeUnit.SECONDS);
                    }
                    return null;
                }));
            }
            Random random = new Random(1);
            int readings = 0;
            while (work.stream().anyMatch(each -> !each.isDone())) {
                backend.snapshot = random(random);
                networks.update().get(10, TimeUnit.SECONDS);
                readings++;
            }
            for (Future<?> each : work) {
                each.get(10, TimeUnit.SECONDS);
            }
            Await.until(() -> hasSettled(networks));
            backend.snapshot = random(random);
            networks.update().get(10, TimeUnit.SECONDS);
            assertTrue(hasSettled(networks), "one state has the reading and its members");
            assertEquals(List.of(), wrong);
            assertTrue(readings > 50, readings + " readings");
        } finally {
            threads.shutdownNow();
        }
    }
}
