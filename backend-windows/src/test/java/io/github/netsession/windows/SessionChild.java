package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/** A program of {@link HoldsBetweenProgramsIT}: has one session on the first Wi-Fi profile, and does with it what it is told. */
final class SessionChild {

    private SessionChild() {
    }

    public static void main(String[] arguments) throws IOException {
        Networks.Builder builder = Networks.builder();
        if (arguments.length > 0) {
            builder.holdsDirectory(Path.of(arguments[0]));
        }
        try (Networks networks = builder.open()) {
            ConfigurationId id = WifiBed.id(0);
            if (!Linux.await(() -> networks.configuration(id).isPresent())) {
                throw new IllegalStateException("it is not listed");
            }
            NetworkSession session = networks.session(id);
            ChildProgram.serve(line -> answer(session, line));
        }
    }

    private static String answer(NetworkSession session, String word) {
        try {
            switch (word) {
                case "open" -> session.open().join();
                case "stop" -> session.stop().join();
                case "close" -> session.close();
                default -> { }
            }
            return session.state() + (session.isOpen() ? " open" : "");
        } catch (CompletionException e) {
            return String.valueOf(e.getCause());
        }
    }
}
