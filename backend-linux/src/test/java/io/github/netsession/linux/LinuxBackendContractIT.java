package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import org.junit.jupiter.api.Tag;

/** The Linux backend passes what every backend has to pass, on a real kernel: two veth ends are the access points, ip is the witness. */
@Tag("kernel")
@Tag("every-jdk")
class LinuxBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed extends LinkBed {

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
        String link(ConfigurationId id) {
            return id.toString().substring("link:".length());
        }

        @Override
        public void up(ConfigurationId id) {
            Netns.ip("link set " + link(id) + " up");
        }

        @Override
        public void down(ConfigurationId id) {
            Netns.ip("link set " + link(id) + " down");
        }

        @Override
        public void remove(ConfigurationId id) {
            Netns.ip("link del " + link(id));
        }

        @Override
        public void restore(ConfigurationId id) {
            // Never up in between: that would be seen, as it should be.
            Netns.ip("link add " + link(id) + " type veth peer name " + peer(id));
            Netns.ip("link set " + link(id) + " addrgenmode none");
            Netns.ip("link set " + peer(id) + " addrgenmode none");
            Netns.ip("link set " + peer(id) + " up");
            Netns.ip("addr add " + LinkWitness.network(link(id)) + "2/24 dev " + link(id));
        }

        @Override
        public boolean isUp(ConfigurationId id) {
            return Netns.ip("-o link show " + link(id)).contains(",UP");
        }

        @Override
        public void close() {
            Netns.clean();
        }
    }
}
