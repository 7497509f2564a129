package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which tier a test belongs to is said at the test, by its tag: one that has none, or two, or one that is misspelt, would run nowhere or twice. */
@Tag("unit")
class TiersTest {

    private static final Set<String> HERMETIC = Set.of("unit", "sim");
    /** The tiers of tests that need a platform. */
    private static final Set<String> PLATFORM = Set.of("kernel", "manager", "standin", "wine", "radio", "host");
    /** How often a test runs: not in the quick check, on demand only, on every JDK. */
    private static final Set<String> MODIFIERS = Set.of("slow", "soak", "every-jdk");
    private static final Pattern TAG = Pattern.compile("^( *)@Tag\\(\"([^\"]*)\"\\)", Pattern.MULTILINE);
    private static final Pattern TEST_METHOD = Pattern.compile("^ +@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b", Pattern.MULTILINE);
    private static final Pattern ABSTRACT = Pattern.compile("^(public )?abstract class ", Pattern.MULTILINE);

    /** The tags of a test class, and apart from them those of its methods and nested classes. */
    private record Tagged(List<String> ofTheClass, List<String> within) {

        static Tagged in(Path file) {
            Matcher matcher = TAG.matcher(Sources.text(file));
            Map<Boolean, List<String>> byPlace = matcher.results()
                .collect(Collectors.partitioningBy(tag -> tag.group(1).isEmpty(), Collectors.mapping(tag -> tag.group(2), Collectors.toList())));
            return new Tagged(byPlace.get(true), byPlace.get(false));
        }
    }

    private static Map<String, Tagged> testClasses() throws IOException {
        Map<String, Tagged> classes = new TreeMap<>();
        for (Path file : Sources.all()) {
            if (isTestClass(file)) {
                classes.put(Sources.relative(file), Tagged.in(file));
            }
        }
        assertTrue(classes.size() > 200, "only " + classes.size() + " test classes found");
        return classes;
    }

    /** By the names that Maven and the Windows JVM's launcher look for. */
    private static boolean isTestClass(Path file) {
        return Sources.relative(file).matches(".*/src/test/java/.*(Test|IT)\\.java");
    }

    private static List<String> those(java.util.function.BiPredicate<String, Tagged> wrong) throws IOException {
        List<String> found = new ArrayList<>();
        testClasses().forEach((name, tagged) -> {
            if (wrong.test(name, tagged)) {
                found.add(name + " has " + tagged);
            }
        });
        return found;
    }

    @Test
    void everyTestClassHasExactlyOneTier() throws IOException {
        assertEquals(List.of(), those((name, tagged) ->
            tagged.ofTheClass().stream().filter(tag -> HERMETIC.contains(tag) || PLATFORM.contains(tag)).count() != 1));
    }

    @Test
    void aTestThatNeedsAPlatformIsCalledSo() throws IOException {
        assertEquals(List.of(), those((name, tagged) ->
            !(name.endsWith("IT.java") ? PLATFORM : HERMETIC).containsAll(tagged.ofTheClass().stream().filter(tag -> !MODIFIERS.contains(tag)).toList())));
    }

    @Test
    void whatIsWithinAClassHasTheTierOfTheClass() throws IOException {
        assertEquals(List.of(), those((name, tagged) -> !MODIFIERS.containsAll(tagged.within())));
    }

    @Test
    void everyTestIsInAClassThatIsRun() throws IOException {
        List<String> hidden = new ArrayList<>();
        for (Path file : Sources.all()) {
            String text = Sources.text(file);
            if (!isTestClass(file) && TEST_METHOD.matcher(text).find() && !ABSTRACT.matcher(text).find()) {
                hidden.add(Sources.relative(file));
            }
        }
        assertEquals(List.of(), hidden);
    }

    @Test
    void whatTestsHaveInCommonHasNoTierOfItsOwn() throws IOException {
        List<String> tagged = new ArrayList<>();
        for (Path file : Sources.all()) {
            if (!isTestClass(file) && !Tagged.in(file).ofTheClass().isEmpty()) {
                tagged.add(Sources.relative(file));
            }
        }
        assertEquals(List.of(), tagged);
    }
}
