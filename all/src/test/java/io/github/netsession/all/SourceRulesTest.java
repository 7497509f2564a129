package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** House rules that only the sources show. */
@Tag("unit")
class SourceRulesTest {

    /** Half of the files are not longer than these, and half not shorter. */
    private static final int USUAL_LEAST_LINES = 60;
    private static final int USUAL_MOST_LINES = 150;

    /** A longer file needs a reason. */
    private static final int LONG_LINES = 400;
    private static final int MOST_LINES = 600;

    /** The reason of each file of more than 400 lines, by its place in the project. */
    private static final Map<String, String> REASONS_FOR_LENGTH = Map.of(
        "api/src/main/java/io/github/netsession/Networks.java", "no code but the contract, with a list of the errors of each method",
        "api/src/main/java/io/github/netsession/NetworkSession.java", "no code but the contract, with a list of the errors of each method");

    private static List<String> those(Predicate<String> wrong) throws IOException {
        return Sources.all().stream().filter(file -> !file.endsWith("SourceRulesTest.java")).filter(file -> wrong.test(Sources.text(file)))
            .map(Sources::relative).toList();
    }

    private static boolean isLongerThan(int lines, String text) {
        return text.lines().count() > lines;
    }

    @Test
    void filesHaveSixtyToAHundredAndFiftyLinesAsARule() throws IOException {
        List<Long> lengths = Sources.all().stream().map(file -> Sources.text(file).lines().count()).sorted().toList();
        long median = lengths.get(lengths.size() / 2);
        assertTrue(median >= USUAL_LEAST_LINES && median <= USUAL_MOST_LINES, "half of the files have more than " + median + " lines, half fewer");
    }

    @Test
    void aFileOfMoreThanFourHundredLinesHasAReason() throws IOException {
        assertEquals(REASONS_FOR_LENGTH.keySet(), Set.copyOf(those(text -> isLongerThan(LONG_LINES, text))), "each needs a reason, and each reason a file");
    }

    @Test
    void noFileIsLongerThanSixHundredLines() throws IOException {
        assertEquals(List.of(), those(text -> isLongerThan(MOST_LINES, text)));
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

    /** When a JDK changes, only that class has to be read again. */
    @Test
    void onlyOneClassNamesInternalsOfTheJdk() throws IOException {
        Pattern internals = Pattern.compile("\\b(sun\\.(nio|net|security)|jdk\\.internal)\\.\\w");
        assertEquals(List.of("jna/src/main/java/io/github/netsession/jna/SocketFields.java"),
            those(text -> internals.matcher(text).find()).stream().filter(file -> file.contains("src/main/java")).toList());
    }

    /** A log handler is code of the application: what it throws must end nothing. The library for JNA logs only while a backend is opened. */
    @Test
    void onlyTheGuardedLoggerAsksForALogger() throws IOException {
        assertEquals(List.of("api/src/main/java/io/github/netsession/internal/GuardedLogger.java"), those(text -> text.contains("System.getLogger(")).stream()
            .filter(file -> file.contains("src/main/java") && !file.startsWith("jna/") && !file.startsWith("cli/")).toList());
    }

    /** Examples are what a user can write: their programs know the API alone, their tests the simulated world and the test kit, too. */
    @Test
    void examplesKnowOnlyWhatUsersKnow() throws IOException {
        Pattern imports = Pattern.compile("^import (?:static )?io\\.github\\.netsession\\.([a-z]\\w*)\\.", Pattern.MULTILINE);
        List<String> wrong = new ArrayList<>();
        int files = 0;
        for (Path file : Sources.all()) {
            String name = Sources.relative(file);
            if (name.startsWith("examples/")) {
                files++;
                Set<String> known = name.contains("src/test/java") ? Set.of("sim", "testkit") : Set.of();
                imports.matcher(Sources.text(file)).results().filter(found -> !known.contains(found.group(1)))
                    .forEach(found -> wrong.add(name + ": " + found.group()));
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(files > 5, "only " + files + " sources of examples found");
    }

    @Test
    void everythingPublicIsDocumented() throws IOException {
        List<String> undocumented = new ArrayList<>();
        int members = 0;
        for (Path file : Sources.all()) {
            if (Sources.relative(file).contains("src/main/java") && !file.endsWith("module-info.java")) {
                members += checkDocumented(file, Sources.text(file).lines().toList(), undocumented);
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
                    undocumented.add(Sources.relative(file) + ": " + line.trim());
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
        for (Path file : Sources.all()) {
            Matcher matcher = records.matcher(Sources.text(file));
            while (matcher.find()) {
                for (String component : matcher.group(2).replaceAll("<[^>]*>", "").split(",")) {
                    String name = component.trim().replaceAll(".*\\s", "");
                    components++;
                    if (!name.isEmpty() && !matcher.group(1).contains("@param " + name + " ")) {
                        undocumented.add(Sources.relative(file) + ": " + name);
                    }
                }
            }
        }
        assertEquals(List.of(), undocumented);
        assertTrue(components > 80, "only " + components + " components found");
    }
}
