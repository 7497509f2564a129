package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionProperty;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions on what the user chooses. */
@Tag("sim")
class UserChoiceTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
    private final List<List<String>> questions = new ArrayList<>();
    private Function<List<NetworkConfiguration>, Optional<NetworkConfiguration>> user = candidates -> Optional.of(candidates.get(0));
    private final Networks networks = world.networks().userChoice(this::choose).open();
    private final NetworkSession session = networks.session(ConfigurationId.USER_CHOICE);
    private final SessionTrace trace = SessionTrace.of(session);

    @AfterEach
    void close() {
        networks.close();
    }

    private Optional<NetworkConfiguration> choose(List<NetworkConfiguration> candidates) {
        questions.add(candidates.stream().map(NetworkConfiguration::name).toList());
        return user.apply(candidates);
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void isThereOnlyWithSomebodyToAsk() {
        assertEquals(ConfigurationKind.USER_CHOICE, session.configuration().kind());
        try (Networks without = world.open()) {
            assertEquals(Optional.empty(), without.configuration(ConfigurationId.USER_CHOICE));
        }
    }

    @Test
    void aChosenServiceNetworkThatIsRemovedEndsTheSession() {
        NetworkConfiguration office = networks.defineServiceNetwork("office", List.of(phone.id()));
        session.open();
        seconds(1);
        assertEquals(Optional.of(office.id()), session.property(SessionProperty.USER_CHOICE_CONFIGURATION));
        trace.since();
        networks.removeServiceNetwork(office.id());
        assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
        seconds(1);
        session.open();
        seconds(1);
        assertEquals(List.of("wifi", "phone"), questions.get(1), "the user is asked again");
    }

    @Test
    void anAccessPointIsOpenedAsChosen() {
        user = candidates -> candidates.stream().filter(candidate -> candidate.name().equals("phone")).findFirst();
        session.open();
        seconds(1);
        assertEquals(List.of(List.of("wifi", "phone")), questions);
        assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
        assertEquals(Optional.of(phone.id()), session.property(SessionProperty.USER_CHOICE_CONFIGURATION));
        assertEquals(Optional.of(phone.id()), session.property(SessionProperty.ACTIVE_CONFIGURATION));
        phone.outOfRange();
        seconds(4);
        assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
        assertEquals(Optional.empty(), session.property(SessionProperty.USER_CHOICE_CONFIGURATION));
    }

    @Test
    void aServiceNetworkThatIsChosenRoams() {
        NetworkConfiguration both = networks.defineServiceNetwork("both", List.of(wifi.id(), phone.id()));
        seconds(1);
        session.open();
        seconds(1);
        assertEquals(List.of(List.of("both", "wifi", "phone")), questions);
        assertEquals(Optional.of(both.id()), session.property(SessionProperty.USER_CHOICE_CONFIGURATION));
        assertEquals(Optional.of(wifi.id()), session.property(SessionProperty.ACTIVE_CONFIGURATION));
        trace.since();
        wifi.outOfRange();
        seconds(4);
        assertEquals("ROAMING preferred activated CONNECTED", trace.since());
        assertEquals(Optional.of(phone.id()), session.property(SessionProperty.ACTIVE_CONFIGURATION));
    }

    @Test
    void whatIsUpAlreadyIsUsedOnlyIfItIsChosen() {
        wifi.up();
        seconds(1);
        assertEquals("present:DISCONNECTED", trace.since());
        user = candidates -> candidates.stream().filter(candidate -> candidate.name().equals("phone")).findFirst();
        session.open();
        seconds(1);
        assertEquals("CONNECTING CONNECTED opened", trace.since());
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
    }

    @Test
    void cancellingAbortsTheOpening() {
        user = candidates -> Optional.empty();
        CompletableFuture<Void> opened = session.open();
        assertEquals("present:DISCONNECTED CONNECTING !SESSION_ABORTED DISCONNECTED", trace.since());
        assertEquals(SessionError.SESSION_ABORTED, SessionStory.failureOf(opened).error());
    }

    @Test
    void aChooserThatThrowsOrMakesSomethingUpFailsTheOpening() {
        user = candidates -> {
            throw new IllegalStateException("no display");
        };
        assertTrue(SessionStory.failureOf(session.open()).message().contains("no display"));
        user = candidates -> networks.configuration(ConfigurationId.USER_CHOICE);
        assertEquals(SessionError.INVALID_CONFIGURATION, SessionStory.failureOf(session.open()).error());
        user = candidates -> null;
        assertEquals(SessionError.INVALID_CONFIGURATION, SessionStory.failureOf(session.open()).error());
    }

    @Test
    void closingWhileTheUserThinksIsTheEndAndTheLateAnswerDoesNothing() {
        user = candidates -> {
            session.close();
            return Optional.of(candidates.get(0));
        };
        session.open();
        seconds(2);
        assertEquals("present:DISCONNECTED CONNECTING CLOSING DISCONNECTED closed", trace.since());
        assertFalse(networks.state().networkInterface("sim-wifi").orElseThrow().up());
    }

    @Test
    void aSessionInTheBackgroundTakesTheBestWithoutAsking() {
        session.setProperty(SessionProperty.CONNECT_IN_BACKGROUND, true);
        session.open();
        seconds(1);
        assertEquals(List.of(), questions);
        assertEquals(Optional.of(wifi.id()), session.property(SessionProperty.USER_CHOICE_CONFIGURATION));
    }

    @Test
    void thereIsNothingToAskWhereNothingCanBeUsed() {
        wifi.outOfRange();
        phone.outOfRange();
        seconds(1);
        CompletableFuture<Void> opened = session.open();
        assertEquals(SessionError.INVALID_CONFIGURATION, SessionStory.failureOf(opened).error());
        assertEquals(List.of(), questions);
        assertEquals("present:DISCONNECTED NOT_AVAILABLE !INVALID_CONFIGURATION", trace.since());
    }
}
