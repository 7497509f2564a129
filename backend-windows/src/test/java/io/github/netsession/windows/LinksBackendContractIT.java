package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.contract.WatchingContract;
import io.github.netsession.spi.BackendProvider;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;

/** The Windows backend passes what every backend has to pass that only watches, on real cables seen through Wine's IP Helper; ip is the witness. */
@Tag("wine")
class LinksBackendContractIT extends WatchingContract {

    private static final int FIRST_INDEX = 500;

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed implements ContractBed {

        /** Wine makes an interface's LUID of its number, so that has to be the same again when it comes back. */
        private static ConfigurationId id(int number) {
            return ConfigurationId.of("luid", Long.toUnsignedString(6L << 48 | (long) (FIRST_INDEX + number) << 24));
        }

        Bed() {
            World.fresh().add(WifiBed.HINT);
            Links.clean("ap0", "net0", "ap1", "net1");
            restore(first());
            restore(second());
        }

        private static int number(ConfigurationId id) {
            return id.equals(id(0)) ? 0 : 1;
        }

        private static String link(ConfigurationId id) {
            return "ap" + number(id);
        }

        @Override
        public BackendProvider provider() {
            return new WindowsBackendProvider();
        }

        @Override
        public Networks openDenied() {
            throw new UnsupportedOperationException("these cannot be started anyway");
        }

        @Override
        public boolean isStartable() {
            return false;
        }

        @Override
        public int rounds() {
            return 5;
        }

        @Override
        public ConfigurationId first() {
            return id(0);
        }

        @Override
        public ConfigurationId second() {
            return id(1);
        }

        @Override
        public void up(ConfigurationId id) {
            Linux.ip("link set " + link(id) + " up");
        }

        @Override
        public void down(ConfigurationId id) {
            Linux.ip("link set " + link(id) + " down");
        }

        @Override
        public void cut(ConfigurationId id) {
            Linux.ip("link set net" + number(id) + " down");
        }

        @Override
        public void remove(ConfigurationId id) {
            Linux.ip("link del " + link(id));
        }

        @Override
        public void restore(ConfigurationId id) {
            Links.cable(link(id), "net" + number(id), "10.8." + number(id), " index " + (FIRST_INDEX + number(id)));
        }

        @Override
        public boolean isUp(ConfigurationId id) {
            return Linux.ip("-o link show " + link(id)).contains(",UP");
        }

        @Override
        public void send(ConfigurationId id) {
            Links.send(link(id), "10.8." + number(id));
        }

        @Override
        public Traffic counted(ConfigurationId id) {
            return Links.counted(link(id));
        }

        @Override
        public boolean await(BooleanSupplier condition) {
            return Linux.await(condition);
        }

        @Override
        public void close() {
            Links.putAway("ap0", "ap1");
            World.fresh();
        }
    }
}
