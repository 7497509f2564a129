package io.github.netsession.engine.backend;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.Support;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.io.Closeable;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads interfaces by {@link NetworkInterface}. The JDK has no change events, so one daemon thread hints every ten seconds; it has no
 * counters, no default route and no way to start or stop an interface.
 */
final class JdkBackend implements Backend {

    private static final int POLL_SECONDS = 10;

    private final CapabilityReport capabilities;
    private final Optional<String> remedy;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Trouble polling = new Trouble(GuardedLogger.of("io.github.netsession"), "interfaces cannot be polled");

    JdkBackend(BackendSink sink, String why, Optional<String> remedy) {
        this.remedy = remedy;
        this.capabilities = CapabilityReport.of(Arrays.stream(Capability.values()).map(capability -> status(capability, why, remedy)).toList());
        Thread poller = new Thread(() -> poll(sink), "netsession-jdk-poll");
        poller.setDaemon(true);
        poller.start();
    }

    private static CapabilityStatus status(Capability capability, String why, Optional<String> remedy) {
        Support support = capability == Capability.CHANGE_EVENTS ? Support.DEGRADED : Support.UNSUPPORTED;
        String reason = (support == Support.DEGRADED ? "the JDK has no change events: interfaces are read every " + POLL_SECONDS + " s; "
            : "the JDK alone cannot do it; ") + why;
        return remedy.map(text -> CapabilityStatus.of(capability, support, reason, text)).orElseGet(() -> CapabilityStatus.of(capability, support, reason));
    }

    private void poll(BackendSink sink) {
        while (closed.getCount() != 0) {
            try {
                if (!closed.await(POLL_SECONDS, TimeUnit.SECONDS)) {
                    sink.changed();
                    polling.end();
                }
            } catch (Throwable thrown) {
                // An interrupt does not end it either: only close() does.
                LockSupport.parkNanos(polling.add(thrown));
            }
        }
    }

    @Override
    public CapabilityReport capabilities() {
        return capabilities;
    }

    @Override
    public Snapshot read() {
        List<Link> links = new ArrayList<>();
        try {
            for (NetworkInterface networkInterface : NetworkInterface.networkInterfaces().toList()) {
                link(networkInterface).ifPresent(links::add);
            }
        } catch (SocketException refused) {
            throw new BackendException(BackendException.Kind.TEMPORARY, "NetworkInterface.networkInterfaces", String.valueOf(refused.getMessage()));
        }
        List<AccessPoint> accessPoints = links.stream().filter(link -> link.kind() != LinkKind.LOOPBACK).map(JdkBackend::accessPoint).toList();
        return Snapshot.builder().accessPoints(accessPoints).links(links).defaultInterfaceKnown(false).build();
    }

    /** Returns the link of an interface; empty if the interface disappears during the calls, as the next reading will show. */
    private static Optional<Link> link(NetworkInterface networkInterface) {
        try {
            boolean loopback = networkInterface.isLoopback();
            boolean up = networkInterface.isUp();
            byte[] hardware = networkInterface.getHardwareAddress();
            List<LinkAddress> addresses = new ArrayList<>();
            for (InterfaceAddress address : networkInterface.getInterfaceAddresses()) {
                int bits = address.getAddress().getAddress().length * 8;
                int prefix = address.getNetworkPrefixLength();
                addresses.add(new LinkAddress(address.getAddress(), prefix >= 0 && prefix <= bits ? prefix : bits, true));
            }
            Link.Builder link = Link.builder(networkInterface.getName(), Math.max(1, networkInterface.getIndex()))
                .kind(loopback ? LinkKind.LOOPBACK : LinkKind.UNKNOWN).bearer(loopback ? Bearer.LOOPBACK : Bearer.UNKNOWN)
                .up(up).carrier(up).operational(up).mtuBytes(Math.max(0, networkInterface.getMTU())).addresses(addresses);
            if (hardware != null) {
                link.hardwareAddress(HexFormat.ofDelimiter(":").formatHex(hardware));
            }
            return Optional.of(link.build());
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }

    private static AccessPoint accessPoint(Link link) {
        return AccessPoint.builder(ConfigurationId.of("link", link.name())).name(link.name())
            .state(link.isUsable() ? ConfigurationState.ACTIVE : ConfigurationState.DEFINED).bearer(link.bearer()).interfaceName(link.name())
            .needsPermission(!link.up()).build();
    }

    @Override
    public void counters(CounterSink sink) {
        throw unsupported("counters");
    }

    @Override
    public void counters(int linkIndex, CounterSink sink) {
        throw unsupported("counters");
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        throw unsupported("start");
    }

    @Override
    public void stop(ConfigurationId id) {
        throw unsupported("stop");
    }

    @Override
    public void scan() {
        throw unsupported("scan");
    }

    @Override
    public void direct(ConfigurationId id, Link link, Closeable socket) {
        throw unsupported("direct");
    }

    private BackendException unsupported(String call) {
        BackendException failure = new BackendException(BackendException.Kind.UNSUPPORTED, call, "the JDK alone cannot do it");
        return remedy.map(failure::withRemedy).orElse(failure);
    }

    @Override
    public Object scope() {
        return "jdk";
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
