package io.github.netsession.linux;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a program of {@link StartedSoakIT} does and is told: a file of its own, a line for each event. */
final class SoakJournal implements AutoCloseable {

    /** Stands for a session in an event of the whole program. */
    static final String PROGRAM = "program";

    private final OutputStream file;

    private SoakJournal(OutputStream file) {
        this.file = file;
    }

    /**
     * An event.
     *
     * @param micros the time of day in microseconds since 1970
     * @param pid the program
     * @param session the link and the thread, as in {@code ap0#1}
     * @param what the kind of event
     * @param detail more about it
     */
    record Event(long micros, long pid, String session, String what, String detail) {

        String link() {
            return session.replaceAll("#.*", "");
        }
    }

    /** Opens the journal of this process. */
    static SoakJournal open(Path directory) throws IOException {
        return new SoakJournal(Files.newOutputStream(directory.resolve(Long.toString(ProcessHandle.current().pid())), StandardOpenOption.CREATE,
            StandardOpenOption.APPEND));
    }

    /** Writes a line at once: it is there even if the process is killed. */
    synchronized void write(String session, String what, String detail) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        try {
            file.write((micros + " " + session + ' ' + what + ' ' + detail.replace('\n', ' ') + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Returns the events of all programs, those of each program in order. */
    static List<Event> readAll(Path directory) throws IOException {
        List<Event> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                long pid = Long.parseLong(file.getFileName().toString());
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.split(" ", 4);
                    events.add(new Event(Long.parseLong(words[0]), pid, words[1], words[2], words[3]));
                }
            }
        }
        return events;
    }
}
