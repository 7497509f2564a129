package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A program of {@link EndOfProcessTest}: has a session that it never closes, and ends in the way that it is told. */
final class EndingProgram {

    private static final Map<String, Ending> ENDINGS = Map.ofEntries(
        Map.entry("return", program -> { }),
        Map.entry("exit", program -> System.exit(0)),
        Map.entry("halt", program -> Runtime.getRuntime().halt(0)),
        Map.entry("signal", program -> new CountDownLatch(1).await()),
        Map.entry("exit in a listener", program -> program.inListener(Networks.builder())),
        Map.entry("exit in a turn", program -> program.inListener(Networks.builder().callbackExecutor(Runnable::run))),
        Map.entry("exit in a chooser", EndingProgram::inChooser),
        Map.entry("a logger that throws", EndingProgram::withThrowingLogger),
        Map.entry("other hooks call", EndingProgram::withHookThatCalls),
        Map.entry("another hook closes", EndingProgram::withHookThatCloses),
        Map.entry("a hook opens", EndingProgram::withHookThatOpens),
        Map.entry("direct memory used up", program -> useUpDirectMemory()),
        Map.entry("direct memory used up, and closed", EndingProgram::closeWithoutDirectMemory),
        Map.entry("one hangs", EndingProgram::withOneThatHangs),
        Map.entry("closed before", program -> program.networks.close()));

    private static final List<ByteBuffer> USED_UP = new ArrayList<>();

    private final Path directory;
    private final Networks networks;
    private final NetworkSession session;

    /** A way to end. */
    private interface Ending {
        void run(EndingProgram program) throws Exception;
    }

    /** An access point that is up while a file of its name exists. */
    private static class FileBackend extends FakeBackend {

        private final Path up;

        FileBackend(Path directory, String name) {
            super(name, 1);
            up = directory.resolve(name);
            snapshot = withLink(ConfigurationState.DISCOVERED);
        }

        @Override
        public Optional<String> sharedScope() {
            return Optional.of(name());
        }

        @Override
        public StartResult start(ConfigurationId id, StartOptions options) {
            write(up);
            return super.start(id, options);
        }

        @Override
        public void stop(ConfigurationId id) {
            try {
                Files.delete(up);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            super.stop(id);
        }

        @Override
        public void release(ConfigurationId id) {
            if (Log.isBroken) {
                throw new BackendException(BackendException.Kind.FAILED, "release", "the test says no");
            }
        }

        @Override
        public void close() {
            super.close();
            write(up.resolveSibling(up.getFileName() + ".closed"));
        }

        private static void write(Path file) {
            try {
                Files.writeString(file, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private EndingProgram(Path directory, FakeBackend backend) throws Exception {
        this.directory = directory;
        networks = builder(backend).open();
        session = openSession(networks);
    }

    private Networks.Builder builder(FakeBackend backend) {
        return Networks.builder().backend(backend).holdsDirectory(directory.resolve("holds"));
    }

    private static NetworkSession openSession(Networks networks) throws Exception {
        NetworkSession session = networks.session(networks.configurations().get(0));
        session.open().get(30, TimeUnit.SECONDS);
        return session;
    }

    /** The first argument is a directory, the second a way to end. Ends when its input ends. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        if (arguments[1].equals("a logger that throws")) {
            System.setErr(new PrintStream(new Log(), true));
        }
        EndingProgram program = new EndingProgram(directory, new FileBackend(directory, "first"));
        ChildProgram.serve(line -> "open");
        ENDINGS.get(arguments[1]).run(program);
    }

    private void inListener(Networks.Builder builder) throws Exception {
        Networks other = builder.backend(new FileBackend(directory, "second")).holdsDirectory(directory.resolve("holds")).open();
        openSession(other);
        other.listen(new NetworksListener() {
            @Override
            public void accept(NetworksEvent event) {
                System.exit(0);
            }
        });
        new CountDownLatch(1).await();
    }

    private static void useUpDirectMemory() {
        for (int bytes = 1 << 20; bytes > 0; bytes /= 2) {
            try {
                while (true) {
                    USED_UP.add(ByteBuffer.allocateDirect(bytes));
                }
            } catch (OutOfMemoryError usedUp) {
                continue;
            }
        }
    }

    /** On a thread that has not used a file yet, and so has no direct memory of its own. */
    private void closeWithoutDirectMemory() throws InterruptedException {
        useUpDirectMemory();
        Thread closing = new Thread(networks::close);
        closing.start();
        closing.join();
    }

    private void inChooser() throws Exception {
        Networks other = builder(new FileBackend(directory, "second")).userChoice(choices -> {
            System.exit(0);
            return Optional.empty();
        }).open();
        openSession(other);
        other.session(ConfigurationId.USER_CHOICE).open();
        new CountDownLatch(1).await();
    }

    /** The backend refuses to release, which is logged. */
    private void withThrowingLogger() {
        Log.isBroken = true;
    }

    /** Where the log is written. */
    private static final class Log extends OutputStream {

        private static volatile boolean isBroken;

        @Override
        public void write(int character) {
            if (isBroken) {
                throw new AssertionError("the log is gone");
            }
        }
    }

    /** Until the process ends; each call has to come back with a value or an exception. */
    private void withHookThatCalls() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            for (int round = 0; round < 200; round++) {
                attempt(() -> session.open().get());
                attempt(() -> networks.update().get());
                attempt(() -> networks.state());
                attempt(() -> networks.session(networks.configurations().get(0)).open());
                attempt(() -> session.awaitOpened(Duration.ofSeconds(-1)));
                attempt(() -> networks.holders());
                session.close();
            }
            System.out.println("the hook came through");
        }));
    }

    private static void attempt(Callable<?> call) {
        try {
            call.call();
        } catch (IllegalStateException | ExecutionException refused) {
            return;
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
    }

    private void withHookThatCloses() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            networks.close();
            System.out.println(session.isOpen() ? "closed, and the session is open" : "the hook came through");
        }));
    }

    /** Several, because the order in which the JVM runs them is not known. */
    private void withHookThatOpens() {
        for (String name : List.of("late", "later", "latest")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try (Networks late = builder(new FileBackend(directory, name)).open()) {
                    System.out.println("opened late: " + openSession(late).isOpen());
                } catch (Exception failure) {
                    System.out.println(failure);
                }
            }));
        }
    }

    private void withOneThatHangs() throws Exception {
        openSession(builder(new FileBackend(directory, "hanging") {
            @Override
            public void stop(ConfigurationId id) {
                while (true) {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException again) {
                        Thread.yield();
                    }
                }
            }
        }).open());
        openSession(builder(new FileBackend(directory, "third")).open());
    }
}
