package io.github.netsession.linux;

import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.linux.jna.JnaLinuxOs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The operating system, which remembers what is asked on the bus. */
final class CountedBusOs implements LinuxOs {

    private final LinuxOs real = new JnaLinuxOs();
    private final List<BusCall> calls = new ArrayList<>();

    /** Returns what was asked since the last look, apart from subscriptions. */
    synchronized List<BusCall> takeCalls() {
        List<BusCall> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private synchronized void count(BusCall call) {
        if (!call.member().endsWith("Match")) {
            calls.add(call);
        }
    }

    @Override
    public BusConnector bus(Predicate<String> wanted) {
        BusConnector connector = real.bus(wanted);
        return new BusConnector() {
            @Override
            public Optional<String> obstacle() {
                return connector.obstacle();
            }

            @Override
            public Optional<String> socket() {
                return connector.socket();
            }

            @Override
            public BusPort connect(boolean waiting) {
                return new CountedPort(connector.connect(waiting));
            }
        };
    }

    private final class CountedPort implements BusPort {

        private final BusPort port;

        CountedPort(BusPort port) {
            this.port = port;
        }

        @Override
        public int fd() {
            return port.fd();
        }

        @Override
        public int events() {
            return port.events();
        }

        @Override
        public long microsToWait() {
            return port.microsToWait();
        }

        @Override
        public boolean isReady() {
            return port.isReady();
        }

        @Override
        public long send(BusCall call) {
            count(call);
            return port.send(call);
        }

        @Override
        public Progress process() {
            return port.process();
        }

        @Override
        public void close() {
            port.close();
        }
    }

    @Override
    public Kept keep() {
        return real.keep();
    }

    @Override
    public NetlinkPort netlink(int protocol) {
        return real.netlink(protocol);
    }

    @Override
    public EventPort events(int groups, int receiveBufferBytes) {
        return real.events(groups, receiveBufferBytes);
    }

    @Override
    public Duration suspended() {
        return real.suspended();
    }

    @Override
    public String networkNamespace() {
        return real.networkNamespace();
    }

    @Override
    public Optional<Set<String>> networkNamespaces() {
        return real.networkNamespaces();
    }

    @Override
    public Optional<String> bootId() {
        return real.bootId();
    }

    @Override
    public byte[] procNetDev() {
        return real.procNetDev();
    }

    @Override
    public SocketPort sockets() {
        return real.sockets();
    }
}
