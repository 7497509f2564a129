package io.github.netsession.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The files that say what the stand-in DLLs answer. What the words in them mean stands in {@code native/windows/world.h}. */
final class World {

    private static final String PREFIX = "NETSESSION_WORLD";

    private final Path state;
    private final Path events;
    private final Path lock;

    private World(String prefix) {
        state = Path.of(prefix + ".txt");
        events = Path.of(prefix + ".events");
        lock = Path.of(prefix + ".lock");
    }

    /** An empty world. */
    static World fresh() {
        World world = new World(System.getenv(PREFIX));
        world.change(lines -> List.of());
        return world;
    }

    /** The stand-ins lock the same byte. */
    private synchronized <T> T locked(Work<T> work) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(0, 1, false); // Until the channel is closed.
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    List<String> lines() {
        return locked(this::read);
    }

    private List<String> read() throws IOException {
        return Files.exists(state) ? Files.readAllLines(state) : List.of();
    }

    void change(UnaryOperator<List<String>> change) {
        locked(() -> Files.writeString(state, String.join("\n", change.apply(new ArrayList<>(read()))) + "\n"));
    }

    void add(String... added) {
        change(lines -> {
            lines.addAll(List.of(added));
            return lines;
        });
    }

    /** Removes the lines that begin with some words. */
    void remove(String beginning) {
        change(lines -> {
            lines.removeIf(line -> line.equals(beginning) || line.startsWith(beginning + ' '));
            return lines;
        });
    }

    /** Replaces the line that begins with some words. */
    void set(String beginning, String rest) {
        change(lines -> {
            lines.removeIf(line -> line.equals(beginning) || line.startsWith(beginning + ' '));
            lines.add(beginning + ' ' + rest);
            return lines;
        });
    }

    boolean has(String line) {
        return lines().contains(line);
    }

    /** Lets the Wi-Fi service tell something. */
    void tell(String event) {
        locked(() -> Files.writeString(events, event + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }
}
