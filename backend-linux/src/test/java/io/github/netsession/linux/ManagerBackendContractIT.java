package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.VethBed;
import io.github.netsession.testkit.VethPair;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The Linux backend passes what every backend has to pass, where a real NetworkManager owns the networks: its profiles are the access points. */
@Tag("manager")
class ManagerBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    static class Bed extends VethBed {

        private static final String FIRST = "f1f1f1f1-0000-4000-8000-000000000001";
        private static final String SECOND = "f1f1f1f1-0000-4000-8000-000000000002";

        private final ManagerBed bed = ManagerBed.withManager();

        Bed() {
            profile(FIRST);
            profile(SECOND);
            Await.until(() -> isDisconnected("ap0") && isDisconnected("ap1"));
        }

        private void profile(String uuid) {
            VethPair pair = pair(uuid);
            bed.profile(uuid, uuid.equals(FIRST) ? "first" : "second", pair.near(), "autoconnect=false\n[ipv4]\nmethod=manual\naddress1="
                + pair.network() + ".2/24\n[ipv6]\nmethod=disabled\n");
        }

        private boolean isDisconnected(String link) {
            return bed.nmcli("-f", "DEVICE,STATE", "device").contains(link + ":disconnected");
        }

        private static String uuid(ConfigurationId id) {
            return id.value().substring("nm:".length());
        }

        private static VethPair pair(String uuid) {
            return Netns.accessPoint(uuid.equals(FIRST) ? 0 : 1);
        }

        @Override
        protected VethPair pair(ConfigurationId id) {
            return pair(uuid(id));
        }

        @Override
        public BackendProvider provider() {
            return new LinuxBackendProvider();
        }

        /** A move by nmcli takes as long as ten by ip; with twenty rounds, {@link ManagerBackendContractSoakIT} runs it. */
        @Override
        public int rounds() {
            return 5;
        }

        @Override
        public Networks openDenied() {
            return Unprivileged.asNobody(Networks::open);
        }

        @Override
        public ConfigurationId first() {
            return ConfigurationId.of("nm", FIRST);
        }

        @Override
        public ConfigurationId second() {
            return ConfigurationId.of("nm", SECOND);
        }

        /** A session of the test may take it down again at once (4). */
        @Override
        public void up(ConfigurationId id) {
            bed.nmcli(Set.of(0, 4), "connection", "up", uuid(id));
        }

        /** A session of the test may have been faster (10: it is not active). */
        @Override
        public void down(ConfigurationId id) {
            bed.nmcli(Set.of(0, 10), "connection", "down", uuid(id));
        }

        @Override
        public void remove(ConfigurationId id) {
            bed.nmcli("connection", "delete", uuid(id));
            super.remove(id);
        }

        @Override
        public void restore(ConfigurationId id) {
            pair(id).add();
            Await.until(() -> isDisconnected(pair(id).near()));
            profile(uuid(id));
        }

        @Override
        public boolean isUp(ConfigurationId id) {
            return bed.isActive(uuid(id));
        }

        @Override
        public void close() {
            bed.close();
        }
    }
}
