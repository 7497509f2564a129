package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.contract.WatchedBed;
import io.github.netsession.contract.WatchingContract;
import io.github.netsession.testkit.VethPair;
import org.junit.jupiter.api.Tag;

/** The Windows backend passes what every backend has to pass that only watches, on real cables seen through Wine's IP Helper; ip is the witness. */
@Tag("wine")
class LinksBackendContractIT extends WatchingContract {

    private static final int FIRST_INDEX = 500;

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed extends WindowsBed implements WatchedBed {

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

        @Override
        protected VethPair pair(ConfigurationId id) {
            return Links.pair("ap" + number(id), "net" + number(id), "10.8." + number(id));
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
        public void restore(ConfigurationId id) {
            Links.cable("ap" + number(id), "net" + number(id), "10.8." + number(id), " index " + (FIRST_INDEX + number(id)));
        }

        @Override
        public void close() {
            Links.putAway("ap0", "ap1");
            World.fresh();
        }
    }
}
