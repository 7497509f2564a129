package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A NetworkManager that takes every call and answers none, for a while. */
@Tag("manager")
class StandInSilentIT {

    private static final String[] ALL = {"GetManagedObjects", "GetSettings", "GetPermissions"};

    private final Hints hints = new Hints();
    private StandIn manager;

    @BeforeEach
    void prepare() {
        manager = new StandIn();
        StandIn.up("ap0");
        manager.tell("device(1, 'ap0'); profile(1, 'office'); active(1, on=1)");
    }

    @AfterEach
    void tidy() {
        manager.close();
    }

    private void fallSilent() {
        for (String method : ALL) {
            manager.tell("answers['" + method + "'] = silence");
        }
    }

    private void speakAgain() {
        manager.tell("answers.clear()", "answer_kept()");
    }

    private static Backend open(Hints sink) {
        return new LinuxBackendProvider().open(sink);
    }

    private static Duration time(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A wide margin over 2 s, for busy machines; the second is that none of a hundred readings waits. */
    private static void assertOneReadingWaits(Backend backend) {
        Duration first = time(backend::read);
        System.out.println("NetworkManager is silent: a reading took " + first.toMillis() + " ms");
        assertTrue(first.compareTo(Duration.ofMillis(1900)) > 0 && first.compareTo(Duration.ofSeconds(8)) < 0, first.toString());
        Duration hundred = time(() -> {
            for (int i = 0; i < 100; i++) {
                backend.read();
            }
        });
        System.out.println("NetworkManager is silent: the next 100 readings took " + hundred.toMillis() + " ms");
        assertTrue(hundred.compareTo(Duration.ofSeconds(8)) < 0, hundred.toString());
    }

    @Test
    void whereItHasNeverAnsweredTheKernelsLinksAreWhatThereIs() {
        fallSilent();
        try (Backend backend = open(hints)) {
            assertOneReadingWaits(backend);
            Snapshot snapshot = backend.read();
            assertEquals(Optional.empty(), StandIn.find(snapshot, 1));
            assertTrue(snapshot.accessPoints().stream().anyMatch(point -> point.id().value().equals("link:ap0")));
            assertEquals(Support.MISSING, backend.capabilities().of(Capability.CONNECTIVITY_LEVEL).support());
        }
    }

    @Test
    void whatItHadSaidIsBelievedOnAndIsNotExact() {
        try (Backend backend = open(hints)) {
            assertTrue(backend.read().exact());
            fallSilent();
            assertOneReadingWaits(backend);
            Snapshot snapshot = backend.read();
            assertEquals(ConfigurationState.ACTIVE, StandIn.point(snapshot, 1).state());
            assertFalse(snapshot.exact());
            assertEquals(Support.DEGRADED, backend.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
            assertEquals(BackendException.Kind.TEMPORARY,
                assertThrows(BackendException.class, () -> backend.start(StandIn.id(1), StartOptions.builder().inBackground(true).build())).kind());
        }
    }

    @Test
    void theLateAnswerIsAHintAndTheNextReadingIsRight() {
        try (Backend backend = open(hints)) {
            backend.read();
            fallSilent();
            backend.read();
            long before = hints.awaitQuiet(Duration.ofSeconds(1));
            manager.tell("settings[profile_path(1)]['connection']['id'] = 'elsewhere'; profile(2, 'new')");
            speakAgain();
            assertTrue(hints.awaitMoreThan(before, Duration.ofSeconds(10)));
            Snapshot snapshot = backend.read();
            assertTrue(snapshot.exact());
            assertEquals("new", StandIn.point(snapshot, 2).name());
        }
    }

    @Test
    void anApplicationSeesTheRightStateAgainByItself() {
        fallSilent();
        try (Networks networks = Networks.open()) {
            assertEquals(Optional.empty(), networks.configuration(StandIn.id(1)));
            assertFalse(networks.state().exact(), "profiles are missing");
            String reason = networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).reason();
            assertTrue(reason.startsWith("NetworkManager does not answer: its profiles are not known yet"), reason);
            speakAgain();
            Await.until(() -> networks.configuration(StandIn.id(1)).map(each -> each.isActive()).orElse(false));
            Await.until(() -> networks.state().exact());
            assertEquals(Support.AVAILABLE, networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        }
    }

    @Test
    void settingsThatAreSilentAreReadWhenTheyAreTold() {
        manager.tell("answers['GetSettings'] = silence");
        try (Networks networks = Networks.open()) {
            assertEquals(Optional.empty(), networks.configuration(StandIn.id(1)));
            speakAgain();
            Await.until(() -> networks.configuration(StandIn.id(1)).map(each -> each.isActive()).orElse(false));
        }
    }

    @Test
    void permissionsThatAreSilentAreReadWhenTheyAreTold() {
        manager.tell("answers['GetPermissions'] = silence");
        try (Networks networks = Networks.open()) {
            assertTrue(networks.configuration(StandIn.id(1)).isPresent());
            assertEquals(Support.DEGRADED, networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
            speakAgain();
            Await.until(() -> networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.AVAILABLE);
        }
    }

    /** Whoever wanted it was told that it failed, and would never stop it. */
    @Test
    void aStartThatIsAnsweredTooLateIsTakenBack() {
        manager.tell("drop(active_path(1)); device(1, 'ap0', AvailableConnections=[profile_path(1)])", "answers['ActivateConnection'] = silence");
        try (Backend backend = open(hints)) {
            backend.read();
            assertEquals(BackendException.Kind.TIMEOUT,
                assertThrows(BackendException.class, () -> backend.start(StandIn.id(1), StartOptions.builder().inBackground(true).build())).kind());
            speakAgain();
            Await.until(() -> manager.calls("DeactivateConnection") == 1);
        }
    }

    @Test
    @Tag("slow")
    void itsDeathEndsTheSilence() {
        try (Backend backend = open(hints)) {
            backend.read();
            fallSilent();
            backend.read();
            manager.kill();
            Await.until(() -> StandIn.find(backend.read(), 1).isEmpty());
            assertTrue(backend.read().exact());
        }
    }

    @Test
    void closingDoesNotWaitForAnAnswer() {
        fallSilent();
        Backend backend = open(hints);
        backend.read();
        Duration closing = time(backend::close);
        assertTrue(closing.compareTo(Duration.ofSeconds(5)) < 0, closing.toString());
    }
}
