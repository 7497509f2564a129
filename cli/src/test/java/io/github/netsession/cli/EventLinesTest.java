package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class EventLinesTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final NetworksState STATE = Samples.STATE;
    private static final NetworkConfiguration BEFORE = Samples.configuration("link:eth0", "eth0", ConfigurationState.DISCOVERED);
    private static final Link DOWN = Samples.LINK.toBuilder().up(false).carrier(false).operational(false)
        .addresses(List.of(Samples.address("10.0.0.9", 24, true))).build();

    private static final List<NetworksEvent> EVENTS = List.of(
        new FakeEvents.Present(STATE),
        new FakeEvents.ConfigurationAdded(STATE, Samples.WLAN),
        new FakeEvents.ConfigurationRemoved(STATE, Samples.ETH0),
        new FakeEvents.ConfigurationChanged(STATE, BEFORE, Samples.ETH0),
        new FakeEvents.InterfaceAdded(STATE, Samples.LINK),
        new FakeEvents.InterfaceRemoved(STATE, Samples.LINK),
        new FakeEvents.InterfaceChanged(STATE, DOWN, Samples.LINK),
        new FakeEvents.DefaultInterfaceChanged(STATE, Optional.empty(), true),
        new FakeEvents.OnlineChanged(STATE),
        new FakeEvents.ConnectivityChanged(STATE, Connectivity.LIMITED),
        new FakeEvents.MeteredChanged(STATE, Metered.YES),
        new FakeEvents.UsagePoliciesChanged(STATE),
        new FakeEvents.CapabilitiesChanged(STATE, Samples.report()),
        new FakeEvents.Resynchronized(STATE, 7),
        new FakeEvents.Resumed(STATE, Duration.ofSeconds(90)),
        new FakeEvents.Degraded(STATE, "no\nanswer"),
        new FakeEvents.Recovered(STATE));

    private static String text(NetworksEvent event) {
        return new EventText("->").of(event);
    }

    @Test
    void thisTestKnowsEveryEvent() {
        assertEquals(Set.of(NetworksEvent.class.getDeclaredClasses()),
            EVENTS.stream().map(event -> event.getClass().getInterfaces()[0]).collect(Collectors.toSet()));
    }

    @Test
    void everyEventIsAnObjectWithItsTimeAndItsName() throws IOException {
        for (NetworksEvent event : EVENTS) {
            Map<String, Object> object = ParsedJson.object(new EventJson().of(TIME, event));
            assertEquals(List.of("time", "event"), List.copyOf(object.keySet()).subList(0, 2));
            assertEquals("2026-01-02T03:04:05.678Z", object.get("time"));
            String kind = event.getClass().getSimpleName();
            assertEquals(Character.toLowerCase(kind.charAt(0)) + kind.substring(1), object.get("event"));
        }
    }

    @Test
    void theFieldsOfEachEventAreTheDocumentedOnes() throws IOException {
        List<Set<String>> fields = List.of(
            Set.of("online", "connectivity", "metered", "usagePolicies", "defaultInterface", "defaultInterfaceKnown", "exact", "configurations", "interfaces"),
            Set.of("configuration"), Set.of("configuration"), Set.of("before", "configuration"),
            Set.of("interface"), Set.of("interface"), Set.of("before", "interface"),
            Set.of("before", "wasKnown", "defaultInterface", "defaultInterfaceKnown"), Set.of("online"), Set.of("before", "connectivity"), Set.of("before", "metered"),
            Set.of("usagePolicies"), Set.of("capabilities"), Set.of("losses"), Set.of("suspendedSeconds"), Set.of("reason"), Set.of());
        for (int i = 0; i < EVENTS.size(); i++) {
            Map<String, Object> object = ParsedJson.object(new EventJson().of(TIME, EVENTS.get(i)));
            object.keySet().removeAll(Set.of("time", "event"));
            assertEquals(fields.get(i), object.keySet());
        }
    }

    @Test
    void aDefaultInterfaceThatIsNotKnownIsNotNone() {
        EventText text = new EventText("->");
        NetworksState unknown = NetworksState.builder().defaultInterfaceKnown(false).build();
        assertEquals("default interface not known -> eth0", text.of(new FakeEvents.DefaultInterfaceChanged(STATE, Optional.empty(), false)));
        assertEquals("default interface none -> not known", text.of(new FakeEvents.DefaultInterfaceChanged(unknown, Optional.empty(), true)));
        assertTrue(text.of(new FakeEvents.Present(unknown)).contains("default interface not known"));
    }

    @Test
    void everyEventIsOneSafeLineOfText() {
        for (NetworksEvent event : EVENTS) {
            assertEquals(Text.safe(text(event)), text(event));
            assertFalse(text(event).contains(event.getClass().getSimpleName()), text(event));
        }
    }

    @Test
    void aChangeSaysWhatChangedAndNothingElse() {
        assertEquals("configuration link:eth0: state discovered -> active", text(EVENTS.get(3)));
        assertEquals("interface eth0: link down -> up, carrier no -> yes, -10.0.0.9/24, +10.0.0.1/24, +fe80::1/64 (not usable)",
            text(EVENTS.get(6)));
        assertEquals("default interface none -> eth0", text(EVENTS.get(7)));
    }

    @Test
    void aNameThatTellsMoreThanTheIdIsShown() {
        assertEquals("configuration nm:1234 'caf\u00e9\\x1b[2J\\u202e' added, discovered", text(EVENTS.get(1)));
    }

    @Test
    void ratesAreAnEventOfTheSameStream() throws IOException {
        Map<String, Object> object = ParsedJson.object(EventJson.rates(TIME, Duration.ofSeconds(1),
            Map.of("eth0", new RateMeter.Rate(1.6, 0))));
        assertEquals("rates", object.get("event"));
        assertEquals(1L, object.get("seconds"));
        assertEquals(List.of(Map.of("name", "eth0", "receivedBytesPerSecond", 2L, "writtenBytesPerSecond", 0L)), object.get("interfaces"));
    }
}
