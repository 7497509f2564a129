package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scripts run on macOS too: its bash is 3.2, of 2007, and its awk the one true awk. */
@Tag("unit")
class ScriptsTest {

    private static final int MAX_LINES = 250;
    /** What came with bash 4.0 and later. Source: bash's NEWS. */
    private static final Pattern NEWER_THAN_BASH_3_2 = Pattern.compile("\\b(mapfile|readarray|coproc)\\b"
        + "|\\b(declare|local|typeset|readonly)( -\\w+)* -\\w*[Anglu]"
        + "|\\$\\{\\w+(\\[[^]]*])?(\\^|,|@[QEPAaUuLK]})"
        + "|\\$\\{\\w+\\[-"
        + "|\\bwait (-\\w+ )*-[nfp]"
        + "|\\|&|&>>|;;&|;&"
        + "|\\[\\[ -v |\\bglobstar\\b|\\blastpipe\\b|%\\([^)]*\\)T"
        // A pattern's closing parenthesis ended the substitution.
        + "|\\$\\(\\s*case |\\bexec \\{\\w+}|EPOCHSECONDS|EPOCHREALTIME|BASHPID|SRANDOM");
    private static final Pattern AWK = Pattern.compile("\\bawk\\b");

    /** The project's shell scripts. */
    private static List<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>(List.of(Sources.TOP.resolve("check"), Sources.TOP.resolve("netsession")));
        for (String folder : List.of(".ci", "bench", "native/macos", "native/radio", "native/windows", "native/yardstick", "backend-linux/src/test", "backend-windows/src/test")) {
            try (Stream<Path> files = Files.walk(Sources.TOP.resolve(folder))) {
                files.filter(Files::isRegularFile).filter(ScriptsTest::isScript).forEach(scripts::add);
            }
        }
        assertTrue(scripts.size() >= 19, "only these scripts were found: " + scripts);
        return scripts;
    }

    private static boolean isScript(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".bash") || name.endsWith(".sh") || !name.contains(".") && Sources.text(file).matches("(?s)#!.*\\b(ba)?sh\\b.*");
    }

    private static List<String> newerWords(String text) {
        // A comment may name what the script does without.
        return text.lines().filter(line -> !line.strip().startsWith("#")).filter(line -> NEWER_THAN_BASH_3_2.matcher(line).find()).toList();
    }

    @Test
    void noScriptNeedsANewerBashThanThatOfMacOs() throws IOException {
        for (Path script : scripts()) {
            assertEquals(List.of(), newerWords(Sources.text(script)), () -> Sources.relative(script));
        }
    }

    @Test
    void whatIsNewerIsFound() {
        for (String newer : List.of("mapfile -t lines", "declare -A map", "local -n name=$1", "echo ${x^^}", "echo ${x,,}", "echo ${x^}", "wait -n",
            "make |& tee log", "make &>> log", "echo ${list[-1]}", "readarray -t a", "echo ${a[0]^^}", "[[ -v x ]]", "exec {fd}> file", "echo ${x@Q}", "x=$(case y in y) echo z ;; esac)")) {
            assertFalse(newerWords(newer).isEmpty(), newer);
        }
        for (String old : List.of("local -r x=1", "echo ${x:-y} ${x%%,*} ${x/a/b}", "wait $!", "a || b & c", "make 2>&1 | tee log", "case x in a) ;; esac",
            "echo ${list[@]+\"${list[@]}\"} ${list[0]}", "make &> log", "# without mapfile")) {
            assertEquals(List.of(), newerWords(old), old);
        }
    }

    @Test
    void theCheckIsShortAndReadsNoReportByItself() throws IOException {
        String check = Files.readString(Sources.TOP.resolve("check"));
        assertTrue(check.lines().count() < MAX_LINES, () -> check.lines().count() + " lines");
        assertFalse(AWK.matcher(check).find(), "the reports are read by Reports.java");
    }
}
