package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Registration;
import io.github.netsession.SessionFailure;
import io.github.netsession.UserChooser;
import io.github.netsession.engine.calls.CallbackQueue;
import io.github.netsession.engine.calls.Turns;
import io.github.netsession.engine.session.Contender;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Ranking;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets the user choose the network of a session on the USER_CHOICE configuration. */
final class UserChoices {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** A dialog without an answer must not block a session forever. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Trouble answering = new Trouble(LOG, "the answer of the user chooser cannot be taken");
    private final Turns turns;
    private final CallbackQueue callbacks;
    private final StatePublisher publisher;
    private final UserChooser chooser;

    UserChoices(Turns turns, CallbackQueue callbacks, StatePublisher publisher, UserChooser chooser) {
        this.turns = turns;
        this.callbacks = callbacks;
        this.publisher = publisher;
        this.chooser = chooser;
    }

    /**
     * The answer to one request.
     *
     * @param token identifies the request
     * @param choice the chosen configuration
     * @param failure why nothing was chosen
     */
    record Answer(Object token, Optional<NetworkConfiguration> choice, Optional<SessionFailure> failure) {
    }

    /** Asks on the callback executor; the answer arrives in a turn. A session that connects in the background takes the best network. */
    void ask(Session session, Consumer<Answer> turn) {
        List<NetworkConfiguration> choosable = choosable();
        Object token = new Object();
        Registration limit = turns.clock().after(LIMIT, () -> turn.accept(failed(token, Failures.notChosenInTime(LIMIT))));
        session.dialogue().awaitChoice(token, limit);
        if (choosable.isEmpty()) {
            turn.accept(failed(token, Failures.nothingToChoose()));
        } else if (session.connectsInBackground()) {
            turn.accept(new Answer(token, Optional.of(choosable.get(0)), Optional.empty()));
        } else {
            // Created beforehand, because the chooser may leave no memory free.
            Answer none = failed(token, Failures.unusableChoice("an error"));
            callbacks.tell(() -> {
                if (session.dialogue().isAwaiting(token)) {
                    Answer answer = choose(token, choosable, none);
                    answering.insist(() -> turns.turnIfOpen(() -> turn.accept(answer)), turns::isClosed);
                }
            });
        }
    }

    /** Returns {@code none} if even the description of what the chooser threw fails. */
    private Answer choose(Object token, List<NetworkConfiguration> choosable, Answer none) {
        try {
            return answer(token, chooser.choose(choosable));
        } catch (Throwable defect) {
            LOG.log(System.Logger.Level.ERROR, "the user chooser threw", defect);
            return describe(token, defect, none);
        }
    }

    private static Answer describe(Object token, Throwable defect, Answer none) {
        try {
            return failed(token, Failures.unusableChoice("an exception: " + Trouble.describe(defect)));
        } catch (Throwable noMemory) {
            return none;
        }
    }

    private Answer answer(Object token, Optional<NetworkConfiguration> choice) {
        if (choice == null) {
            return failed(token, Failures.unusableChoice("null"));
        } else if (choice.isEmpty()) {
            return failed(token, Failures.notChosen());
        }
        return choice.filter(chosen -> chosen.kind() != ConfigurationKind.USER_CHOICE
                && publisher.current().configurations().containsKey(chosen.id())).isPresent()
            ? new Answer(token, choice, Optional.empty())
            : failed(token, Failures.unusableChoice(choice.get().id() + ", which is not there any more or never was"));
    }

    private static Answer failed(Object token, SessionFailure failure) {
        return new Answer(token, Optional.empty(), Optional.of(failure));
    }

    /** Returns the configurations that the user can choose from, best first: service networks, then access points. */
    private List<NetworkConfiguration> choosable() {
        List<NetworkConfiguration> usable = publisher.current().state().configurations().stream()
            .filter(configuration -> configuration.state().isAtLeast(ConfigurationState.DISCOVERED)).toList();
        List<NetworkConfiguration> choosable = new ArrayList<>();
        usable.stream().filter(configuration -> configuration.kind() == ConfigurationKind.SERVICE_NETWORK).forEach(choosable::add);
        List<Contender> contenders = new ArrayList<>();
        usable.stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT)
            .forEach(configuration -> contenders.add(new Contender(configuration, contenders.size())));
        contenders.stream().sorted(new Ranking(Members.OF_THE_SYSTEM)::order).map(Contender::configuration).forEach(choosable::add);
        return choosable;
    }
}
