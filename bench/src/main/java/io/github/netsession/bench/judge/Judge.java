package io.github.netsession.bench.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints the table of a run and how it compares: {@code Judge (whole|some|short) GOALS FIGURES BENCHMARKS FAILED}, where FIGURES is what the harnesses
 * wrote, BENCHMARKS is JMH's result as CSV, and FAILED is how many harnesses ended with an error. After a whole run, {@code goals.txt} beside
 * FIGURES has the new figures as the kept ones, for whoever decides to keep them. The last line is "N passed, N failed, N skipped"; the exit code
 * is 0 if nothing failed.
 */
public final class Judge {

    private Judge() {
    }

    /**
     * Judges.
     *
     * @param arguments see above
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Extent extent = Extent.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        List<String> goals = Files.readAllLines(Path.of(arguments[1]));
        Verdicts verdicts = new Verdicts(new Goals(goals), lines(arguments[2]).stream().map(Figure::parse).toList(), extent);
        List<String> benchmarks = lines(arguments[3]).stream().skip(1).toList();
        if (extent.isCompared()) {
            verdicts.table().forEach(System.out::println);
            benchmarks.forEach(Judge::print);
            Files.write(Path.of(arguments[2]).resolveSibling("goals.txt"), Goals.withKept(goals, verdicts.best()));
        }
        int failed = verdicts.failures().size() + Integer.parseInt(arguments[4]);
        verdicts.failures().forEach(failure -> System.out.println("FAILED: " + failure));
        if (benchmarks.isEmpty() && extent != Extent.SOME) {
            failed++;
            System.out.println("FAILED: JMH has measured nothing");
        }
        long worse = verdicts.table().stream().filter(line -> line.contains("| WORSE |")).count();
        System.out.printf("%d passed, %d failed, 0 skipped%n", verdicts.best().size() - worse + benchmarks.size(), failed);
        System.exit(failed == 0 ? 0 : 1);
    }

    private static List<String> lines(String file) throws IOException {
        Path path = Path.of(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    /** A line of JMH's CSV: benchmark, mode, threads, samples, score, error, unit. */
    private static void print(String line) {
        String[] columns = line.replace("\"", "").split(",");
        System.out.printf("  %-28s %12s %s%n", columns[0].replaceFirst("^.*\\.(?=\\w+\\.)", ""), columns[4].replaceFirst("(\\.\\d{3})\\d*$", "$1"), columns[6]);
    }
}
