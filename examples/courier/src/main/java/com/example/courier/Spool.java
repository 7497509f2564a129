package com.example.courier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps each job in a file until the server has it, so that a courier that is killed loses no job. One courier at a time may use the
 * directory. The name of a file is ID.DEADLINE.URGENCY, its content is the body.
 */
final class Spool {

    private static final String UNFINISHED = ".unfinished";

    private final Path directory;

    Spool(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Returns the jobs that an earlier run has left, those with the nearest deadline first. */
    List<Job> jobs() throws IOException {
        List<Job> jobs = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> !each.toString().endsWith(UNFINISHED)).toList()) {
                String[] words = file.getFileName().toString().split("\\.");
                jobs.add(new Job(words[0], words[2].equals("urgent"), Instant.ofEpochMilli(Long.parseLong(words[1])), Files.readAllBytes(file)));
            }
        }
        jobs.sort((one, other) -> one.deadline().compareTo(other.deadline()));
        return jobs;
    }

    /** Writes the file under another name first: a program that is killed leaves a whole job or none. */
    void add(Job job) throws IOException {
        Path unfinished = directory.resolve(job.id() + UNFINISHED);
        Files.write(unfinished, job.body());
        Files.move(unfinished, file(job), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(Job job) throws IOException {
        Files.deleteIfExists(file(job));
    }

    private Path file(Job job) {
        return directory.resolve(job.id() + '.' + job.deadline().toEpochMilli() + '.' + (job.urgent() ? "urgent" : "background"));
    }
}
