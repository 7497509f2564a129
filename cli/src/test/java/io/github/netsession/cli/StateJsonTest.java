package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.NetworksState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class StateJsonTest {

    private final String text = StateJson.status(new FakeNetworks(), Samples.STATE, Samples.COUNTERS);

    @SuppressWarnings("unchecked")
    private static Map<String, Object> item(Object list, int index) {
        return ((List<Map<String, Object>>) list).get(index);
    }

    @Test
    void statusHasTheDocumentedFieldsInTheDocumentedOrder() throws IOException {
        Map<String, Object> status = ParsedJson.object(text);
        assertEquals(List.of("backend", "fallbackReason", "online", "connectivity", "metered", "usagePolicies", "defaultInterface", "defaultInterfaceKnown", "exact",
            "configurations", "interfaces"),
            List.copyOf(status.keySet()));
        assertEquals("fake", status.get("backend"));
        assertEquals(true, status.get("online"));
        assertEquals("UNKNOWN", status.get("connectivity"));
        assertEquals("eth0", status.get("defaultInterface"));
        assertEquals(true, status.get("exact"));
    }

    @Test
    void aConfigurationHasTheDocumentedFields() throws IOException {
        Map<String, Object> status = ParsedJson.object(text);
        Map<String, Object> eth0 = item(status.get("configurations"), 0);
        assertEquals(List.of("id", "name", "kind", "state", "bearer", "interface", "purpose", "children", "metered", "connectivity",
            "signalPercent", "connectTimeoutSeconds"), List.copyOf(eth0.keySet()));
        assertEquals("link:eth0", eth0.get("id"));
        assertEquals("ACTIVE", eth0.get("state"));
        assertEquals("eth0", eth0.get("interface"));
        assertNull(eth0.get("signalPercent"));
        assertEquals(30L, eth0.get("connectTimeoutSeconds"));
        Map<String, Object> wlan = item(status.get("configurations"), 1);
        assertEquals(Samples.HOSTILE_NAME, wlan.get("name"));
        assertNull(wlan.get("interface"));
        assertEquals(67L, wlan.get("signalPercent"));
        assertEquals(2.5, wlan.get("connectTimeoutSeconds"));
    }

    @Test
    void anInterfaceHasTheDocumentedFieldsWithExactCounters() throws IOException {
        Map<String, Object> eth0 = item(ParsedJson.object(text).get("interfaces"), 1);
        assertEquals(List.of("name", "index", "alternativeNames", "kind", "up", "carrier", "operational", "bearer", "mtuBytes", "hardwareAddress",
            "systemId", "master", "addresses", "bytesReceived", "bytesWritten", "packetsReceived", "packetsWritten", "errorsReceived", "errorsWritten",
            "droppedReceived", "droppedWritten"), List.copyOf(eth0.keySet()));
        assertEquals(List.of("enp0s31f6", "uplink" + Samples.HOSTILE_NAME), eth0.get("alternativeNames"));
        assertEquals(List.of("10.0.0.1/24", "fe80::1/64"), eth0.get("addresses"));
        assertEquals(Long.MAX_VALUE, eth0.get("bytesReceived"));
        assertEquals(8L, eth0.get("droppedWritten"));
        assertEquals("br0", eth0.get("master"));
    }

    @Test
    void countersThatCannotBeReadAreNullNotZero() throws IOException {
        Map<String, Object> lo = item(ParsedJson.object(text).get("interfaces"), 0);
        assertTrue(lo.containsKey("bytesReceived"));
        assertNull(lo.get("bytesReceived"));
        assertNull(lo.get("hardwareAddress"));
    }

    @Test
    void aMachineWithoutNetworksGivesEmptyArraysAndNull() throws IOException {
        Map<String, Object> status = ParsedJson.object(StateJson.status(new FakeNetworks(), Samples.EMPTY, Map.of()));
        assertNull(status.get("defaultInterface"));
        assertEquals(List.of(), status.get("configurations"));
        assertEquals(List.of(), status.get("interfaces"));
        assertEquals(false, status.get("exact"));
    }

    @Test
    void whatIsNotKnownIsNullAndSaidToBeUnknown() throws IOException {
        FakeNetworks networks = new FakeNetworks();
        Map<String, Object> known = ParsedJson.object(StateJson.status(networks, Samples.EMPTY, Map.of()));
        assertEquals(true, known.get("defaultInterfaceKnown"));
        assertTrue(known.containsKey("fallbackReason"));
        assertNull(known.get("fallbackReason"));
        networks.fallbackReason = Optional.of("no netlink");
        Map<String, Object> unknown = ParsedJson.object(StateJson.status(networks, NetworksState.builder().defaultInterfaceKnown(false).build(), Map.of()));
        assertEquals(false, unknown.get("defaultInterfaceKnown"));
        assertNull(unknown.get("defaultInterface"));
        assertEquals("no netlink", unknown.get("fallbackReason"));
        assertEquals("no netlink", ParsedJson.object(StateJson.doctor(networks, Samples.report(), List.of())).get("fallbackReason"));
        Map<String, Object> holders = ParsedJson.object(StateJson.holders(networks, Optional.empty()));
        assertTrue(holders.containsKey("holders"));
        assertNull(holders.get("holders"));
    }

    @Test
    void theTextIsOneLineOfAsciiWithoutControlCharacters() {
        assertTrue(text.chars().allMatch(each -> each >= ' ' && each < 0x7f), text);
    }

    @Test
    void holdersAreObjectsWithTheirTimeInUtc() throws IOException {
        Map<String, Object> holders = ParsedJson.object(StateJson.holders(new FakeNetworks(), Optional.of(Samples.HOLDERS)));
        assertEquals(Map.of("configuration", "link:eth0", "pid", 42L, "program", "Backup" + Samples.HOSTILE_NAME, "since", "2026-11-25T05:05:33Z"),
            item(holders.get("holders"), 0));
        assertEquals(List.of(), ParsedJson.object(StateJson.holders(new FakeNetworks(), Optional.of(List.of()))).get("holders"));
    }

    @Test
    void doctorHasEveryCapability() throws IOException {
        Map<String, Object> doctor = ParsedJson.object(StateJson.doctor(new FakeNetworks(), Samples.report(), List.of()));
        assertEquals(List.of("backend", "fallbackReason", "capabilities", "configurations"), List.copyOf(doctor.keySet()));
        assertEquals(Capability.values().length, ((List<?>) doctor.get("capabilities")).size());
        assertEquals(Map.of("capability", "SCAN", "level", "DENIED", "reason", "not\nallowed", "remedy", "ask root"),
            item(doctor.get("capabilities"), Capability.SCAN.ordinal()));
        assertNull(item(doctor.get("capabilities"), 0).get("remedy"));
        assertEquals(List.of(), doctor.get("configurations"));
    }

    @Test
    void doctorHasTheConfigurationsThatDiffer() throws IOException {
        Map<String, Object> doctor = ParsedJson.object(StateJson.doctor(new FakeNetworks(), Samples.report(),
            List.of(new ConfigurationStatus(Samples.ETH0, Samples.PAST_THE_TUNNEL))));
        assertEquals(Map.of("configuration", "link:eth0", "capability", "DIRECT_CONNECTION_ROUTING", "level", "DEGRADED", "reason", "past the tunnel",
            "remedy", "plain sockets"), item(doctor.get("configurations"), 0));
    }
}
