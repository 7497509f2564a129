package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A step as the table writes it. */
final class StepText {

    static final String NOTHING = "nothing";

    private StepText() {
    }

    /** Returns the next phase, the events and the effects in their order, or that nothing happens. */
    static String of(SessionModel before, Step step, long nowNanos) {
        if (step.next().equals(before) && step.effects().isEmpty()) {
            return NOTHING;
        }
        List<String> words = new ArrayList<>();
        words.add(step.next().phase().name());
        step.effects().forEach(effect -> words.add(of(effect, nowNanos)));
        return String.join(", ", words);
    }

    private static String of(Effect effect, long nowNanos) {
        if (effect instanceof Effect.TellState tell) {
            return ">" + tell.after();
        } else if (effect instanceof Effect.TellFailure tell) {
            return "!" + tell.failure().error() + "/" + tell.failure().reason();
        } else if (effect instanceof Effect.TellOpened) {
            return "opened";
        } else if (effect instanceof Effect.TellClosed) {
            return "closed";
        } else if (effect instanceof Effect.Offer offer) {
            return "preferred " + name(offer.proposal().candidate()) + " " + offer.proposal().reason();
        } else if (effect instanceof Effect.Activate activate) {
            return "activated " + name(activate.proposal().candidate());
        } else if (effect instanceof Effect.Use use) {
            return "use " + name(use.id());
        } else if (effect instanceof Effect.Hold hold) {
            return "hold " + name(hold.id());
        } else if (effect instanceof Effect.Leave leave) {
            return "leave " + name(leave.id()) + (leave.isReplaced() ? " as replaced" : "");
        } else if (effect instanceof Effect.Release release) {
            return "release " + name(release.id());
        } else if (effect instanceof Effect.Start start) {
            return "start " + name(start.id()) + (start.stopsLater() ? "" : " to stay");
        } else if (effect instanceof Effect.Stop stop) {
            return "stop " + name(stop.id());
        } else if (effect instanceof Effect.GiveUp giveUp) {
            return "give up " + giveUp.held().stream().map(id -> name(id) + (giveUp.inUse().contains(id) ? "" : " that is down")).collect(Collectors.joining(" "));
        } else if (effect instanceof Effect.Ask ask) {
            return "ask " + ask.question().kind();
        } else if (effect instanceof Effect.LookAt look) {
            return (look.isAfterReading() ? "read " : "look ") + time(look.atNanos(), nowNanos);
        } else {
            return effect instanceof Effect.AskUser ? "ask user" : "end question";
        }
    }

    private static String time(OptionalLong atNanos, long nowNanos) {
        return atNanos.isPresent() ? "at +" + Duration.ofNanos(atNanos.getAsLong() - nowNanos).toSeconds() + " s" : "at no time";
    }

    static String name(ConfigurationId id) {
        String text = id.toString();
        return text.substring(text.indexOf(':') + 1);
    }
}
