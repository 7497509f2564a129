package io.github.netsession.cli;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import io.github.netsession.Purpose;
import io.github.netsession.SessionHolder;
import io.github.netsession.Support;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A machine with one Ethernet link, one wireless network with a hostile name, and a loopback link. */
final class Samples {

    /** Tries to clear the screen. */
    static final String HOSTILE_NAME = "caf\u00e9\u001b[2J\u202e";

    static final NetworkConfiguration ETH0 = configuration("link:eth0", "eth0", ConfigurationState.ACTIVE);
    static final NetworkConfiguration WLAN = new NetworkConfiguration(new ConfigurationId("nm:1234"), HOSTILE_NAME,
        ConfigurationKind.ACCESS_POINT, ConfigurationState.DISCOVERED, Purpose.PRIVATE, Bearer.WLAN, List.of(), true,
        Duration.ofMillis(2500), Metered.GUESSED_YES, Connectivity.CAPTIVE_PORTAL, OptionalInt.of(67), Optional.empty());
    static final Link LO = new Link("lo", 1, LinkKind.LOOPBACK, Bearer.LOOPBACK, true, true, true, 65536, Optional.empty(),
        Optional.empty(), List.of(address("127.0.0.1", 8, true), address("::1", 128, true)));
    static final Link LINK = new Link("eth0", 2, LinkKind.PHYSICAL, Bearer.ETHERNET, true, true, true, 1500,
        Optional.of("02:00:00:00:00:01"), Optional.of("br0"), List.of(address("10.0.0.1", 24, true), address("fe80::1", 64, false)));
    static final NetworksState STATE = new NetworksState(1, true, Connectivity.UNKNOWN, Metered.UNKNOWN, Set.of(), Optional.of("eth0"),
        List.of(ETH0, WLAN), List.of(LO, LINK), true);
    static final NetworksState EMPTY = new NetworksState(1, false, Connectivity.NONE, Metered.UNKNOWN, Set.of(), Optional.empty(),
        List.of(), List.of(), false);
    static final Map<String, InterfaceCounters> COUNTERS = Map.of("eth0", counters("eth0", Long.MAX_VALUE, 1536));

    static final List<SessionHolder> HOLDERS = List.of(
        new SessionHolder(42, "Backup" + HOSTILE_NAME, Instant.parse("2026-11-25T05:05:33Z"), new ConfigurationId("link:eth0")));

    private Samples() {
    }

    static NetworkConfiguration configuration(String id, String name, ConfigurationState state) {
        return new NetworkConfiguration(new ConfigurationId(id), name, ConfigurationKind.ACCESS_POINT, state, Purpose.UNKNOWN,
            Bearer.ETHERNET, List.of(), false, NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, Metered.UNKNOWN, Connectivity.UNKNOWN,
            OptionalInt.empty(), Optional.of(name));
    }

    /** A configuration that may take a millisecond to start. */
    static NetworkConfiguration quick() {
        return new NetworkConfiguration(new ConfigurationId("link:q"), "q", ConfigurationKind.ACCESS_POINT, ConfigurationState.DISCOVERED,
            Purpose.UNKNOWN, Bearer.ETHERNET, List.of(), false, Duration.ofMillis(1), Metered.UNKNOWN, Connectivity.UNKNOWN,
            OptionalInt.empty(), Optional.empty());
    }

    static InterfaceCounters counters(String name, long received, long written) {
        return new InterfaceCounters(name, 2, received, written, 3, 4, 5, 6, 7, 8, 0);
    }

    static CapabilityReport report() {
        return new CapabilityReport(Arrays.stream(Capability.values())
            .map(each -> CapabilityStatus.of(each, Support.UNSUPPORTED, "not here")).toList())
            .with(CapabilityStatus.of(Capability.SCAN, Support.DENIED, "not\nallowed", "ask root"));
    }

    static LinkAddress address(String text, int prefix, boolean usable) {
        try {
            return new LinkAddress(InetAddress.getByName(text), prefix, usable);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
