package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.LastClose;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.UsagePolicy;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import io.github.netsession.testkit.VethPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What sessions are with a real NetworkManager, beyond what every backend has to do. */
@Tag("manager")
@Tag("every-jdk")
@Timeout(120)
class ManagerSessionsIT extends ManagerStory {

    private static final String DHCP = "0ff1ce00-0000-4000-8000-000000000003";
    private static final int LARGE = 1_200;
    private static final ConfigurationId DHCP_ID = ConfigurationId.of("nm", DHCP);

    @Test
    void whatNmcliDoesIsSeenWithinASecond() {
        configuration(OFFICE_ID);
        isSeenWithinASecond("a start", () -> bed.nmcli("connection", "up", OFFICE), OFFICE_ID, NetworkConfiguration::isActive);
        isSeenWithinASecond("another name", () -> bed.nmcli("connection", "modify", OFFICE, "connection.id", "the office"), OFFICE_ID,
            seen -> seen.name().equals("the office"));
        isSeenWithinASecond("another cost", () -> {
            bed.nmcli("connection", "modify", OFFICE, "connection.metered", "yes");
            bed.nmcli("device", "reapply", "ap0");
        }, OFFICE_ID, seen -> seen.metered() == Metered.YES);
        isSeenWithinASecond("its end", () -> {
            bed.nmcli("connection", "modify", OFFICE, "connection.metered", "no");
            bed.nmcli("device", "reapply", "ap0");
        }, OFFICE_ID, seen -> seen.metered() == Metered.NO);
        isSeenWithinASecond("the cost of what is not up", () -> bed.nmcli("connection", "modify", PHONE, "connection.metered", "no"), PHONE_ID,
            seen -> seen.metered() == Metered.NO);
        isSeenWithinASecond("a stop", () -> bed.nmcli("connection", "down", OFFICE), OFFICE_ID, seen -> seen.state() == ConfigurationState.DISCOVERED);
        isSeenWithinASecond("another name of the link", () -> Netns.ip("link set ap0 name ap9"), OFFICE_ID,
            seen -> seen.state() == ConfigurationState.DEFINED);
        isSeenWithinASecond("its old name again", () -> {
            Netns.ip("link set ap9 name ap0");
            Await.until(() -> bed.nmcli("-f", "DEVICE,STATE", "device").contains("ap0:disconnected"));
        }, OFFICE_ID, seen -> seen.state() == ConfigurationState.DISCOVERED);
        bed.nmcli("connection", "delete", PHONE);
        eventually(() -> networks.configuration(PHONE_ID).isEmpty(), "it is deleted");
        isSeenWithinASecond("a new profile", () -> bed.profile(PHONE, "phone", "ap1", BY_HAND), PHONE_ID,
            seen -> seen.state() == ConfigurationState.DISCOVERED);
    }

    @Test
    void theListIsWhatNmcliLists() {
        up(OFFICE);
        List<String> listed = new ArrayList<>();
        networks.configurations().forEach(each -> listed.add(each.name() + ":" + each.id().value().replace("nm:", "") + ":"
            + (each.isActive() ? each.interfaceName().orElse("") : "")));
        List<String> witness = new ArrayList<>(Arrays.asList(bed.nmcli("-f", "NAME,UUID,DEVICE", "connection", "show").split("\n")));
        witness.removeIf(line -> line.startsWith("lo:"));
        Collections.sort(witness);
        Collections.sort(listed.subList(0, 2));
        assertEquals(witness, listed.subList(0, 2));
        assertEquals(List.of("net0", "net1"), listed.subList(2, 4).stream().map(line -> line.replaceAll(":.*", "")).toList(),
            "what NetworkManager does not manage is still a link");
        assertEquals(Optional.of("ap0"), networks.state().defaultInterface().map(Link::name));
        assertEquals(OFFICE_ID, networks.defaultConfiguration().orElseThrow().id());
    }

    @Test
    void whatNetworkManagerWouldMakeFirstCanBeStarted() {
        bed.nmcli("connection", "add", "type", "bridge", "ifname", "br0", "con-name", "br", "connection.uuid", DHCP, "autoconnect", "no",
            "ipv4.method", "manual", "ipv4.addresses", "203.0.113.1/24", "ipv6.method", "disabled", "bridge.stp", "no");
        assertTrue(Netns.run("ip", "link", "show", "br0").exit() != 0, "there is no such link");
        eventually(() -> configuration(DHCP_ID).state() == ConfigurationState.DISCOVERED, "and yet it can be started");
        assertEquals(Optional.empty(), configuration(DHCP_ID).interfaceName());
        bed.profile("0ff1ce00-0000-4000-8000-000000000004", "port", "ap1", "autoconnect=true\nmaster=br0\nslave-type=bridge\n");
        assertTrue(networks.configurations().stream().noneMatch(each -> each.name().equals("port")), "a port is no access point");
        bed.nmcli("connection", "up", "port");
        eventually(() -> configuration(DHCP_ID).isActive(), "it is up with its port");
        assertEquals(Optional.of("br0"), configuration(DHCP_ID).interfaceName());
    }

    @Test
    void whatSomebodyElseIsStartingIsConnecting() throws Exception {
        // Long enough to be seen on the way on a busy machine, and to be met by the other; its own time would be 30 s.
        dhcpProfile(8);
        NetworkSession session = session(DHCP_ID);
        Process nmcli = new ProcessBuilder("nmcli", "connection", "up", DHCP).redirectErrorStream(true).start();
        eventually(() -> session.state() == SessionState.CONNECTING, "it is seen to connect");
        NetworkSession other = session(DHCP_ID);
        long begin = System.nanoTime();
        SessionFailure failure = failureOf(other.open());
        assertTrue(failure.isRetryable() && failure.nativeCode().isPresent(), failure::toString);
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(25), "it ends with the other's attempt, not with its own time");
        eventually(() -> session.state() == SessionState.DISCONNECTED, "it has given up");
        nmcli.waitFor();
    }

    private void dhcpProfile(int seconds) {
        bed.profile(DHCP, "dhcp", "ap1", BY_HAND + "[ipv4]\nmethod=auto\ndhcp-timeout=" + seconds + "\nmay-fail=false\n[ipv6]\nmethod=disabled\n");
        configuration(DHCP_ID);
    }

    @Test
    void aStartThatGetsNoAddressSaysSo() {
        dhcpProfile(2);
        SessionFailure failure = failureOf(session(DHCP_ID).open());
        assertEquals("NMDeviceStateReason 5", failure.nativeCode().map(code -> code.domain() + " " + code.code()).orElse("none"), failure::toString);
        assertTrue(failure.isRetryable() && failure.message().contains("no IP address"), failure::message);
    }

    @Test
    void aStartWhoseDeviceIsTakenAwayEndsAtOnce() {
        dhcpProfile(60);
        NetworkSession session = session(DHCP_ID);
        CompletableFuture<Void> opening = session.open();
        eventually(() -> session.state() == SessionState.CONNECTING && bed.nmcli("-f", "UUID,STATE", "connection", "show", "--active").contains("activating"),
            "it is being started");
        Netns.ip("link del ap1");
        SessionFailure failure = failureOf(opening);
        assertTrue(Set.of(SessionError.INVALID_CONFIGURATION, SessionError.UNKNOWN).contains(failure.error()), failure::toString);
    }

    @Test
    void whatNetworkManagerStartsByItselfIsNeverStoppedByAClose() {
        bed.nmcli("connection", "modify", OFFICE, "connection.autoconnect", "yes");
        up(OFFICE);
        bed.nmcli("connection", "down", OFFICE);
        eventually(() -> networks.configuration(OFFICE_ID).orElseThrow().state() == ConfigurationState.DISCOVERED, "it is down");
        NetworkSession session = opened(OFFICE_ID);
        session.close();
        eventually(() -> !session.isOpen(), "it is closed");
        NetworkSession other = opened(PHONE_ID);
        other.close();
        eventually(() -> !bed.isActive(PHONE), "what is started by hand is stopped meanwhile");
        assertTrue(bed.isActive(OFFICE));
    }

    @Test
    void whatNetworkManagerStartsByItselfIsStoppedByACloseIfTheRuleSaysSo() {
        bed.nmcli("connection", "modify", OFFICE, "connection.autoconnect", "yes");
        up(OFFICE);
        try (Networks strict = Networks.builder().onLastClose(LastClose.STOP_IF_STARTED_EVEN_AUTOCONNECT).open()) {
            closedOn(strict, OFFICE_ID);
            assertTrue(bed.isActive(OFFICE), "it was up before any session");
            bed.nmcli("connection", "down", OFFICE);
            eventually(() -> strict.configuration(OFFICE_ID).orElseThrow().state() == ConfigurationState.DISCOVERED, "it is down");
            closedOn(strict, OFFICE_ID);
            eventually(() -> !bed.isActive(OFFICE), "a session had started it");
            closedOn(strict, PHONE_ID);
            eventually(() -> !bed.isActive(PHONE), "time has passed");
            assertFalse(bed.isActive(OFFICE), "NetworkManager would have started it by now");
        }
    }

    private static void closedOn(Networks networks, ConfigurationId id) {
        eventually(() -> networks.configuration(id).isPresent(), id + " is listed");
        NetworkSession session = networks.session(id);
        session.open();
        eventually(session::isOpen, id + " is open");
        session.close();
        eventually(() -> !session.isOpen(), id + " is closed");
    }

    @Test
    void whatIsStoppedDoesNotComeStraightBack() {
        bed.nmcli("connection", "modify", OFFICE, "connection.autoconnect", "yes");
        up(OFFICE);
        NetworkSession session = opened(OFFICE_ID);
        session.stop();
        eventually(() -> !bed.isActive(OFFICE), "it is stopped");
        opened(PHONE_ID).close();
        eventually(() -> !bed.isActive(PHONE), "time has passed");
        assertFalse(bed.isActive(OFFICE), "NetworkManager would have started it by now");
    }

    @Test
    void whatWasMadeOutsideNetworkManagerIsNeverStopped() {
        Netns.ip("addr add 203.0.113.2/24 dev ap0");
        ConfigurationId id = ConfigurationId.of("link", "ap0");
        eventually(() -> networks.configuration(id).filter(NetworkConfiguration::isActive).isPresent(), "the link is an access point of its own");
        assertEquals(Support.UNSUPPORTED, networks.capabilities(id).of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        NetworkSession session = opened(id);
        SessionFailure failure = failureOf(session.stop());
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error(), failure::toString);
        try (Networks strict = Networks.builder().onLastClose(LastClose.STOP_ALWAYS).open()) {
            NetworkSession last = strict.session(id);
            last.open();
            eventually(last::isOpen, "it is open");
            session.close();
            last.close();
            eventually(() -> !last.isOpen(), "it is closed");
        }
        assertTrue(Netns.ip("addr show ap0").contains("203.0.113.2") && Netns.ip("-o link show ap0").contains(",UP"));
    }

    /** The kernel tells of the carrier first, and works out the operational state later: a reading may fall in between. */
    @Test
    void aCarrierThatIsBackBeforeTheLinkIsOperationalIsNoLoss() {
        up(OFFICE);
        NetworkSession session = opened(OFFICE_ID);
        SessionTrace trace = SessionTrace.of(session);
        eventually(trace::hasBegun, "it is told how the session stands");
        Netns.accessPoint("ap0").gapIntoDormancy();
        eventually(() -> networks.interfaces().stream().anyMatch(link -> link.name().equals("ap0") && link.carrier() && !link.operational()),
            "the carrier is back and the link is not operational");
        assertTrue(session.isOpen() && bed.isActive(OFFICE));
        Netns.accessPoint("ap0").wake();
        eventually(() -> networks.interfaces().stream().anyMatch(link -> link.name().equals("ap0") && link.operational()), "it is operational");
        assertTrue(session.isOpen() && bed.isActive(OFFICE));
        assertEquals(List.of(), trace.changes());
    }

    @Test
    void aRenameUnderASessionChangesNoneOfItsSums() throws IOException {
        up(OFFICE);
        NetworkSession session = opened(OFFICE_ID);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("192.0.2.99"), 9));
        }
        eventually(() -> session.traffic().orElseThrow().bytesWritten() > 0, "the kernel asks for the neighbour");
        long atOpening = session.bytesWritten() - session.traffic().orElseThrow().bytesWritten();
        int index = session.networkInterface().orElseThrow().index();
        Netns.ip("link set ap0 name uplink");
        eventually(() -> session.networkInterface().filter(link -> link.name().equals("uplink") && link.index() == index).isPresent(), "the name is seen");
        assertTrue(session.isOpen(), () -> session.state() + " " + session.failure());
        assertTrue(bed.isActive(OFFICE));
        VethPair renamed = new VethPair(Netns::ip, "uplink", "net0", "192.0.2");
        eventually(() -> session.bytesWritten() == renamed.counted().bytesWritten(), "all bytes are what ip says");
        eventually(() -> session.bytesWritten() - session.traffic().orElseThrow().bytesWritten() == atOpening, "the share is what passed since the opening");
    }

    /** The kernel shows the new name before NetworkManager does; here for as long as NetworkManager is stopped. */
    @Test
    void aRenameThatNetworkManagerHasNotHeardOfIsNoLoss() {
        up(OFFICE);
        NetworkSession session = opened(OFFICE_ID);
        SessionTrace trace = SessionTrace.of(session);
        eventually(trace::hasBegun, "it is told how the session stands");
        bed.signalManager("STOP");
        try {
            Netns.ip("link set ap0 name uplink");
            eventually(() -> session.networkInterface().filter(link -> link.name().equals("uplink")).isPresent(), "the name is seen");
            networks.update().join();
            assertTrue(session.isOpen(), () -> session.state() + " " + session.failure());
            assertTrue(networks.configuration(ConfigurationId.of("link", "uplink")).isEmpty(), "it is still the profile's");
        } finally {
            bed.signalManager("CONT");
        }
        eventually(() -> bed.nmcli("-f", "DEVICE,STATE", "device").contains("uplink:connected"), "it has heard of it");
        networks.update().join();
        assertTrue(session.isOpen() && bed.isActive(OFFICE));
        assertEquals(List.of(), trace.changes());
    }

    @Test
    void theCostOfTheDefaultNetworkIsTheUsagePolicy() {
        up(OFFICE);
        assertEquals(Set.of(), networks.usagePolicies());
        List<String> policies = new CopyOnWriteArrayList<>();
        networks.listen(new NetworksListener() {
            @Override
            public void usagePoliciesChanged(NetworksEvent.UsagePoliciesChanged event) {
                policies.add(event.state().usagePolicies().toString());
            }
        });
        up(PHONE);
        bed.nmcli("connection", "down", OFFICE);
        eventually(() -> policies.equals(List.of("[NO_BACKGROUND_TRAFFIC]")), "the metered phone is the default now");
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), networks.usagePolicies());
        assertTrue(networks.capabilities(PHONE_ID).of(Capability.METERED_DETECTION).reason().contains("the profile says YES"));
        assertTrue(networks.capabilities(OFFICE_ID).of(Capability.METERED_DETECTION).reason().contains("guesses"));
        up(OFFICE);
        eventually(() -> policies.equals(List.of("[NO_BACKGROUND_TRAFFIC]", "[]")), "the office has the better metric");
    }

    @Test
    void aSessionOnAServiceNetworkFollowsTheDefaultNetwork() {
        up(OFFICE);
        up(PHONE);
        bed.nmcli("connection", "modify", PHONE, "connection.metered", "no");
        NetworkSession session = networks.session(networks.defineServiceNetwork("both", List.of(OFFICE_ID, PHONE_ID)));
        session.open();
        eventually(() -> isOn(session, OFFICE_ID), "the office is used");
        bed.nmcli("connection", "modify", PHONE, "ipv4.route-metric", "50");
        bed.nmcli("device", "reapply", "ap1");
        eventually(() -> isOn(session, PHONE_ID), "the system prefers the phone now");
        bed.nmcli("connection", "down", PHONE);
        eventually(() -> isOn(session, OFFICE_ID), "the phone is gone");
        assertTrue(session.isOpen());
    }

    @Test
    void theSocketsOfASessionLeaveByItsProfileAlone() throws IOException {
        bothUp();
        leaveByThePhone(networks);
    }

    @Test
    void soDoThoseOfAUserWithoutRights() {
        bothUp();
        Unprivileged.asNobody(() -> {
            try (Networks own = Networks.open()) {
                leaveByThePhone(own);
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** The office has the default route. */
    private void bothUp() {
        up(OFFICE);
        up(PHONE);
        for (String link : List.of("ap0", "ap1")) {
            Netns.ip("neigh replace " + Netns.accessPoint(link).network() + ".1 lladdr 02:00:00:00:00:99 dev " + link);
        }
        assertEquals(Optional.of("ap0"), networks.defaultInterface().map(Link::name));
    }

    /** A service announces addresses by itself, so what is counted are the bytes of one large packet. */
    private static void leaveByThePhone(Networks networks) throws IOException {
        assertEquals(Support.AVAILABLE, networks.capabilities(PHONE_ID).of(Capability.DIRECT_CONNECTION_ROUTING).support());
        NetworkSession session = networks.session(PHONE_ID);
        long[] before = {Netns.accessPoint("ap0").counted().bytesWritten(), Netns.accessPoint("ap1").counted().bytesWritten()};
        try (DatagramChannel channel = session.sockets().openDatagramChannel(StandardProtocolFamily.INET)) {
            channel.send(ByteBuffer.allocate(LARGE), new InetSocketAddress("203.0.113.1", 9));
        }
        assertTrue(Netns.accessPoint("ap1").counted().bytesWritten() - before[1] >= LARGE, "by the phone");
        assertTrue(Netns.accessPoint("ap0").counted().bytesWritten() - before[0] < LARGE, "not by the office");
    }

    private static boolean isOn(NetworkSession session, ConfigurationId id) {
        return session.state() == SessionState.CONNECTED && session.activeConfiguration().filter(active -> active.id().equals(id)).isPresent();
    }
}
