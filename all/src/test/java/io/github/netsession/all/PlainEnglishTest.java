package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comments and string literals of the main sources use plain English: no turn of {@code turns-of-phrase.txt}. */
@Tag("unit")
class PlainEnglishTest {

    private static final List<String> ROOTS = List.of("api/src/main/java/");
    private static final List<Turn> TURNS = turns();

    /**
     * A turn of phrase that is refused.
     *
     * @param phrase the turn, as the list has it
     * @param better what to write instead
     * @param example a text that contains the turn
     * @param pattern finds the turn in prose
     */
    private record Turn(String phrase, String better, String example, Pattern pattern) {

        static Turn of(String line) {
            String[] columns = line.split(" => ", -1);
            assertTrue(columns.length == 2 || columns.length == 3, () -> "not 'turn => better' or 'turn => better => example': " + line);
            boolean isPlain = columns[0].matches("[\\w' -]+");
            assertEquals(isPlain ? 2 : 3, columns.length, () -> "an example is for a regular expression only, and needed there: " + line);
            String before = columns[0].matches("[\\w(].*") ? "(?<!\\w)" : "";
            Pattern pattern = Pattern.compile(before + "(?:" + columns[0].replace(" ", "\\s+") + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
            return new Turn(columns[0], columns[1], columns[columns.length - 1 - (isPlain ? 1 : 0)], pattern);
        }
    }

    private static List<Turn> turns() {
        try (InputStream list = PlainEnglishTest.class.getResourceAsStream("turns-of-phrase.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Turn::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> scanned() throws IOException {
        return Sources.all().stream().filter(file -> ROOTS.stream().anyMatch(Sources.relative(file)::startsWith))
            .toList();
    }

    /** Returns a line for each turn in a source, with what to write instead. */
    private static List<String> findings(String name, String source) {
        String prose = Prose.of(source);
        List<String> findings = new ArrayList<>();
        for (Turn turn : TURNS) {
            Matcher matcher = turn.pattern().matcher(prose);
            while (matcher.find()) {
                long line = prose.substring(0, matcher.start()).chars().filter(each -> each == '\n').count() + 1;
                findings.add(name + ":" + line + ": '" + matcher.group().replaceAll("\\s+", " ") + "': better " + turn.better());
            }
        }
        return findings;
    }

    private static List<String> findings(String source) {
        return findings("Planted.java", source);
    }

    @Test
    void sourcesAreFreeOfTurnsOfPhrase() throws IOException {
        List<String> findings = new ArrayList<>();
        int proseLines = 0;
        for (Path file : scanned()) {
            String source = Sources.text(file);
            findings.addAll(findings(Sources.relative(file), source));
            proseLines += (int) Prose.of(source).lines().filter(line -> line.matches(".*[a-z]{2}.*")).count();
        }
        assertEquals(List.of(), findings, () -> "write instead:\n" + String.join("\n", findings) + "\n");
        assertTrue(proseLines > 3000, "only " + proseLines + " lines of prose found");
        assertTrue(scanned().size() > 150, "only " + scanned().size() + " sources found");
    }

    @Nested
    class TheList {

        @Test
        void isLongEnough() {
            assertTrue(TURNS.size() >= 60, "only " + TURNS.size() + " turns");
        }

        @Test
        void namesEachTurnOnceWithABetterWording() {
            Set<String> phrases = new HashSet<>();
            TURNS.forEach(turn -> {
                assertTrue(phrases.add(turn.phrase()), () -> "twice: " + turn.phrase());
                assertFalse(turn.better().isBlank(), () -> "no better wording: " + turn.phrase());
            });
        }

        @Test
        void findsEachTurnInItsExample() {
            List<String> dead = TURNS.stream().filter(turn -> !turn.pattern().matcher(turn.example()).find()).map(Turn::phrase).toList();
            assertEquals(List.of(), dead);
        }

        @Test
        void recommendsNoTurnThatItRefuses() {
            TURNS.forEach(turn -> assertEquals(List.of(), findings("// " + turn.better()), turn::phrase));
        }
    }

    @Nested
    class TheMatcher {

        private void assertFound(int line, String source) {
            assertEquals(List.of("Planted.java:" + line + ": 'gives back': better \"release\", \"return\""), findings(source));
        }

        @Test
        void findsATurnInEachKindOfComment() {
            assertFound(1, "/** Closes and gives back the lock. */ class A { }");
            assertFound(2, "class A {\n    int a; // It gives back nothing.\n}");
            assertFound(1, "/* It gives back nothing. */");
            assertFound(3, "/**\n * {@return the lock}\n * @param lock gives back nothing\n */");
        }

        @Test
        void findsATurnOverALineBreak() {
            assertFound(2, "/**\n * Closes and gives\n * back the lock.\n */");
            assertFound(2, "class A {\n    // Closes and gives\n    // back the lock.\n}");
        }

        @Test
        void findsATurnInAStringLiteral() {
            assertFound(1, "String a = \"it \\\"gives back\\\" nothing\";");
            assertFound(1, "String a = \"it gives \"\n    + \"back nothing\";");
            assertFound(2, "String a = \"\"\"\n    it gives\n    back \"nothing\"\n    \"\"\";");
        }

        @Test
        void looksAtNoCodeAndNoIdentifier() {
            assertEquals(List.of(), findings("class Gives { Back gives; boolean anew = gives back; void giveBack() { } }"));
            assertEquals(List.of(), findings("/** Calls {@link #giveBack}, {@link A#b(gives back) it} and {@code gives\n * {back} anew}. @param anew a flag */"));
            assertEquals(List.of(), findings("/** A flag that gives */ int back; char a = '\"'; int anew; char b = '\\''; int whoever; // A flag."));
        }

        @Test
        void joinsNoTextsOverCode() {
            assertEquals(List.of(), findings("String a = \"it gives \" + name + \" back\";"));
            assertEquals(List.of(), findings("call(\"it gives\", \"back\"); // it gives\nint a; // back"));
            assertEquals(List.of(), findings("/** It gives {@code a} back. */"));
        }

        @Test
        void countsWholeWordsOnly() {
            assertEquals(List.of(), findings("// The misgives backwards, renewanew, showhoever."));
        }

        @Test
        void distinguishesCapitalLettersIfTheTurnDoes() {
            assertEquals(1, findings("// Stops it. What was started stays up.").size());
            assertEquals(List.of(), findings("// Returns what was found."));
        }
    }
}
