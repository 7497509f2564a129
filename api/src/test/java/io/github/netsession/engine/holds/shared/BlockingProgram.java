package io.github.netsession.engine.holds.shared;

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

/** A program of {@link BackendCallsAcrossProcessesTest}: has one session on each access point of a {@link BlockingBackend}. */
final class BlockingProgram {

    private final BlockingBackend backend;
    private final Networks networks;
    private final Map<String, NetworkSession> sessions = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> begun = new HashMap<>();

    private BlockingProgram(BlockingBackend backend, Networks networks) {
        this.backend = backend;
        this.networks = networks;
    }

    static ChildProgram start(Path holds, Path world) {
        return ChildProgram.java(BlockingProgram.class, holds.toString(), world.toString());
    }

    public static void main(String[] arguments) throws IOException {
        BlockingBackend backend = new BlockingBackend(Path.of(arguments[1]));
        try (Networks networks = Networks.builder().backend(backend).holdsDirectory(Path.of(arguments[0])).open()) {
            BlockingProgram program = new BlockingProgram(backend, networks);
            ChildProgram.serve(line -> program.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        switch (words[0]) {
            case "block" -> backend.block(words[1]);
            case "blocked" -> backend.awaitBlocked();
            case "go" -> backend.go(false);
            case "refuse" -> backend.go(true);
            case "stops" -> {
                return Integer.toString(backend.stops());
            }
            case "look" -> networks.update().join();
            default -> {
                return answer(words[0], words[1], sessions.computeIfAbsent(words[1], name -> networks.session(ConfigurationId.of("link", name))));
            }
        }
        return "done";
    }

    private String answer(String what, String name, NetworkSession session) {
        switch (what) {
            case "open" -> begun.put(name, session.open());
            case "stop" -> begun.put(name, session.stop());
            case "close" -> session.close();
            case "outcome" -> {
                return outcome(begun.get(name));
            }
            case "state" -> {
                return session.state() + (session.isOpen() ? " open" : "");
            }
            case "failure" -> {
                return session.failure().map(SessionFailure::toString).orElse("none");
            }
            default -> throw new IllegalArgumentException(what);
        }
        return "begun";
    }

    private static String outcome(CompletableFuture<Void> future) {
        try {
            future.join();
            return "done";
        } catch (CompletionException e) {
            SessionFailure failure = ((SessionException) e.getCause()).failure();
            return failure + (failure.isRetryable() ? ", retryable" : "") + failure.remedy().map("; "::concat).orElse("");
        }
    }
}
