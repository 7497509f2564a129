package io.github.netsession.cli;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
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

/** A machine with one Ethernet link, one wireless network with a hostile name, and a loopback link. */
final class Samples {

    /** Tries to clear the screen. */
    static final String HOSTILE_NAME = "caf\u00e9\u001b[2J\u202e";

    static final NetworkConfiguration ETH0 = configuration("link:eth0", "eth0", ConfigurationState.ACTIVE);
    static final NetworkConfiguration WLAN = NetworkConfiguration.builder(new ConfigurationId("nm:1234")).name(HOSTILE_NAME)
        .state(ConfigurationState.DISCOVERED).purpose(Purpose.PRIVATE).bearer(Bearer.WLAN).isRoamingAvailable(true)
        .connectTimeout(Duration.ofMillis(2500)).metered(Metered.GUESSED_YES).connectivity(Connectivity.CAPTIVE_PORTAL).signalPercent(67).build();
    static final Link LO = card("lo", 1).kind(LinkKind.LOOPBACK).bearer(Bearer.LOOPBACK).mtuBytes(65536)
        .addresses(List.of(address("127.0.0.1", 8, true), address("::1", 128, true))).build();
    static final Link LINK = card("eth0", 2).alternativeNames(List.of("enp0s31f6", "uplink" + HOSTILE_NAME)).hardwareAddress("02:00:00:00:00:01").master("br0")
        .addresses(List.of(address("10.0.0.1", 24, true), address("fe80::1", 64, false))).build();
    static final NetworksState STATE = NetworksState.builder().online(true).defaultInterface(LINK).configurations(List.of(ETH0, WLAN))
        .interfaces(List.of(LO, LINK)).build();
    static final NetworksState EMPTY = NetworksState.builder().connectivity(Connectivity.NONE).exact(false).build();
    static final Map<String, InterfaceCounters> COUNTERS = Map.of("eth0", counters("eth0", Long.MAX_VALUE, 1536));

    static final CapabilityStatus PAST_THE_TUNNEL =
        CapabilityStatus.of(Capability.DIRECT_CONNECTION_ROUTING, Support.DEGRADED, "past the tunnel", "plain sockets");

    static final List<SessionHolder> HOLDERS = List.of(
        new SessionHolder(42, "Backup" + HOSTILE_NAME, Instant.parse("2026-11-25T05:05:33Z"), new ConfigurationId("link:eth0")));

    private Samples() {
    }

    static NetworkConfiguration configuration(String id, String name, ConfigurationState state) {
        return NetworkConfiguration.builder(new ConfigurationId(id)).name(name).state(state).bearer(Bearer.ETHERNET).interfaceName(name).build();
    }

    /** A wired card that is up, to be changed. */
    static Link.Builder card(String name, int index) {
        return Link.builder(name, index).kind(LinkKind.PHYSICAL).bearer(Bearer.ETHERNET).up(true).carrier(true).operational(true).mtuBytes(1500);
    }

    /** A configuration that may take a millisecond to start. */
    static NetworkConfiguration quick() {
        return NetworkConfiguration.builder(new ConfigurationId("link:q")).name("q").state(ConfigurationState.DISCOVERED)
            .bearer(Bearer.ETHERNET).connectTimeout(Duration.ofMillis(1)).build();
    }

    static InterfaceCounters counters(String name, long received, long written) {
        return InterfaceCounters.builder(name, 2).bytesReceived(received).bytesWritten(written).packetsReceived(3).packetsWritten(4)
            .errorsReceived(5).errorsWritten(6).droppedReceived(7).droppedWritten(8).build();
    }

    static CapabilityReport report() {
        return CapabilityReport.of(Arrays.stream(Capability.values())
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
