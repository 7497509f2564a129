package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.testkit.VethBed;
import io.github.netsession.testkit.VethPair;
import org.junit.jupiter.api.Tag;

/** The Linux backend passes what every backend has to pass, on a real kernel: two veth ends are the access points, ip is the witness. */
@Tag("kernel")
@Tag("every-jdk")
class LinuxBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed extends VethBed {

        Bed() {
            Netns.clean();
            restore(first());
            restore(second());
        }

        @Override
        public Networks openDenied() {
            return Unprivileged.call(Networks::open);
        }

        @Override
        public ConfigurationId first() {
            return ConfigurationId.of("link", "ap0");
        }

        @Override
        public ConfigurationId second() {
            return ConfigurationId.of("link", "ap1");
        }

        @Override
        public BackendProvider provider() {
            return new LinuxBackendProvider();
        }

        @Override
        protected VethPair pair(ConfigurationId id) {
            return Netns.accessPoint(id.value().substring("link:".length()));
        }

        @Override
        public void restore(ConfigurationId id) {
            pair(id).add();
            pair(id).addAddress();
        }

        @Override
        public void close() {
            Netns.clean();
        }
    }
}
