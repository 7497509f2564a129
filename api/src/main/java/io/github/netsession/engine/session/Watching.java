package io.github.netsession.engine.session;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** How a session that holds nothing follows its access points. */
final class Watching {

    private Watching() {
    }

    static void look(Draft draft) {
        draft.current(draft.view.own());
        Observation now = summary(draft);
        Phase phase = draft.phase();
        // If it is starting after it was up, or was being stopped, it was down in between. The next look sees it start.
        if (now == Observation.STARTING && (phase == Phase.CONNECTED_WATCHED || phase == Phase.CLOSING_WATCHED)) {
            draft.to(Phase.DISCONNECTED);
            return;
        }
        // A late STOPPING of an access point that is down already changes nothing.
        boolean isLate = now == Observation.STOPPING && (phase == Phase.NOT_AVAILABLE || phase == Phase.DISCONNECTED);
        if (!isLate) {
            draft.to(watched(now));
        }
    }

    /** Looks while the session's own stop is under way. If the access point is not stopping any more, it was down, even if it is up again. */
    static void lookWhileClosing(Draft draft) {
        if (draft.current().filter(id -> draft.view.accessPoint(id).observation() == Observation.STOPPING).isEmpty()) {
            draft.to(summary(draft) == Observation.REMOVED ? Phase.INVALID : Phase.DISCONNECTED);
        }
    }

    /** Returns the phase of a session that holds nothing. */
    static Phase watched(Observation observation) {
        return switch (observation) {
            case REMOVED -> Phase.INVALID;
            case UNDEFINED, DEFINED -> Phase.NOT_AVAILABLE;
            case DISCOVERED -> Phase.DISCONNECTED;
            case STARTING -> Phase.CONNECTING_WATCHED;
            case ACTIVE -> Phase.CONNECTED_WATCHED;
            case STOPPING -> Phase.CLOSING_WATCHED;
        };
    }

    /** Returns the common state of the access points, for a session that uses none. Until the user has chosen, none of them is in use. */
    static Observation summary(Draft draft) {
        if (!draft.view.isDefined()) {
            return Observation.REMOVED;
        }
        if (draft.view.own().isPresent()) {
            return draft.view.accessPoint(draft.view.own().get()).observation();
        }
        if (draft.view.isUserChoice()) {
            return draft.view.members().stream().anyMatch(member -> Choice.isUsable(draft, member)) ? Observation.DISCOVERED : Observation.DEFINED;
        }
        Set<Observation> seen = EnumSet.noneOf(Observation.class);
        draft.view.members().forEach(member -> seen.add(member.observation()));
        return Stream.of(Observation.ACTIVE, Observation.STARTING, Observation.STOPPING, Observation.DISCOVERED, Observation.DEFINED,
            Observation.UNDEFINED).filter(seen::contains).findFirst().orElse(Observation.DEFINED);
    }
}
