package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.spi.BackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/** The Linux backend passes what every backend has to pass, on a real kernel: two veth ends are the access points, ip is the witness. */
@Tag("kernel")
class LinuxBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new Bed();
    }

    private static final class Bed implements ContractBed {

        private static final Pattern SENT = Pattern.compile("\"rx\":\\{\"bytes\":(\\d+).*\"tx\":\\{\"bytes\":(\\d+)");

        Bed() {
            Netns.clean();
            restore(first());
            restore(second());
        }

        @Override
        public BackendProvider provider() {
            return new LinuxBackendProvider();
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

        private static String link(ConfigurationId id) {
            return id.toString().substring("link:".length());
        }

        private static String peer(ConfigurationId id) {
            return link(id).replace("ap", "net");
        }

        private static String network(ConfigurationId id) {
            return link(id).equals("ap0") ? "192.0.2." : "198.51.100.";
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
        public void cut(ConfigurationId id) {
            Netns.ip("link set " + peer(id) + " down");
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
            Netns.ip("addr add " + network(id) + "2/24 dev " + link(id));
        }

        @Override
        public boolean isUp(ConfigurationId id) {
            return Netns.ip("-o link show " + link(id)).contains(",UP");
        }

        /** A static neighbour makes the only packet on the link the one that is sent here. */
        @Override
        public void send(ConfigurationId id) {
            String neighbour = network(id) + "99";
            Netns.ip("neigh replace " + neighbour + " lladdr 02:00:00:00:00:99 dev " + link(id));
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1000], 1000, InetAddress.getByName(neighbour), 9));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Traffic counted(ConfigurationId id) {
            Matcher matcher = SENT.matcher(Netns.ip("-s -j link show " + link(id)));
            if (!matcher.find()) {
                throw new IllegalStateException("ip shows no counters of " + id);
            }
            return new Traffic(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }

        @Override
        public boolean await(BooleanSupplier condition) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                LockSupport.parkNanos(1_000_000);
            }
            return true;
        }

        @Override
        public void close() {
            Netns.clean();
        }
    }
}
