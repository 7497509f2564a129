package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.Phase.CLOSING_OWN;
import static io.github.netsession.engine.session.Phase.CLOSING_WATCHED;
import static io.github.netsession.engine.session.Phase.CONNECTED_OPEN;
import static io.github.netsession.engine.session.Phase.CONNECTED_WATCHED;
import static io.github.netsession.engine.session.Phase.CONNECTING_OWN;
import static io.github.netsession.engine.session.Phase.CONNECTING_WATCHED;
import static io.github.netsession.engine.session.Phase.DISCONNECTED;
import static io.github.netsession.engine.session.Phase.INVALID;
import static io.github.netsession.engine.session.Phase.NOT_AVAILABLE;
import static io.github.netsession.engine.session.Phase.REOPENING;
import static io.github.netsession.engine.session.Phase.ROAMING_BACK;
import static io.github.netsession.engine.session.Phase.ROAMING_OFFERED;
import static io.github.netsession.engine.session.Phase.ROAMING_SEARCHING;
import static io.github.netsession.engine.session.Phase.ROAMING_STARTING;
import static io.github.netsession.engine.session.Phase.ROAMING_TRIAL;

import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The session contract as a function of the phase and the input: returns the next phase and the events to report. Pure: no clock,
 * no thread, no backend. {@code SessionMachineTest} contains the whole table.
 */
public final class SessionMachine {

    private SessionMachine() {
    }

    /**
     * Returns the step that a session takes on an input.
     *
     * @param now the phase of the session
     * @param input the input
     * @return the next phase, and the events to report
     */
    public static Step step(Phase now, SessionInput input) {
        if (input instanceof SessionInput.Observed observed) {
            return observed(now, observed.observation(), observed.loss());
        } else if (input instanceof SessionInput.Open open) {
            return open(now, open.notUsable());
        } else if (input instanceof SessionInput.Close close) {
            return close(now, close.interfaceAfter());
        } else if (input instanceof SessionInput.Stop) {
            return stop(now);
        } else if (input instanceof SessionInput.StartFailed startFailed) {
            return now == CONNECTING_OWN ? Step.from(now).failed(startFailed.failure()).to(DISCONNECTED).done() : stay(now);
        } else if (input instanceof SessionInput.StopFailed stopFailed) {
            return stopFailed(now, stopFailed.failure());
        } else if (input instanceof SessionInput.Refused refused) {
            return Step.from(now).failed(refused.failure()).done();
        } else {
            return roam(now, input);
        }
    }

    private static Step roam(Phase now, SessionInput input) {
        if (!now.isOpen()) {
            return stay(now);
        } else if (input instanceof SessionInput.Offered offered) {
            return Step.from(now).to(ROAMING_OFFERED).preferred(offered.offer()).done();
        } else if (input instanceof SessionInput.Search) {
            return Step.from(now).to(ROAMING_SEARCHING).done();
        } else if (input instanceof SessionInput.Migrate) {
            return now == ROAMING_OFFERED ? Step.from(now).to(ROAMING_STARTING).done() : stay(now);
        } else if (input instanceof SessionInput.Activated activated) {
            return now == ROAMING_STARTING ? Step.from(now).to(ROAMING_TRIAL).activated(activated.offer()).done() : stay(now);
        } else if (input instanceof SessionInput.GoBack) {
            return now == ROAMING_SEARCHING || now == ROAMING_STARTING || now == ROAMING_TRIAL ? Step.from(now).to(ROAMING_BACK).done() : stay(now);
        } else {
            return now == CONNECTED_OPEN ? stay(now) : settled(now, ((SessionInput.Settled) input).failure());
        }
    }

    private static Step settled(Phase now, Optional<SessionFailure> failure) {
        Step.Builder step = Step.from(now);
        failure.ifPresent(step::failed);
        return step.to(CONNECTED_OPEN).done();
    }

    private static Step observed(Phase now, Observation observation, Supplier<SessionFailure> loss) {
        return switch (now) {
            case INVALID, CONNECTING_WATCHED, CLOSING_WATCHED -> Step.from(now).to(watched(observation)).done();
            // A late STOPPING of an access point that is down already changes nothing.
            case NOT_AVAILABLE, DISCONNECTED -> observation == Observation.STOPPING ? stay(now) : Step.from(now).to(watched(observation)).done();
            case CONNECTED_WATCHED -> observation == Observation.STARTING ? stay(now) : Step.from(now).to(watched(observation)).done();
            case CONNECTING_OWN -> observedWhileConnecting(now, observation, loss);
            case CONNECTED_OPEN, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> observedWhileOpen(now, observation, loss);
            case CLOSING_OWN -> observedWhileClosing(now, observation);
            case REOPENING -> observedWhileReopening(now, observation, loss);
        };
    }

    /** Returns the phase of a session that holds nothing. */
    static Phase watched(Observation observation) {
        return switch (observation) {
            case REMOVED -> INVALID;
            case UNDEFINED, DEFINED -> NOT_AVAILABLE;
            case DISCOVERED -> DISCONNECTED;
            case STARTING -> CONNECTING_WATCHED;
            case ACTIVE -> CONNECTED_WATCHED;
            case STOPPING -> CLOSING_WATCHED;
        };
    }

    private static Step observedWhileConnecting(Phase now, Observation observation, Supplier<SessionFailure> loss) {
        return switch (observation) {
            case STARTING, STOPPING -> stay(now);
            case ACTIVE -> Step.from(now).to(CONNECTED_OPEN).opened().done();
            case REMOVED, UNDEFINED, DEFINED, DISCOVERED -> Step.from(now).failed(loss.get()).to(watched(observation)).done();
        };
    }

    private static Step observedWhileOpen(Phase now, Observation observation, Supplier<SessionFailure> loss) {
        return switch (observation) {
            // Sessions that lose the access point by a stop are notified when the stop is complete: their first event is the abort.
            case STARTING, STOPPING, ACTIVE -> stay(now);
            case REMOVED -> Step.from(now).failed(loss.get()).to(INVALID).closed().done();
            case UNDEFINED, DEFINED, DISCOVERED ->
                Step.from(now).failed(loss.get()).to(DISCONNECTED).closed().to(watched(observation)).done();
        };
    }

    private static Step observedWhileClosing(Phase now, Observation observation) {
        return switch (observation) {
            case STARTING, STOPPING, ACTIVE -> stay(now);
            case REMOVED -> Step.from(now).to(INVALID).done();
            case UNDEFINED, DEFINED, DISCOVERED -> Step.from(now).to(DISCONNECTED).to(watched(observation)).done();
        };
    }

    private static Step observedWhileReopening(Phase now, Observation observation, Supplier<SessionFailure> loss) {
        return switch (observation) {
            case STARTING, STOPPING -> stay(now);
            // The stop has failed or was cancelled: the access point is up, as this session requires.
            case ACTIVE -> Step.from(now).to(CONNECTED_OPEN).opened().done();
            case DISCOVERED -> Step.from(now).to(DISCONNECTED).to(CONNECTING_OWN).start().done();
            case REMOVED, UNDEFINED, DEFINED -> Step.from(now).failed(loss.get()).to(watched(observation)).done();
        };
    }

    private static Step open(Phase now, Supplier<SessionFailure> notUsable) {
        return switch (now) {
            case INVALID, NOT_AVAILABLE -> Step.from(now).failed(notUsable.get()).done();
            case DISCONNECTED, CONNECTING_WATCHED -> Step.from(now).to(CONNECTING_OWN).start().done();
            case CONNECTED_WATCHED -> Step.from(now).to(CONNECTED_OPEN).opened().done();
            case CLOSING_WATCHED, CLOSING_OWN -> Step.from(now).to(REOPENING).done();
            case CONNECTING_OWN, CONNECTED_OPEN, REOPENING, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> stay(now);
        };
    }

    private static Step close(Phase now, InterfaceAfter after) {
        return switch (now) {
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CLOSING_WATCHED, CLOSING_OWN -> stay(now);
            case CONNECTING_OWN -> after == InterfaceAfter.SHARED
                ? Step.from(now).closed().to(CONNECTING_WATCHED).done()
                : Step.from(now).to(CLOSING_OWN).to(DISCONNECTED).closed().done();
            case CONNECTED_OPEN, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> Step.from(now).closed().to(switch (after) {
                case SHARED, LEFT -> CONNECTED_WATCHED;
                case STOPPED -> CLOSING_OWN;
                case DOWN -> DISCONNECTED;
            }).done();
            case REOPENING -> Step.from(now).closed().to(CLOSING_WATCHED).done();
        };
    }

    private static Step stop(Phase now) {
        return switch (now) {
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CLOSING_WATCHED, CLOSING_OWN -> stay(now);
            case CONNECTING_WATCHED, CONNECTED_WATCHED -> Step.from(now).to(CLOSING_OWN).done();
            case CONNECTING_OWN, CONNECTED_OPEN, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK ->
                Step.from(now).to(CLOSING_OWN).closed().done();
            // The access point is being stopped already.
            case REOPENING -> Step.from(now).to(CLOSING_WATCHED).closed().done();
        };
    }

    private static Step stopFailed(Phase now, SessionFailure failure) {
        return switch (now) {
            case CLOSING_OWN -> Step.from(now).failed(failure).to(CONNECTED_WATCHED).done();
            case CLOSING_WATCHED -> Step.from(now).to(CONNECTED_WATCHED).done();
            case REOPENING -> Step.from(now).to(CONNECTED_OPEN).opened().done();
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTING_OWN, CONNECTED_WATCHED, CONNECTED_OPEN,
                 ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> stay(now);
        };
    }

    private static Step stay(Phase now) {
        return Step.from(now).done();
    }
}
