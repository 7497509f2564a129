package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** House rules that only the sources show. */
class SourceRulesTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final int MAX_LINES = 400;
    private static final Set<String> OTHERS = Set.of("target", ".git");

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(TOP, new SimpleFileVisitor<>() {
            /** Builds and git make and remove files there while this test looks. */
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return OTHERS.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java") && withSlashes(TOP.relativize(file)).contains("src/")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(sources.size() > 120, "only " + sources.size() + " sources found below " + TOP);
        return sources;
    }

    private static List<Path> those(Predicate<String> wrong) throws IOException {
        return sources().stream().filter(file -> !file.endsWith("SourceRulesTest.java")).filter(file -> wrong.test(text(file)))
            .map(TOP::relativize).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String withSlashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    @Test
    void noFileIsLongerThanFourHundredLines() throws IOException {
        assertEquals(List.of(), those(text -> text.lines().count() > MAX_LINES));
    }

    @Test
    void nothingWaitsBySleeping() throws IOException {
        assertEquals(List.of(), those(text -> text.contains("Thread.sleep(")));
    }

    @Test
    void noTestIsSwitchedOff() throws IOException {
        assertEquals(List.of(), those(text -> text.contains("@Disabled") || text.contains("assumeTrue(false")));
    }

    @Test
    void nothingIsLeftToDo() throws IOException {
        Pattern marks = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
        assertEquals(List.of(), those(text -> marks.matcher(text).find()));
    }

    @Test
    void everythingPublicIsDocumented() throws IOException {
        List<String> undocumented = new ArrayList<>();
        int members = 0;
        for (Path file : sources()) {
            if (withSlashes(file).contains("src/main/java") && !file.endsWith("module-info.java")) {
                members += checkDocumented(file, text(file).lines().toList(), undocumented);
            }
        }
        assertEquals(List.of(), undocumented);
        assertTrue(members > 300, "only " + members + " public members found");
    }

    /** A public member, or a member of a public interface, has a comment before it, unless it overrides or is a compact constructor. */
    private static int checkDocumented(Path file, List<String> lines, List<String> undocumented) {
        int members = 0;
        boolean inInterface = lines.stream().anyMatch(line -> line.matches("public (sealed )?(@?interface) .*"));
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean member = line.matches(" {0,8}(public|protected) .*[({]( \\w+.*)?") && !line.matches(" +public [A-Z]\\w* \\{")
                || inInterface && line.matches("    (default |static )?[A-Z<\\[a-z][^=]*\\(.*\\)( \\{|;)") && !line.matches("    (return|throw|private) .*");
            if (member) {
                members++;
                int before = i - 1;
                boolean overrides = false;
                while (lines.get(before).trim().startsWith("@")) {
                    overrides |= lines.get(before).contains("@Override");
                    before--;
                }
                if (!overrides && !lines.get(before).trim().endsWith("*/")) {
                    undocumented.add(TOP.relativize(file) + ": " + line.trim());
                }
            }
        }
        return members;
    }

    @Test
    void everyComponentOfAPublicRecordIsDocumented() throws IOException {
        Pattern records = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public record \\w+(?:<\\w+>)?\\(([^)]*)\\)", Pattern.DOTALL);
        List<String> undocumented = new ArrayList<>();
        int components = 0;
        for (Path file : sources()) {
            Matcher matcher = records.matcher(text(file));
            while (matcher.find()) {
                for (String component : matcher.group(2).replaceAll("<[^>]*>", "").split(",")) {
                    String name = component.trim().replaceAll(".*\\s", "");
                    components++;
                    if (!name.isEmpty() && !matcher.group(1).contains("@param " + name + " ")) {
                        undocumented.add(TOP.relativize(file) + ": " + name);
                    }
                }
            }
        }
        assertEquals(List.of(), undocumented);
        assertTrue(components > 80, "only " + components + " components found");
    }
}
