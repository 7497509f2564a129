package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.spi.BackendProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;

/** The simulated world passes what every backend has to pass. */
@Tag("sim")
@Tag("every-jdk")
class SimBackendContractTest extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed implements ContractBed {

        private static final Duration STEP = Duration.ofMillis(10);
        private static final Duration MINUTE = Duration.ofMinutes(1);

        private final SimWorld world = new SimWorld();
        private final Map<ConfigurationId, SimAccessPoint> accessPoints = new HashMap<>();
        /** What the witness has counted: the world is told what its counters show. */
        private final Map<ConfigurationId, Traffic> counted = new HashMap<>();

        Bed() {
            restore(first());
            restore(second());
        }

        @Override
        public BackendProvider provider() {
            return world.provider();
        }

        @Override
        public Networks openDenied() {
            world.denyStarts();
            return world.open();
        }

        @Override
        public ConfigurationId first() {
            return ConfigurationId.of("sim", "first");
        }

        @Override
        public ConfigurationId second() {
            return ConfigurationId.of("sim", "second");
        }

        @Override
        public void up(ConfigurationId id) {
            accessPoints.get(id).up();
        }

        @Override
        public void down(ConfigurationId id) {
            accessPoints.get(id).down();
        }

        @Override
        public void cut(ConfigurationId id) {
            accessPoints.get(id).outOfRange();
        }

        @Override
        public void gap(ConfigurationId id) {
            accessPoints.get(id).air().gap(Duration.ofMillis(50));
            world.advance(Duration.ofMillis(60));
        }

        @Override
        public void remove(ConfigurationId id) {
            accessPoints.remove(id).remove();
        }

        @Override
        public void restore(ConfigurationId id) {
            accessPoints.put(id, world.accessPoint(id.toString().substring("sim:".length()), Bearer.ETHERNET));
            counted.put(id, Traffic.NONE);
            accessPoints.get(id).device().counters(0, 0);
        }

        @Override
        public boolean isUp(ConfigurationId id) {
            return accessPoints.get(id).isUp();
        }

        @Override
        public void send(ConfigurationId id) {
            counted.merge(id, new Traffic(0, 12_345), Traffic::plus);
            accessPoints.get(id).device().counters(0, counted.get(id).bytesWritten());
        }

        @Override
        public Traffic counted(ConfigurationId id) {
            return counted.get(id);
        }

        @Override
        public boolean await(BooleanSupplier condition) {
            Duration end = world.time().plus(MINUTE);
            while (!condition.getAsBoolean()) {
                if (world.time().compareTo(end) >= 0) {
                    return false;
                }
                world.advance(STEP);
            }
            return true;
        }

        @Override
        public void close() {
            // The world is only memory.
        }
    }
}
