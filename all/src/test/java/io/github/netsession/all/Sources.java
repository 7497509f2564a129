package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The project's Java sources, for the rules that only sources show. */
final class Sources {

    static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> OTHERS = Set.of("target", ".git");

    private Sources() {
    }

    static List<Path> all() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(TOP, new SimpleFileVisitor<>() {
            /** Builds and git make and remove files there while this test looks. */
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return OTHERS.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java") && relative(file).contains("src/")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(sources.size() > 120, "only " + sources.size() + " sources found below " + TOP);
        return sources;
    }

    /** A source's place in the project, with slashes on every system. */
    static String relative(Path file) {
        return TOP.relativize(file).toString().replace('\\', '/');
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
