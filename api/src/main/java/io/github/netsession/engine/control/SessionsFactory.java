package io.github.netsession.engine.control;

import io.github.netsession.LastClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.UserChooser;
import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.engine.calls.TurnClock;
import io.github.netsession.engine.calls.Turns;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.Diagnosis;
import io.github.netsession.engine.holds.HoldRegistry;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.holds.ReadingMark;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.engine.usage.Meters;
import io.github.netsession.spi.Backend;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates the sessions of one engine, with the parts that they need. Safe from any thread.
 *
 * @param backend starts and stops the access points
 * @param turns runs the turns
 * @param publisher has the published state
 * @param loop reads the networks
 * @param holds counts the holders
 * @param section excludes other engines
 * @param mark the mark of the latest reading
 * @param meters counts the bytes
 * @param lastClose whether the last close stops an access point
 * @param chooser lets the user choose, if there is one
 */
public record SessionsFactory(Backend backend, Turns turns, StatePublisher publisher, ReadLoop loop,
                              HoldRegistry holds, CriticalSection section, ReadingMark mark, Meters meters,
                              LastClose lastClose, Optional<UserChooser> chooser) {

    /**
     * Creates the sessions.
     *
     * @param handles makes the application's handle of a session
     * @return the sessions
     */
    public Sessions create(Function<Session, NetworkSession> handles) {
        TurnClock clock = turns.clock();
        Diagnosis diagnosis = new Diagnosis(publisher, holds, mark);
        AccessPoints accessPoints = new AccessPoints(publisher, loop, clock, holds, section, mark);
        InterfaceControl interfaces = new InterfaceControl(backend, clock, loop, holds, section, accessPoints, diagnosis, lastClose);
        AccessPointHolds accessPointHolds = new AccessPointHolds(backend, holds, accessPoints, interfaces, lastClose);
        SessionGroups groups = new SessionGroups(accessPoints);
        Radios radios = new Radios(publisher, accessPoints, holds);
        FollowUps followUps = new FollowUps(groups, radios);
        Members members = new Members(publisher, accessPoints, groups);
        Offers offers = new Offers(new SessionSockets(backend, publisher, turns));
        EngineView.Parts views = new EngineView.Parts(publisher, clock, accessPoints, accessPointHolds, diagnosis, members, radios);
        Recovery recovery = new Recovery(clock, loop);
        PendingCloses closes = new PendingCloses(clock, section, accessPoints, accessPointHolds);
        SessionRunner runner = new SessionRunner(section, interfaces, views, followUps, offers, recovery, closes,
            chooser.isPresent() ? Optional.of(new UserChoices(turns, clock.callbackQueue(), publisher, chooser.get())) : Optional.empty());
        Sessions sessions = new Sessions(publisher, clock, meters, section, accessPoints, accessPointHolds, interfaces, groups, members, followUps,
            runner, recovery, closes, new SessionHandles(handles));
        interfaces.connect(sessions);
        offers.onAnswer((session, question, yes) -> turns.turnIfOpen(() -> sessions.answer(session, question, yes)));
        accessPoints.onGraceOver(runner::observe);
        section.atEnd(sessions::endOfTurn);
        section.afterFailure(recovery::stepFailed);
        return sessions;
    }
}
