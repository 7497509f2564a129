package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A program of {@link HoldsAcrossProcessesIT}: has one session on each link, or id with a colon, that it is told of, and does with it what it is told. */
final class SessionChild {

    private final Networks networks;
    private final Map<String, NetworkSession> sessions = new HashMap<>();

    private SessionChild(Networks networks) {
        this.networks = networks;
    }

    public static void main(String[] arguments) throws IOException {
        try (Networks networks = Networks.builder().holdsDirectory(Path.of(arguments[0])).open()) {
            SessionChild child = new SessionChild(networks);
            ChildProgram.serve(line -> child.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        NetworkSession session = sessions.computeIfAbsent(words[1], link ->
            networks.session(link.contains(":") ? new ConfigurationId(link) : ConfigurationId.of("link", link)));
        return switch (words[0]) {
            case "open" -> whatCameOf(session.open());
            case "stop" -> whatCameOf(session.stop());
            case "close" -> {
                session.close();
                yield "done";
            }
            case "closeAsync" -> whatCameOf(session.closeAsync());
            case "startable" -> {
                networks.update().join();
                yield networks.capabilities(session.configuration().id()).of(Capability.CAN_START_AND_STOP_INTERFACES).support().toString();
            }
            case "state" -> session.state() + (session.isOpen() ? " open" : "");
            case "failure" -> session.failure().map(SessionFailure::toString).orElse("none");
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String whatCameOf(CompletableFuture<?> future) {
        try {
            Object result = future.join();
            return result == null ? "done" : result.toString();
        } catch (CompletionException e) {
            SessionFailure failure = ((SessionException) e.getCause()).failure();
            return failure + (failure.isRetryable() ? ", retryable" : "");
        }
    }
}
