package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.SessionEvent;
import io.github.netsession.SessionState;
import io.github.netsession.UpdateOption;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Access points go off the air, and a session on [home, cafe] without a handler goes on with what is left. */
@Tag("radio")
class RadioLossIT extends RadioStory {

    @Test
    void anAccessPointThatIsSwitchedOffIsReplaced() {
        begin();
        homeIsOff();
        isOnCafe();
        session.close();
    }

    /** Without the second radio it takes 15 s until NetworkManager gives home up. */
    @Test
    void withASecondRadioTheSessionMovesBesideTheOldOneAfterTheGrace() {
        Station.know(Station.plug());
        begin();
        homeIsOff();
        Guest.await(Duration.ofSeconds(14), "the session is on cafe", () -> isConnectedOn(session, "cafe"), () -> recorder);
        assertTrue(recorder.events(SessionEvent.Preferred.class).get(0).offer().isMakeBeforeBreak(), recorder::toString);
        session.close();
    }

    @Test
    void anAccessPointOutOfRangeIsReplaced() {
        begin();
        Air.HOME.forEach(Air::outOfRange);
        recorder.note("home is out of range");
        Guest.await(Duration.ofSeconds(90), "the session is on cafe", () -> isConnectedOn(session, "cafe"), () -> recorder);
        session.close();
    }

    @Test
    void anAccessPointThatIsBackOnTheAirIsTakenAgainWhenItIsSeen() {
        begin();
        homeIsOff();
        isOnCafe();
        Guest.pass(Duration.ofMinutes(1));
        Air.HOME.forEach(Air::on);
        recorder.note("home is on");
        Guest.pass(Duration.ofSeconds(10));
        networks.update(UpdateOption.SCAN).join();
        Guest.await(Duration.ofMinutes(3), "the session is at home, which costs nothing", () -> isConnectedOn(session, "home"), () -> recorder);
        session.close();
    }

    @Test
    void withNothingLeftTheSessionEnds() {
        begin();
        homeIsOff();
        Air.off(Air.Ap.CAFE);
        Guest.await(Duration.ofMinutes(4), "the session has ended", () -> !session.isOpen() && session.state() != SessionState.ROAMING, () -> recorder);
        assertTrue(session.failure().isPresent(), recorder::toString);
        await(AT_ONCE, "nothing is active", () -> Station.active().isEmpty());
    }
}
