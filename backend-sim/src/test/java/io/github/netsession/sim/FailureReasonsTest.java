package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.UpdateOption;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user does to see each reason of a failure. */
@Tag("sim")
class FailureReasonsTest extends SessionStory {

    private final EnumSet<Reason> produced = EnumSet.noneOf(Reason.class);

    private void assertFailed(SessionError error, Reason reason, SessionFailure failure) {
        assertEquals(error + " (" + reason + ')', failure.error() + " (" + failure.reason() + ')', failure::toString);
        produced.add(failure.reason());
    }

    private SessionFailure failureAfterStart(Reason reason) {
        home.failStarts(reason, "as the test says");
        SessionFailure failure = failureOf(session().open());
        home.refuseStarts(reason, "as the test says");
        assertEquals(failure, failureOf(session().open()), "refused at once or later");
        return failure;
    }

    private NetworkSession opened() {
        NetworkSession session = session();
        session.open().join();
        return session;
    }

    @Test
    void aSessionWhoseAccessPointIsOutOfRangeHasLostIt() {
        NetworkSession session = opened();
        home.outOfRange();
        advance(GRACE_MILLIS);
        assertFailed(SessionError.SESSION_ABORTED, Reason.LOST, session.failure().orElseThrow());
    }

    @Test
    void aSessionIsStoppedByAnotherOne() {
        NetworkSession session = opened();
        session().stop().join();
        assertFailed(SessionError.SESSION_ABORTED, Reason.STOPPED, session.failure().orElseThrow());
    }

    @Test
    void anAccessPointIsReplacedByAnotherOneOnItsRadio() {
        SimDevice radio = world.device("radio", Bearer.WLAN);
        SimAccessPoint old = world.accessPoint("old", radio);
        SimAccessPoint next = world.accessPoint("next", radio);
        advance(200);
        NetworkSession session = networks.session(old.id());
        session.open().join();
        next.up();
        advance(1000);
        assertFailed(SessionError.SESSION_ABORTED, Reason.REPLACED, session.failure().orElseThrow());
    }

    @Test
    void aStartIsDeniedWithoutThePermission() {
        world.denyStarts();
        assertFailed(SessionError.OPERATION_NOT_SUPPORTED, Reason.DENIED, failureOf(session().open()));
    }

    @Test
    void aScanIsUnsupportedInASimulatedWorld() {
        assertFailed(SessionError.OPERATION_NOT_SUPPORTED, Reason.UNSUPPORTED, failureOf(networks.update(UpdateOption.SCAN)));
    }

    @Test
    void anAccessPointThatWasRemovedIsGone() {
        NetworkSession session = session();
        home.remove();
        advance(1000);
        assertFailed(SessionError.INVALID_CONFIGURATION, Reason.GONE, failureOf(session.open()));
    }

    @Test
    void anAccessPointThatIsRemovedWhileItStartsIsGone() {
        CompletableFuture<Void> opening = session().open();
        home.remove();
        assertFailed(SessionError.INVALID_CONFIGURATION, Reason.GONE, failureOf(opening));
    }

    @Test
    void anAccessPointOutOfRangeIsNotReady() {
        home.outOfRange();
        advance(1000);
        assertFailed(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, failureOf(session().open()));
    }

    @Test
    void anAccessPointThatIsSwitchedOffAndStillListedIsNotReady() {
        home.air().managed(Duration.ofSeconds(15)).switchOff();
        advance(1000);
        assertFailed(SessionError.UNKNOWN, Reason.NOT_READY, failureOf(session().open()));
    }

    @Test
    void aStartWithoutAnAddressTimesOut() {
        home.withholdAddress();
        assertFailed(SessionError.UNKNOWN, Reason.TIMED_OUT, failureOf(session().open()));
    }

    @Test
    void aSystemServiceThatIsAwayForAMomentIsBusy() {
        world.faults().crashService();
        assertFailed(SessionError.UNKNOWN, Reason.BUSY, failureOf(session().open()));
    }

    @Test
    void aWrongKeyIsAMatterOfSecrets() {
        assertFailed(SessionError.UNKNOWN, Reason.SECRETS, failureAfterStart(Reason.SECRETS));
    }

    @Test
    void aNetworkRefusesAStart() {
        assertFailed(SessionError.UNKNOWN, Reason.REFUSED, failureAfterStart(Reason.REFUSED));
    }

    @Test
    void aSessionThatIsClosedBeforeItIsOpenIsClosed() {
        NetworkSession session = session();
        CompletableFuture<Void> opening = session.open();
        session.close();
        assertFailed(SessionError.SESSION_ABORTED, Reason.CLOSED, failureOf(opening));
    }

    @Test
    void aSessionOfAnInstanceThatIsClosedIsClosed() {
        CompletableFuture<Void> opening = session().open();
        networks.close();
        assertFailed(SessionError.SESSION_ABORTED, Reason.CLOSED, failureOf(opening));
    }

    @Test
    void aUserWhoChoosesNothingHasNotChosen() {
        try (Networks asking = world.networks().userChoice(candidates -> Optional.empty()).open()) {
            NetworkSession session = asking.session(ConfigurationId.USER_CHOICE);
            assertFailed(SessionError.SESSION_ABORTED, Reason.NOT_CHOSEN, failureOf(session.open()));
        }
    }

    @Test
    void whatNobodyExplainsIsUnknown() {
        assertFailed(SessionError.UNKNOWN, Reason.UNKNOWN, failureAfterStart(Reason.UNKNOWN));
    }

    @Test
    void everyReasonIsProducedByATestHere() throws Exception {
        EnumSet<Reason> all = EnumSet.noneOf(Reason.class);
        for (Method test : FailureReasonsTest.class.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class) && !test.getName().equals("everyReasonIsProducedByATestHere")) {
                FailureReasonsTest story = new FailureReasonsTest();
                test.invoke(story);
                story.close();
                all.addAll(story.produced);
            }
        }
        assertEquals(EnumSet.allOf(Reason.class), all);
    }
}
