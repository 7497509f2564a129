import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what {@code check} has left in its folder and says how it went. {@code last} sums up the last step, {@code all} the whole run:
 * minutes of each step, the slowest tests, and one closing line, "N passed, N failed, N skipped". Run from source, no build needed:
 *
 * <pre>java .ci/Reports.java (last|all) FOLDER</pre>
 *
 * FOLDER holds {@code steps.tsv}, a line for each step: its kind, its name, where it ran, its seconds, and how it ended. The reports of a
 * {@code tests} step are the files {@code TEST-*.xml} below FOLDER/NAME-WHERE/MODULE; Surefire and JUnit's console launcher write them. A
 * {@code check} step passes or fails as a whole; a {@code build} step counts only if it fails; a {@code missing} step should have run
 * and could not.
 *
 * <p>The exit code is 0 if nothing failed and, for {@code all}, something passed.
 */
final class Reports {

    private static final int SLOWEST = 20;
    private static final Pattern CONTRACT = Pattern.compile("(\\w+)BackendContract");

    private final Path folder;
    private final PrintStream out;

    private Reports(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int code = run(arguments, out);
        out.flush();
        System.exit(code);
    }

    /** The exit code. */
    static int run(String[] arguments, PrintStream out) throws IOException {
        if (arguments.length != 2 || !List.of("last", "all").contains(arguments[0])) {
            out.println("usage: java Reports.java (last|all) FOLDER");
            return 64;
        }
        Reports reports = new Reports(Path.of(arguments[1]), out);
        return (arguments[0].equals("last") ? reports.sumUpLast() : reports.sumUpAll()) ? 0 : 1;
    }

    private enum Outcome { PASSED, FAILED, SKIPPED }

    /** One test as a report has it; the reason is of a skipped one. */
    private record TestCase(String module, String className, String name, double seconds, Outcome outcome, String reason) {

        TestCase {
            if (className == null || name == null) {
                throw new IllegalArgumentException("a test without a name or a class");
            }
        }

        String fullName() {
            return className + '.' + name;
        }

        /** "Sim" of a test in SimBackendContractTest, null if it is of no contract. */
        String backend() {
            Matcher matcher = CONTRACT.matcher(className);
            return matcher.find() ? matcher.group(1) : null;
        }
    }

    /** One line of steps.tsv. */
    private record Step(String kind, String name, String where, long seconds, String ending) {

        static Step of(String line) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 5) {
                throw new IllegalArgumentException("a step has five fields, and this has " + fields.length + ": " + line);
            }
            return new Step(fields[0], fields[1], fields[2], Long.parseLong(fields[3]), fields[4]);
        }

        boolean endedWell() {
            return ending.equals("0");
        }

        String label() {
            return where.isEmpty() ? name : name + " on " + where;
        }
    }

    /** What a step comes to, and what it has to say about its failures. */
    private record Result(Step step, List<TestCase> tests, List<String> complaints, long passed, long failed, long skipped) {
    }

    private List<Step> steps() throws IOException {
        Path file = folder.resolve("steps.tsv");
        return Files.exists(file) ? Files.readAllLines(file).stream().map(Step::of).toList() : List.of();
    }

    private Result resultOf(Step step) throws IOException {
        return switch (step.kind()) {
            case "tests" -> testsOf(step);
            case "check" -> new Result(step, List.of(), step.endedWell() ? List.of() : List.of(step.label() + " ended with " + step.ending()),
                step.endedWell() ? 1 : 0, step.endedWell() ? 0 : 1, 0);
            case "build" -> new Result(step, List.of(), step.endedWell() ? List.of() : List.of(step.label() + " ended with " + step.ending()),
                0, step.endedWell() ? 0 : 1, 0);
            case "missing" -> new Result(step, List.of(), List.of(step.label() + ": not run because " + step.ending()), 0, 1, 0);
            default -> throw new IllegalArgumentException("no kind of step: " + step);
        };
    }

    private Result testsOf(Step step) throws IOException {
        List<String> complaints = new ArrayList<>();
        List<TestCase> tests = new ArrayList<>();
        for (Path report : reportsOf(step)) {
            try {
                tests.addAll(read(report));
            } catch (XMLStreamException | IllegalArgumentException unreadable) {
                complaints.add(step.label() + ": " + folder.relativize(report) + " cannot be read: " + unreadable.getMessage());
            }
        }
        Map<Outcome, Long> counts = tests.stream().collect(Collectors.groupingBy(TestCase::outcome, Collectors.counting()));
        long failedTests = counts.getOrDefault(Outcome.FAILED, 0L);
        if (!step.endedWell() && failedTests == 0) {
            complaints.add(step.label() + " ended with " + step.ending() + ", and not because of a test");
        } else if (step.endedWell() && failedTests != 0) {
            complaints.add(step.label() + " ended well although tests failed");
        }
        if (counts.getOrDefault(Outcome.PASSED, 0L) + failedTests == 0) {
            complaints.add(step.label() + " ran no test");
        }
        return new Result(step, tests, complaints, counts.getOrDefault(Outcome.PASSED, 0L), failedTests + complaints.size(),
            counts.getOrDefault(Outcome.SKIPPED, 0L));
    }

    private List<Path> reportsOf(Step step) throws IOException {
        Path place = folder.resolve((step.name() + '-' + step.where()).replace(' ', '-'));
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).sorted().toList();
        }
    }

    private static List<TestCase> read(Path report) throws IOException, XMLStreamException {
        String module = report.getParent().getFileName().toString();
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<TestCase> tests = new ArrayList<>();
        try (var in = Files.newInputStream(report)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("testcase")) {
                    tests.add(readTest(module, reader));
                }
            }
        }
        return tests;
    }

    private static TestCase readTest(String module, XMLStreamReader reader) throws XMLStreamException {
        String className = reader.getAttributeValue(null, "classname");
        String name = reader.getAttributeValue(null, "name");
        String time = reader.getAttributeValue(null, "time");
        Outcome outcome = Outcome.PASSED;
        String reason = "";
        while (!(reader.next() == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("testcase"))) {
            if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "failure", "error" -> outcome = Outcome.FAILED;
                    case "skipped" -> {
                        outcome = Outcome.SKIPPED;
                        reason = readReason(reader);
                    }
                    default -> { } // What a test printed, or a failure that a repetition overcame.
                }
            }
        }
        // Surefire groups thousands: "1,234.5".
        return new TestCase(module, className, name, time == null ? 0 : Double.parseDouble(time.replace(",", "")), outcome, reason);
    }

    /** Surefire puts the reason into an attribute, the console launcher into the element: alone, or as an exception with its stack. */
    private static String readReason(XMLStreamReader reader) throws XMLStreamException {
        String attribute = reader.getAttributeValue(null, "message");
        String text = reader.getElementText();
        String reason = attribute != null ? attribute : text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("")
            .replaceFirst("^[A-Za-z0-9_.$]*Exception: (Assumption failed: )?", "");
        return reason.isBlank() ? "no reason given" : reason;
    }

    private boolean sumUpLast() throws IOException {
        List<Step> steps = steps();
        if (steps.isEmpty()) {
            throw new IllegalStateException("no step in " + folder);
        }
        Result result = resultOf(steps.get(steps.size() - 1));
        result.tests().stream().filter(test -> test.outcome() == Outcome.SKIPPED)
            .forEach(test -> out.println("  skipped: " + test.fullName() + ": " + test.reason()));
        contracts(result.tests()).forEach((backend, counts) -> out.println("  contract of a backend on " + backend + ": "
            + (counts.getOrDefault(Outcome.PASSED, 0L) + counts.getOrDefault(Outcome.FAILED, 0L)) + " tests, "
            + counts.getOrDefault(Outcome.FAILED, 0L) + " failed"));
        if (result.step().kind().equals("tests")) {
            long ran = result.tests().size() - result.skipped();
            String modules = result.tests().stream().map(TestCase::module).distinct().sorted().collect(Collectors.joining(", "));
            out.printf("tier %s: ran %d tests on %s in %d s (%d failed, %d skipped; in: %s)%n", result.step().name(), ran, result.step().where(),
                result.step().seconds(), result.tests().stream().filter(test -> test.outcome() == Outcome.FAILED).count(), result.skipped(),
                modules.isEmpty() ? "no module" : modules);
        }
        result.complaints().forEach(complaint -> out.println("FAILED: " + complaint));
        return result.failed() == 0;
    }

    /** By the backend that each contract is about. */
    private static Map<String, Map<Outcome, Long>> contracts(List<TestCase> tests) {
        return tests.stream().filter(test -> test.backend() != null)
            .collect(Collectors.groupingBy(TestCase::backend, TreeMap::new, Collectors.groupingBy(TestCase::outcome, Collectors.counting())));
    }

    private record Timed(Step step, TestCase test) {

        /** The seconds of the radio tier are its guest's, in which waiting costs nothing. */
        boolean isInRealTime() {
            return !step.name().equals("radio");
        }
    }

    private boolean sumUpAll() throws IOException {
        long passed = 0;
        long failed = 0;
        long skipped = 0;
        long seconds = 0;
        List<Timed> timed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        out.printf("%n%-22s %-14s %7s %8s%n", "step", "on", "tests", "minutes");
        for (Step step : steps()) {
            Result result = resultOf(step);
            passed += result.passed();
            failed += result.failed();
            skipped += result.skipped();
            seconds += step.seconds();
            result.tests().forEach(test -> timed.add(new Timed(step, test)));
            result.tests().stream().filter(test -> test.outcome() == Outcome.FAILED).forEach(test -> failures.add(step.label() + ": " + test.fullName()));
            failures.addAll(result.complaints());
            String tests = step.kind().equals("tests") ? Long.toString(result.tests().size() - result.skipped()) : "";
            out.printf(Locale.ROOT, "%-22s %-14s %7s %8.1f%n", step.name(), step.where(), tests, step.seconds() / 60.0);
        }
        out.printf(Locale.ROOT, "%-22s %-14s %7d %8.1f%n", "all", "", timed.size() - skipped, seconds / 60.0);
        out.printf("%nthe %d slowest tests%n", timed.stream().filter(Timed::isInRealTime).limit(SLOWEST).count());
        timed.stream().filter(Timed::isInRealTime).sorted(Comparator.comparingDouble((Timed each) -> each.test().seconds()).reversed()).limit(SLOWEST)
            .forEach(each -> out.printf(Locale.ROOT, "%7.1f s  %-18s %s%n", each.test().seconds(), each.step().label(), each.test().fullName()));
        out.println();
        failures.forEach(failure -> out.println("FAILED: " + failure));
        out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
        return failed == 0 && passed > 0;
    }
}
