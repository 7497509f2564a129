package io.github.netsession.linux.radio;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.linux.LinuxBackendProvider;
import io.github.netsession.linux.Unprivileged;
import io.github.netsession.spi.BackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;

/** The Linux backend passes what every backend has to pass, on two radios: a profile for home on the one, one for cafe on the other. */
@Tag("radio")
class RadioBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed implements ContractBed {

        private static final String FIRST = "f1f1f1f1-0000-4000-8000-000000000001";
        private static final String SECOND = "f1f1f1f1-0000-4000-8000-000000000002";

        /** Clearly weaker than home. */
        private static final int CAFE_DBM = -60;

        private final Map<String, String> links = new HashMap<>();

        Bed() {
            List<String> radios = RadioBed.prepare(2, CAFE_DBM);
            links.put(FIRST, radios.get(0));
            links.put(SECOND, radios.get(1));
            // Its checks send packets that the counters would count.
            Station.connectivityChecks(false);
            profile(FIRST);
            profile(SECOND);
        }

        private void profile(String uuid) {
            String network = Air.addresses(ssid(uuid));
            Station.profile(uuid, ssid(uuid), ssid(uuid), Air.passphrase(ssid(uuid)), "connection.interface-name", links.get(uuid), "ipv4.method", "manual",
                "ipv4.addresses", network + "222/24", "ipv4.gateway", network + "1");
        }

        private static String ssid(String uuid) {
            return uuid.equals(FIRST) ? "home" : "cafe";
        }

        private static String uuid(ConfigurationId id) {
            return id.value().substring("nm:".length());
        }

        private String link(ConfigurationId id) {
            return links.get(uuid(id));
        }

        @Override
        public BackendProvider provider() {
            return new LinuxBackendProvider();
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

        @Override
        public int rounds() {
            return 2;
        }

        /** A session of the test may take it down again at once, so that nmcli fails. */
        @Override
        public void up(ConfigurationId id) {
            Station.tryNmcli("-w", "60", "connection", "up", uuid(id));
        }

        /** A session of the test may have been faster. */
        @Override
        public void down(ConfigurationId id) {
            Station.tryNmcli("connection", "down", uuid(id));
        }

        @Override
        public void cut(ConfigurationId id) {
            Air.in(ssid(uuid(id))).forEach(Air::off);
        }

        /** One deauthentication: wpa_supplicant is back in less than a second. */
        @Override
        public void gap(ConfigurationId id) {
            Air.in(ssid(uuid(id))).forEach(ap -> Air.deauthenticate(ap, Station.read(link(id), "address")));
        }

        @Override
        public void remove(ConfigurationId id) {
            Station.nmcli("connection", "delete", uuid(id));
            Station.unplug(link(id));
        }

        @Override
        public void restore(ConfigurationId id) {
            links.put(uuid(id), Station.plug());
            // A profile whose network is not in sight yet could not be opened at first.
            Station.know(link(id));
            profile(uuid(id));
        }

        @Override
        public boolean isUp(ConfigurationId id) {
            return List.of(Station.nmcli("-f", "UUID,STATE", "connection", "show", "--active").split("\n")).contains(uuid(id) + ":activated");
        }

        /** A static neighbour makes the only packet on the link the one that is sent here. */
        @Override
        public void send(ConfigurationId id) {
            String neighbour = Air.addresses(ssid(uuid(id))) + "99";
            Guest.must("ip", "neigh", "replace", neighbour, "lladdr", "02:00:00:00:00:99", "dev", link(id));
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1000], 1000, InetAddress.getByName(neighbour), 9));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Traffic counted(ConfigurationId id) {
            List<Long> bytes = Station.counted(link(id));
            return new Traffic(bytes.get(0), bytes.get(1));
        }

        @Override
        public boolean await(BooleanSupplier condition) {
            return Guest.comesTrue(Duration.ofMinutes(1), condition);
        }

        @Override
        public void close() {
            // The next test's preparation puts everything right.
        }
    }
}
