package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program of {@link EndOfProgramIT}: has a session on a link, never closes it, and ends as it is told when its input ends. */
final class EndingChild {

    private EndingChild() {
    }

    /** The arguments: the directory of the holds, a link, and a way to end. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Networks networks = Networks.builder().holdsDirectory(Path.of(arguments[0])).open();
        networks.session(ConfigurationId.of("link", arguments[1])).open().join();
        ChildProgram.serve(line -> line.equals("state") ? networks.configuration(ConfigurationId.of("link", arguments[1])).orElseThrow().state().name()
            : "open");
        switch (arguments[2]) {
            case "return" -> { }
            case "exit" -> System.exit(0);
            case "signal" -> new CountDownLatch(1).await();
            default -> throw new IllegalArgumentException(arguments[2]);
        }
    }
}
