package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The names in docs/architecture.md, and in the layout of CONTRIBUTING.md, are those of the code; no package of the engine and no module is missing. */
@Tag("unit")
class ArchitectureGuideTest {

    private static final String GUIDE = Sources.text(Sources.TOP.resolve("docs/architecture.md"));
    private static final String LAYOUT = section(Sources.text(Sources.TOP.resolve("CONTRIBUTING.md")), "## Layout");

    private static final Pattern FIGURE = Pattern.compile("^```\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    /** In a figure, each word that begins with a capital letter is a name, but for abbreviations; prose in it is in lower case. */
    private static final Pattern NAME_IN_FIGURE = Pattern.compile("\\b[A-Z](?:[A-Z]*[a-z]|[A-Z_]{4,})\\w*(?:\\.\\w+)*");
    private static final Pattern TYPE = Pattern.compile("(?:[A-Z]\\w*\\.)?[A-Z]\\w*[a-z]\\w*");
    private static final Pattern MEMBER = Pattern.compile("(?:[A-Z]\\w*\\.)?[A-Z]\\w*[a-z]\\w*\\.(?:[a-z]\\w*|[A-Z][A-Z_]+)");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z_]+");
    private static final Pattern NAME_OF_TEST = Pattern.compile("\\w+(?:Test|IT|Contract|Bench)");
    /** Contributors replace the X by the name of a system. */
    private static final Pattern PLACEHOLDER = Pattern.compile("X[A-Z]\\w*");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern FILE = Pattern.compile("[\\w-]+\\.txt");

    private static DeclaredNames main;
    private static DeclaredNames tests;
    private static Set<String> packages;
    private static Set<String> modules;

    @BeforeAll
    static void readTheSources() throws IOException {
        Map<Boolean, List<Path>> sources = Sources.all().stream().collect(Collectors.partitioningBy(file -> Sources.relative(file).contains("src/main/java/")));
        main = DeclaredNames.of(sources.get(true));
        tests = DeclaredNames.of(sources.get(false));
        packages = sources.get(true).stream().map(file -> Sources.relative(file.getParent()).replaceAll(".*src/main/java/?", "").replace('/', '.'))
            .collect(Collectors.toCollection(TreeSet::new));
        modules = MODULE.matcher(Sources.text(Sources.TOP.resolve("pom.xml"))).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** From a heading to the next one of the same level. */
    private static String section(String text, String heading) {
        int begin = text.indexOf(heading + "\n");
        assertTrue(begin >= 0, () -> "no '" + heading + "'");
        int end = text.indexOf("\n## ", begin);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    private static List<String> inText(String document) {
        return CODE.matcher(FIGURE.matcher(document).replaceAll("")).results().map(code -> code.group(1)).toList();
    }

    private static List<String> inFigures(String document) {
        return FIGURE.matcher(document).results().flatMap(figure -> NAME_IN_FIGURE.matcher(figure.group(1)).results()).map(MatchResult::group).toList();
    }

    private static boolean isType(String name) {
        return main.hasType(name) || NAME_OF_TEST.matcher(name).matches() && tests.hasType(name);
    }

    private static boolean isPackage(String name) {
        return packages.stream().anyMatch(each -> each.equals(name) || each.endsWith('.' + name));
    }

    private static boolean isFile(String name) {
        return FILE.matcher(name).matches() && Sources.TOP.resolve("api/src/test/resources/io/github/netsession/engine/session").resolve(name).toFile().isFile();
    }

    private static boolean exists(String name) {
        if (MEMBER.matcher(name).matches()) {
            return main.hasMember(name);
        } else if (TYPE.matcher(name).matches()) {
            return isType(name);
        }
        return CONSTANT.matcher(name).matches() ? main.hasField(name) : modules.contains(name) || isPackage(name) || isFile(name);
    }

    private static List<String> unknown(String document) {
        return Stream.concat(inText(document).stream(), inFigures(document).stream()).filter(name -> !exists(name)).distinct().toList();
    }

    @Test
    void everyNameInTheGuideExists() {
        assertTrue(main.types() > 500, "only " + main.types() + " types found in the main sources");
        assertTrue(inText(GUIDE).size() > 150, "only " + inText(GUIDE).size() + " names found in the text");
        assertTrue(inFigures(GUIDE).size() > 60, "only " + inFigures(GUIDE).size() + " names found in the figures");
        assertEquals(List.of(), unknown(GUIDE), "names in docs/architecture.md that the sources do not declare");
    }

    @Test
    void thereIsAFigureForEachFlow() {
        List<String> flows = GUIDE.lines().filter(line -> line.matches("## [a-z]\\. .*")).toList();
        assertEquals(3, flows.size());
        flows.forEach(flow -> {
            assertTrue(inFigures(section(GUIDE, flow)).size() >= 15, flow);
            assertTrue(section(GUIDE, flow).lines().filter(line -> line.matches("\\d\\. .*")).count() >= 5, flow);
        });
    }

    @Test
    void everyPackageOfTheEngineIsNamed() {
        List<String> rooms = packages.stream().filter(name -> name.matches("io\\.github\\.netsession\\.engine(\\..*)?"))
            .map(name -> name.substring("io.github.netsession.".length())).toList();
        assertTrue(rooms.size() >= 9, () -> "only these packages found: " + rooms);
        Set<String> named = Set.copyOf(inText(section(GUIDE, "## The packages of the engine")));
        assertEquals(List.of(), rooms.stream().filter(room -> !named.contains(room)).toList(), "packages that docs/architecture.md does not name");
    }

    @Test
    void everyModuleIsNamed() {
        assertTrue(modules.size() >= 10, () -> "only these modules found: " + modules);
        Set<String> named = Set.copyOf(inText(section(GUIDE, "## Layers")));
        assertEquals(List.of(), modules.stream().filter(module -> !named.contains(module)).toList(), "modules that docs/architecture.md does not name");
    }

    /** A name may follow the folder that it is in, such as {@code engine/Engine}. */
    @Test
    void everyClassInTheLayoutExists() {
        List<String> names = inText(LAYOUT).stream().map(name -> name.replaceAll(".*/", "")).filter(name -> TYPE.matcher(name).matches())
            .filter(name -> !PLACEHOLDER.matcher(name).matches()).toList();
        assertTrue(names.size() > 30, "only " + names.size() + " classes found in the layout of CONTRIBUTING.md");
        assertEquals(List.of(), names.stream().filter(name -> !isType(name)).toList(), "classes in CONTRIBUTING.md that the sources do not declare");
    }

    @Test
    void aWrongNameIsFoundWhereverItStands() {
        List<String> right = List.of("ReadLoop", "ReadLoop.hint", "SessionInput.Open", "SessionInput.GivenUp.after", "Phase.REOPENING", "REOPENING",
            "Step.next", "engine.control", "control", "backend-sim", "ArchitectureGuideTest", "session-machine.txt");
        List<String> wrong = List.of("ReadLoops", "ReadLoop.hints", "SessionInput.Opened", "SessionInput.GivenUp.behind", "Phase.OPENING_AGAIN",
            "OPENING_AGAIN", "Step.nexts", "engine.desk", "desk", "backend-bsd", "GuideOfArchitectureTest", "session-machines.txt", "TestingGuideTest.run", "two words", "Sources");
        assertEquals(List.of(), unknown("`" + String.join("` and `", right) + "`"));
        assertEquals(wrong, unknown("`" + String.join("` and `", wrong) + "`"));
        List<String> wrongInFigure = new ArrayList<>(wrong.subList(0, 7));
        assertEquals(wrongInFigure, unknown("A figure:\n\n```\n OS: ReadLoop.hint -> " + String.join(" -> ", wrongInFigure) + " (a step), REOPENING\n```\n"));
    }
}
