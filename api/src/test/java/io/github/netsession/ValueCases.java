package io.github.netsession;

import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The value classes that may grow, for {@link ValuesTest}. */
final class ValueCases {

    private static final Comparator<NetworkConfiguration> BY_NAME = Comparator.comparing(NetworkConfiguration::name);

    private static final ConfigurationId ID = new ConfigurationId("sim:a");
    private static final ConfigurationId OTHER_ID = new ConfigurationId("sim:b");

    /** The collections that the values were made of, all of which can be changed. */
    private final List<Runnable> clearings = new ArrayList<>();

    List<ValueCase<?, ?>> all() {
        return List.of(configuration(), link(), counters(), state(), offer(), policy(), profile(), report(), status(), accessPoint(), snapshot(), options(), probe());
    }

    /** Empties the collections that the values were made of. */
    void clear() {
        clearings.forEach(Runnable::run);
    }

    @SafeVarargs
    private <T> List<T> list(T... elements) {
        List<T> list = new ArrayList<>();
        for (T element : elements) {
            list.add(element);
        }
        clearings.add(list::clear);
        return list;
    }

    @SafeVarargs
    private <T> Set<T> set(T... elements) {
        Set<T> set = new HashSet<>();
        for (T element : elements) {
            set.add(element);
        }
        clearings.add(set::clear);
        return set;
    }

    private static NetworkConfiguration configurationOf(String id) {
        return NetworkConfiguration.builder(new ConfigurationId(id)).build();
    }

    private static Link linkOf(String name) {
        return Link.builder(name, 7).build();
    }

    private NetworkConfiguration.Builder configuration(ConfigurationId id) {
        return NetworkConfiguration.builder(id).name("a").kind(ConfigurationKind.SERVICE_NETWORK).state(ConfigurationState.ACTIVE)
            .purpose(Purpose.PRIVATE).bearer(Bearer.WLAN).children(list()).isRoamingAvailable(true).connectTimeout(Duration.ofSeconds(1))
            .metered(Metered.YES).connectivity(Connectivity.INTERNET).signalPercent(50).interfaceName("wlan0");
    }

    private ValueCase<?, ?> configuration() {
        return ValueCase.of(() -> configuration(ID), NetworkConfiguration.Builder::build)
            .differing("id", configuration(OTHER_ID).build())
            .differingIn("name", builder -> builder.name("b"))
            .differingIn("kind", builder -> builder.kind(ConfigurationKind.ACCESS_POINT))
            .differingIn("state", builder -> builder.state(ConfigurationState.DEFINED))
            .differingIn("purpose", builder -> builder.purpose(Purpose.UNKNOWN))
            .differingIn("bearer", builder -> builder.bearer(Bearer.UNKNOWN))
            .differingIn("children", builder -> builder.children(list(OTHER_ID)))
            .differingIn("isRoamingAvailable", builder -> builder.isRoamingAvailable(false))
            .differingIn("connectTimeout", builder -> builder.connectTimeout(Duration.ofSeconds(2)))
            .differingIn("metered", builder -> builder.metered(Metered.UNKNOWN))
            .differingIn("connectivity", builder -> builder.connectivity(Connectivity.UNKNOWN))
            .differingIn("signalPercent", builder -> builder.signalPercent(0))
            .differingIn("interfaceName", builder -> builder.interfaceName("wlan1"));
    }

    private Link.Builder link(String name, int index) {
        return Link.builder(name, index).kind(LinkKind.PHYSICAL).bearer(Bearer.ETHERNET).up(true).carrier(true).operational(true).mtuBytes(1500)
            .hardwareAddress("02:00:00:00:00:01").master("br0").addresses(list(new LinkAddress(InetAddress.getLoopbackAddress(), 8, true)))
            .systemId("{1}").alternativeNames(list("enp1s0")).routed(true);
    }

    private ValueCase<?, ?> link() {
        return ValueCase.of(() -> link("eth0", 2), Link.Builder::build)
            .differing("name", link("eth1", 2).build())
            .differing("index", link("eth0", 3).build())
            .differingIn("kind", builder -> builder.kind(LinkKind.UNKNOWN))
            .differingIn("bearer", builder -> builder.bearer(Bearer.UNKNOWN))
            .differingIn("up", builder -> builder.up(false))
            .differingIn("carrier", builder -> builder.carrier(false))
            .differingIn("operational", builder -> builder.operational(false))
            .differingIn("mtuBytes", builder -> builder.mtuBytes(0))
            .differingIn("hardwareAddress", builder -> builder.hardwareAddress("02:00:00:00:00:02"))
            .differingIn("master", builder -> builder.master("br1"))
            .differingIn("addresses", builder -> builder.addresses(list()))
            .differingIn("systemId", builder -> builder.systemId("{2}"))
            .differingIn("alternativeNames", builder -> builder.alternativeNames(list()))
            .differingIn("routed", builder -> builder.routed(false));
    }

    private InterfaceCounters.Builder counters(String name, int index) {
        return InterfaceCounters.builder(name, index).bytesReceived(1).bytesWritten(2).packetsReceived(3).packetsWritten(4).errorsReceived(5)
            .errorsWritten(6).droppedReceived(7).droppedWritten(8).epoch(9);
    }

    private ValueCase<?, ?> counters() {
        return ValueCase.of(() -> counters("eth0", 2), InterfaceCounters.Builder::build)
            .differing("interfaceName", counters("eth1", 2).build())
            .differing("interfaceIndex", counters("eth0", 3).build())
            .differingIn("bytesReceived", builder -> builder.bytesReceived(0))
            .differingIn("bytesWritten", builder -> builder.bytesWritten(0))
            .differingIn("packetsReceived", builder -> builder.packetsReceived(0))
            .differingIn("packetsWritten", builder -> builder.packetsWritten(0))
            .differingIn("errorsReceived", builder -> builder.errorsReceived(0))
            .differingIn("errorsWritten", builder -> builder.errorsWritten(0))
            .differingIn("droppedReceived", builder -> builder.droppedReceived(0))
            .differingIn("droppedWritten", builder -> builder.droppedWritten(0))
            .differingIn("epoch", builder -> builder.epoch(0));
    }

    private ValueCase<?, ?> state() {
        return ValueCase.of(() -> NetworksState.builder().generation(2).online(true).connectivity(Connectivity.INTERNET).metered(Metered.YES)
                .usagePolicies(set(UsagePolicy.NO_BACKGROUND_TRAFFIC)).defaultInterface(linkOf("eth0")).configurations(list(configurationOf("sim:a")))
                .interfaces(list(linkOf("eth0"))).exact(false), NetworksState.Builder::build)
            .differingIn("generation", builder -> builder.generation(3))
            .differingIn("online", builder -> builder.online(false))
            .differingIn("connectivity", builder -> builder.connectivity(Connectivity.UNKNOWN))
            .differingIn("metered", builder -> builder.metered(Metered.UNKNOWN))
            .differingIn("usagePolicies", builder -> builder.usagePolicies(set()))
            .differingIn("defaultInterface", builder -> builder.defaultInterface(linkOf("eth1")))
            .differingIn("defaultInterfaceKnown", builder -> builder.defaultInterfaceKnown(false))
            .differingIn("configurations", builder -> builder.configurations(list(configurationOf("sim:b"))))
            .differingIn("interfaces", builder -> builder.interfaces(list(linkOf("eth1"))))
            .differingIn("exact", builder -> builder.exact(true));
    }

    private RoamingOffer.Builder offer(String current, String candidate) {
        return RoamingOffer.builder(configurationOf(current), configurationOf(candidate)).reason(RoamingOffer.Reason.REPLACEMENT)
            .isSeamless(true).isMakeBeforeBreak(true);
    }

    private ValueCase<?, ?> offer() {
        return ValueCase.of(() -> offer("sim:a", "sim:b"), RoamingOffer.Builder::build)
            .differing("current", offer("sim:c", "sim:b").build())
            .differing("candidate", offer("sim:a", "sim:c").build())
            .differingIn("reason", builder -> builder.reason(RoamingOffer.Reason.UPGRADE))
            .differingIn("isSeamless", builder -> builder.isSeamless(false))
            .differingIn("isMakeBeforeBreak", builder -> builder.isMakeBeforeBreak(false));
    }

    private ValueCase<?, ?> policy() {
        return ValueCase.of(() -> RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).dwell(Duration.ofSeconds(1))
                .decisionTime(Duration.ofSeconds(2)).searchTime(Duration.ofSeconds(3)).patience(Duration.ofSeconds(4))
                .longestPatience(Duration.ofSeconds(5)).noisePercent(6).weakPercent(7).strongPercent(8), RoamingPolicy.Builder::build)
            .differingIn("ranking", builder -> builder.ranking(RoamingPolicy.Ranking.DEFINITION_ORDER))
            .differingIn("order", builder -> builder.order(BY_NAME))
            .differingIn("dwell", builder -> builder.dwell(Duration.ZERO))
            .differingIn("decisionTime", builder -> builder.decisionTime(Duration.ofSeconds(1)))
            .differingIn("searchTime", builder -> builder.searchTime(Duration.ZERO))
            .differingIn("patience", builder -> builder.patience(Duration.ofSeconds(1)))
            .differingIn("longestPatience", builder -> builder.longestPatience(Duration.ofMinutes(1)))
            .differingIn("noisePercent", builder -> builder.noisePercent(1))
            .differingIn("weakPercent", builder -> builder.weakPercent(0))
            .differingIn("strongPercent", builder -> builder.strongPercent(100));
    }

    private ValueCase<?, ?> profile() {
        return ValueCase.of(() -> NetworkProfile.wlan("a", "b").interfaceName("wlan0"), NetworkProfile.Builder::build)
            .differing("name", NetworkProfile.wlan("b", "b").interfaceName("wlan0").build())
            .differing("bearer", wiredWithSsid())
            .differing("ssid", NetworkProfile.wlan("a", "c").interfaceName("wlan0").build())
            .differingIn("interfaceName", builder -> builder.interfaceName("wlan1"))
            .differingIn("passphrase", builder -> builder.passphrase("12345678"));
    }

    /** What nobody can say: else no two profiles would differ in their bearer alone. */
    private static NetworkProfile wiredWithSsid() {
        NetworkProfile.Builder builder = NetworkProfile.ethernet("a").interfaceName("wlan0");
        try {
            Field ssid = NetworkProfile.Builder.class.getDeclaredField("ssid");
            ssid.setAccessible(true);
            ssid.set(builder, "b");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return builder.build();
    }

    private ValueCase<?, ?> report() {
        return ValueCase.of(() -> CapabilityReport.of(list(CapabilityStatus.of(Capability.SCAN, Support.AVAILABLE, "it can"))))
            .differing("statuses", CapabilityReport.of(set(CapabilityStatus.of(Capability.SCAN, Support.DEGRADED, "it can"))));
    }

    private static ValueCase<?, ?> status() {
        return ValueCase.of(() -> CapabilityStatus.of(Capability.SCAN, Support.DENIED, "not allowed", "ask root"))
            .differing("capability", CapabilityStatus.of(Capability.METERED_DETECTION, Support.DENIED, "not allowed", "ask root"))
            .differing("support", CapabilityStatus.of(Capability.SCAN, Support.MISSING, "not allowed", "ask root"))
            .differing("reason", CapabilityStatus.of(Capability.SCAN, Support.DENIED, "forbidden", "ask root"))
            .differing("remedy", CapabilityStatus.of(Capability.SCAN, Support.DENIED, "not allowed"));
    }

    private AccessPoint.Builder accessPoint(ConfigurationId id) {
        return AccessPoint.builder(id).name("a").state(ConfigurationState.ACTIVE).transition(AccessPoint.Transition.STARTING).purpose(Purpose.PRIVATE)
            .bearer(Bearer.WLAN).connectTimeout(Duration.ofSeconds(1)).metered(Metered.YES).connectivity(Connectivity.INTERNET).signalPercent(50)
            .interfaceName("wlan0").mobilityDomain("a").lastSeenNanos(5).managed(true);
    }

    private ValueCase<?, ?> accessPoint() {
        return ValueCase.of(() -> accessPoint(ID), AccessPoint.Builder::build)
            .differing("id", accessPoint(OTHER_ID).build())
            .differingIn("name", builder -> builder.name("b"))
            .differingIn("state", builder -> builder.state(ConfigurationState.DEFINED))
            .differingIn("transition", builder -> builder.transition(AccessPoint.Transition.NONE))
            .differingIn("purpose", builder -> builder.purpose(Purpose.UNKNOWN))
            .differingIn("bearer", builder -> builder.bearer(Bearer.UNKNOWN))
            .differingIn("connectTimeout", builder -> builder.connectTimeout(Duration.ofSeconds(2)))
            .differingIn("metered", builder -> builder.metered(Metered.UNKNOWN))
            .differingIn("connectivity", builder -> builder.connectivity(Connectivity.UNKNOWN))
            .differingIn("signalPercent", builder -> builder.signalPercent(0))
            .differingIn("interfaceName", builder -> builder.interfaceName("wlan1"))
            .differingIn("mobilityDomain", builder -> builder.mobilityDomain("b"))
            .differingIn("lastSeenNanos", builder -> builder.lastSeenNanos(0))
            .differingIn("managed", builder -> builder.managed(false))
            .differingIn("needsPermission", builder -> builder.needsPermission(true))
            .differingIn("progressing", builder -> builder.progressing(true))
            .differingIn("identity", builder -> builder.identity(new InterfaceIdentity("kernel", "5")));
    }

    private ValueCase<?, ?> snapshot() {
        return ValueCase.of(() -> Snapshot.builder().accessPoints(list(AccessPoint.builder(ID).build())).links(list(linkOf("eth0")))
                .defaultInterface("eth0").connectivity(Connectivity.INTERNET).metered(Metered.YES)
                .usagePolicies(set(UsagePolicy.NO_BACKGROUND_TRAFFIC)).suspended(Duration.ofSeconds(1)).losses(1).exact(false),
                Snapshot.Builder::build)
            .differingIn("accessPoints", builder -> builder.accessPoints(list(AccessPoint.builder(OTHER_ID).build())))
            .differingIn("links", builder -> builder.links(list(linkOf("eth1"))))
            .differingIn("defaultInterface", builder -> builder.defaultInterface("eth1"))
            .differingIn("defaultInterfaceKnown", builder -> builder.defaultInterfaceKnown(false))
            .differingIn("connectivity", builder -> builder.connectivity(Connectivity.UNKNOWN))
            .differingIn("metered", builder -> builder.metered(Metered.UNKNOWN))
            .differingIn("usagePolicies", builder -> builder.usagePolicies(set()))
            .differingIn("suspended", builder -> builder.suspended(Duration.ZERO))
            .differingIn("losses", builder -> builder.losses(0))
            .differingIn("exact", builder -> builder.exact(true));
    }

    private static ValueCase<?, ?> options() {
        return ValueCase.of(() -> StartOptions.builder().inBackground(true), StartOptions.Builder::build)
            .differingIn("inBackground", builder -> builder.inBackground(false))
            .differingIn("stopsAutoconnected", builder -> builder.stopsAutoconnected(true));
    }

    private static ValueCase<?, ?> probe() {
        return ValueCase.of(() -> Probe.unusable("a")).differing("usable", Probe.usable("a")).differing("reason", Probe.unusable("b"))
            .differing("remedy", Probe.unusable("a", "c"));
    }
}
