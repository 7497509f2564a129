package io.github.netsession.linux;

import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.linux.bus.FakeBus;
import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An operating system made of answers that a test writes down. Little-endian, as the captured messages are. */
final class FakeOs implements LinuxOs {

    /** Answers a request, given as its bytes, with datagrams; their sequence numbers are put right. */
    Function<byte[], List<byte[]>> kernel = request -> List.of();
    /** The same for generic netlink, which is not there if empty. */
    Optional<Function<byte[], List<byte[]>>> generic = Optional.empty();
    Events events = new Events();
    boolean refusesEvents;
    byte[] procNetDev = new byte[0];
    BusConnector bus = FakeBus.nowhere();
    Optional<Set<String>> networkNamespaces = Optional.of(Set.of());
    final FakeSocketPort sockets = new FakeSocketPort();

    @Override
    public NetlinkPort netlink(int protocol) {
        if (protocol != Netlink.NETLINK_ROUTE) {
            return new Port(generic.orElseThrow(() -> new BackendException(BackendException.Kind.UNSUPPORTED, "socket", "not here")));
        }
        return new Port(request -> kernel.apply(request));
    }

    @Override
    public EventPort events(int groups, int receiveBufferBytes) {
        if (groups == 0) {
            return new Events();
        }
        if (refusesEvents) {
            throw Errno.refused("bind", Errno.EPERM, "");
        }
        return events;
    }

    @Override
    public BusConnector bus(Predicate<String> wanted) {
        return bus;
    }

    @Override
    public Duration suspended() {
        return Duration.ofSeconds(3);
    }

    @Override
    public String networkNamespace() {
        return "net:[1]";
    }

    @Override
    public Optional<Set<String>> networkNamespaces() {
        return networkNamespaces;
    }

    @Override
    public Optional<String> bootId() {
        return Optional.of("fake boot");
    }

    @Override
    public byte[] procNetDev() {
        return procNetDev.clone();
    }

    @Override
    public SocketPort sockets() {
        return sockets;
    }

    static final class Port implements NetlinkPort {

        private final ByteBuffer out = ByteBuffer.allocate(REQUEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private final Deque<byte[]> queue = new ArrayDeque<>();
        private final Function<byte[], List<byte[]>> kernel;
        int senderPort;
        boolean closed;

        Port(Function<byte[], List<byte[]>> kernel) {
            this.kernel = kernel;
        }

        @Override
        public ByteBuffer out() {
            return out;
        }

        @Override
        public ByteBuffer in() {
            return in;
        }

        @Override
        public boolean grow(int bytes) {
            if (bytes > MOST_BUFFER_BYTES) {
                return false;
            }
            in = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return true;
        }

        @Override
        public void send(int length) {
            byte[] request = new byte[length];
            out.get(0, request);
            for (byte[] datagram : kernel.apply(request)) {
                byte[] copy = datagram.clone();
                setSequence(copy, out.getInt(8));
                queue.add(copy);
            }
        }

        @Override
        public int receive(boolean wait) {
            if (queue.isEmpty()) {
                return NOTHING;
            }
            byte[] datagram = queue.remove();
            in.put(0, datagram, 0, Math.min(datagram.length, in.capacity()));
            return datagram.length;
        }

        @Override
        public int senderPort() {
            return senderPort;
        }

        @Override
        public OptionalLong namespaceCookie() {
            return OptionalLong.of(7);
        }

        @Override
        public void close() {
            closed = true;
        }

        private static void setSequence(byte[] datagram, int sequence) {
            ByteBuffer buffer = ByteBuffer.wrap(datagram).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            while (datagram.length - at >= Netlink.NLMSG_HDRLEN) {
                buffer.putInt(at + 8, sequence);
                int size = buffer.getInt(at);
                if (size < Netlink.NLMSG_HDRLEN || size > datagram.length - at) {
                    return;
                }
                at += Netlink.align(size);
            }
        }
    }

    /** A queue of things that the watcher meets; everything added by one call is there at once. */
    static final class Events implements EventPort {

        private record Item(byte[] datagram, int sender, int errno) {
        }

        private final Deque<Item> queue = new ArrayDeque<>();
        private final ByteBuffer in = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        private int sender;
        private boolean woken;
        private boolean closed;
        private Optional<Supplier<? extends Error>> failure = Optional.empty();

        /** What each wait throws from now on, if anything. */
        synchronized void failEach(Optional<Supplier<? extends Error>> thrown) {
            failure = thrown;
            notifyAll();
        }

        private void throwFailure() {
            failure.ifPresent(thrown -> {
                throw thrown.get();
            });
        }

        synchronized void add(int from, List<byte[]> datagrams) {
            datagrams.forEach(datagram -> queue.add(new Item(datagram, from, 0)));
            notifyAll();
        }

        synchronized void fail(int errno) {
            queue.add(new Item(new byte[0], 0, errno));
            notifyAll();
        }

        synchronized boolean isClosed() {
            return closed;
        }

        synchronized int left() {
            return queue.size();
        }

        @Override
        public synchronized boolean await(int otherFd, int otherEvents, int millis) {
            throwFailure();
            while (!woken && queue.isEmpty() && millis != 0) {
                try {
                    wait(Math.max(0, millis));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                throwFailure();
                if (millis >= 0) {
                    break;
                }
            }
            woken = false;
            return !queue.isEmpty();
        }

        @Override
        public synchronized boolean isPending() {
            return !queue.isEmpty();
        }

        @Override
        public synchronized int receive() {
            if (queue.isEmpty()) {
                return NOTHING;
            }
            Item item = queue.remove();
            if (item.errno == Errno.ENOBUFS) {
                return LOST;
            }
            if (item.errno != 0) {
                throw Errno.refused("recvfrom", item.errno, "");
            }
            in.put(0, item.datagram, 0, Math.min(item.datagram.length, in.capacity()));
            sender = item.sender;
            return item.datagram.length;
        }

        @Override
        public ByteBuffer in() {
            return in;
        }

        @Override
        public int senderPort() {
            return sender;
        }

        @Override
        public synchronized void wake() {
            woken = true;
            notifyAll();
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }
}
