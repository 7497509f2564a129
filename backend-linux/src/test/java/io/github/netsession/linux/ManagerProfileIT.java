package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.testkit.ChildProgram;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Profiles that the application brings, with a real NetworkManager, and addresses from a real DHCP server. */
@Tag("manager")
@Tag("every-jdk")
@Timeout(120)
class ManagerProfileIT extends ManagerStory {

    private void serveDhcp() {
        Netns.ip("addr add 192.0.2.1/24 dev net0");
        bed.start("dnsmasq.log", "dnsmasq", "-k", "--conf-file=/dev/null", "--port=0", "--interface=net0", "--bind-dynamic", "--user=root", "--pid-file=",
            "--dhcp-range=192.0.2.50,192.0.2.99,255.255.255.0,1h", "--dhcp-leasefile=/run/leases", "--dhcp-authoritative", "--no-ping");
    }

    private boolean nmcliHas(String uuid) {
        return Arrays.asList(bed.nmcli("-f", "UUID", "connection", "show").split("\n")).contains(uuid);
    }

    @Test
    void aBroughtProfileIsThereForAsLongAsItIsHeld() {
        serveDhcp();
        NetworkConfiguration own = networks.defineAccessPoint(NetworkProfile.ethernet("my own").interfaceName("ap0").build()).join();
        assertEquals("my own", own.name());
        assertEquals(ConfigurationState.DISCOVERED, own.state());
        String uuid = own.id().value().replace("nm:", "");
        assertFalse(nmcliHas(uuid), "nobody is told before it is needed");
        NetworkSession session = opened(own.id());
        assertTrue(Netns.ip("addr show ap0").contains("inet 192.0.2."), "it has an address");
        assertTrue(bed.isActive(uuid));
        session.close();
        eventually(() -> !nmcliHas(uuid), "it is forgotten");
        eventually(() -> networks.configuration(own.id()).orElseThrow().state() == ConfigurationState.DISCOVERED, "and can be opened again");
        opened(own.id());
        networks.close();
        eventually(() -> !nmcliHas(uuid), "it goes with the instance");
        networks = Networks.open();
        assertTrue(networks.configuration(own.id()).isEmpty());
    }

    @Test
    void itEndsWithTheProgramHoweverThatEnds() {
        serveDhcp();
        ChildProgram child = ChildProgram.java(ProfileChild.class);
        String uuid = child.answer().replace("nm:", "");
        eventually(() -> bed.isActive(uuid), "it is up");
        child.kill();
        eventually(() -> !nmcliHas(uuid), "NetworkManager has taken it down");
    }

    @Test
    void whereNothingFitsItIsDefinedAndCannotBeOpened() {
        NetworkConfiguration wlan = networks.defineAccessPoint(NetworkProfile.wlan("hotel", "Hotel").passphrase("correct horse").build()).join();
        assertEquals(ConfigurationState.DEFINED, wlan.state());
        assertEquals(SessionError.INVALID_CONFIGURATION, failureOf(networks.session(wlan).open()).error());
    }

    @Test
    void withoutNetworkManagerItIsRefused() {
        networks.close();
        bed.killManager();
        networks = Networks.open();
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failureOf(networks.defineAccessPoint(NetworkProfile.ethernet("my own").build())).error());
    }
}
