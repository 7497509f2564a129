package io.github.netsession.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * How long a program takes from nothing to the counters of all interfaces and its end: this library's, OSHI's, and those that bound them. The
 * programs run in a new order in each round. An archive of classes (AppCDS) is made for both sides by the JVM itself.
 */
final class Starting {

    private static final String PROGRAMS = "io.github.netsession.bench.start.";

    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, List<Double>> wall = new LinkedHashMap<>();
    private final Map<String, List<Double>> processor = new LinkedHashMap<>();
    private final Map<String, List<Double>> resident = new LinkedHashMap<>();

    private Starting() {
    }

    /**
     * Runs a pass in the network namespace of this process.
     *
     * @param arguments none
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Starting starting = new Starting();
        starting.prepare();
        // Once without measuring: files come into memory, and the launcher may make its archive.
        starting.commands.keySet().forEach(starting::run);
        RealTime.raise();
        starting.measure();
        starting.report();
    }

    private void prepare() throws IOException, InterruptedException {
        String own = Pass.property("bench.path.netsession");
        String oshi = Pass.property("bench.path.oshi");
        commands.put("hello", java(own, "Hello"));
        commands.put("JDK", java(own, "FirstListOfTheJdk"));
        commands.put("netsession", java(own, "FirstCounters"));
        commands.put("OSHI", java(oshi, "FirstCountersOfOshi"));
        commands.put("netsession, archive", archived("netsession", own, "FirstCounters"));
        commands.put("OSHI, archive", archived("oshi", oshi, "FirstCountersOfOshi"));
        commands.put("status", List.of(Pass.property("bench.launcher"), "status"));
    }

    private static List<String> java(String path, String program, String... options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", path, PROGRAMS + program));
        return command;
    }

    private static List<String> archived(String name, String path, String program) throws IOException, InterruptedException {
        Path archive = Path.of(Pass.property("bench.out"), name + ".jsa");
        if (!Files.exists(archive)) {
            Process made = new ProcessBuilder(java(path, program, "-XX:ArchiveClassesAtExit=" + archive)).redirectErrorStream(true).start();
            String printed = new String(made.getInputStream().readAllBytes());
            if (made.waitFor() != 0 || !Files.exists(archive)) {
                throw new IllegalStateException("no archive: " + printed);
            }
        }
        return java(path, program, "-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
    }

    private void measure() {
        List<String> order = new ArrayList<>(commands.keySet());
        Random random = new Random(1);
        for (int round = 0; round < Pass.count(8, 1); round++) {
            Collections.shuffle(order, random);
            for (String each : order) {
                double[] figures = run(each);
                wall.computeIfAbsent(each, key -> new ArrayList<>()).add(figures[0] / 1e3);
                processor.computeIfAbsent(each, key -> new ArrayList<>()).add(figures[1] / 1e3);
                resident.computeIfAbsent(each, key -> new ArrayList<>()).add(figures[2] / 1024);
            }
        }
    }

    /** Returns the microseconds of the clock and of the processors, and the kibibytes. */
    private double[] run(String program) {
        List<String> command = new ArrayList<>(List.of(Pass.yardstick("timed")));
        command.addAll(commands.get(program));
        try (Child timed = new Child(command)) {
            double[] figures = Arrays.stream(timed.read().split(" ")).mapToDouble(Double::parseDouble).toArray();
            timed.requireSuccess();
            return figures;
        }
    }

    private void report() throws IOException {
        String bounds = "hello " + text("hello") + ", JDK's list " + text("JDK");
        compare("start", "OSHI", "netsession", bounds);
        compare("start-archive", "OSHI, archive", "netsession, archive", "-");
        compare("status", "OSHI", "status", "-");
        Pass.report("resident", median(resident, "netsession") / median(resident, "OSHI"), "OSHI " + megabytes("OSHI"), megabytes("netsession"),
            "hello " + megabytes("hello") + ", JDK's list " + megabytes("JDK"));
    }

    private void compare(String row, String yardstick, String own, String beside) throws IOException {
        String processors = "processors: " + Pass.milliseconds(median(processor, own)) + " against " + Pass.milliseconds(median(processor, yardstick));
        Pass.report(row, median(wall, own) / median(wall, yardstick), "OSHI " + text(yardstick), text(own),
            beside.equals("-") ? processors : processors + "; " + beside);
    }

    private String text(String program) {
        return Pass.milliseconds(median(wall, program));
    }

    private String megabytes(String program) {
        return String.format(Locale.ROOT, "%.0f MiB", median(resident, program));
    }

    private static double median(Map<String, List<Double>> of, String program) {
        return Samples.median(of.get(program));
    }
}
