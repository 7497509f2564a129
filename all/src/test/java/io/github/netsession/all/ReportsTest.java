package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/Reports.java} makes of the reports that the check leaves: a failure or a test that did not run is never overlooked. */
@Tag("unit")
class ReportsTest {

    private static final String PASSED = "<testcase name=\"works\" classname=\"a.GoodTest\" time=\"0.25\"/>";
    private static final String FAILED = "<testcase name=\"breaks\" classname=\"a.BadTest\" time=\"1,234.5\"><failure type=\"x\">no</failure></testcase>";
    private static final String ERROR = "<testcase name=\"throws\" classname=\"a.BadTest\"><error type=\"x\"/><system-out>noise</system-out></testcase>";

    @TempDir
    private static Path classes;
    private static URLClassLoader loader;
    private static Method run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws Exception {
        Snippets.compile(classes, "Reports", Sources.text(Sources.TOP.resolve(".ci/Reports.java")));
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        run = loader.loadClass("Reports").getDeclaredMethod("run", String[].class, PrintStream.class);
        run.setAccessible(true);
    }

    @AfterAll
    static void unload() throws IOException {
        loader.close();
    }

    private record Said(int code, String text) {

        String lastLine() {
            List<String> lines = text.lines().toList();
            return lines.get(lines.size() - 1);
        }
    }

    private Said say(String... arguments) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            int code = (int) run.invoke(null, arguments, out);
            out.flush();
            return new Said(code, bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
        }
    }

    private Said last() throws Exception {
        return say("last", folder.toString());
    }

    private Said all() throws Exception {
        return say("all", folder.toString());
    }

    private void step(String kind, String name, String where, String seconds, String ending) throws IOException {
        Path steps = folder.resolve("steps.tsv");
        String before = Files.exists(steps) ? Files.readString(steps) : "";
        Files.writeString(steps, before + String.join("\t", kind, name, where, seconds, ending) + "\n");
    }

    private void report(String step, String module, String... tests) throws IOException {
        raw(step, module, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuite name=\"s\">" + String.join("", tests) + "</testsuite>");
    }

    private void raw(String step, String module, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(step).resolve(module)).resolve("TEST-" + text.hashCode() + ".xml"), text);
    }

    @Test
    void aTierIsCountedOverItsModules() throws Exception {
        report("unit-JDK-17", "api", PASSED, PASSED);
        report("unit-JDK-17", "cli", PASSED);
        step("tests", "unit", "JDK 17", "12", "0");
        Said last = last();
        assertEquals("tier unit: ran 3 tests on JDK 17 in 12 s (0 failed, 0 skipped; in: api, cli)", last.lastLine());
        assertEquals(0, last.code());
        assertEquals("3 passed, 0 failed, 0 skipped", all().lastLine());
        assertEquals(0, all().code());
    }

    @Test
    void failuresAndErrorsAreFailuresAndAreNamedAtTheEnd() throws Exception {
        report("unit-JDK-17", "api", PASSED, FAILED, ERROR);
        step("tests", "unit", "JDK 17", "12", "1");
        assertEquals(1, last().code());
        Said all = all();
        assertEquals("1 passed, 2 failed, 0 skipped", all.lastLine());
        assertTrue(all.text().contains("FAILED: unit on JDK 17: a.BadTest.breaks\nFAILED: unit on JDK 17: a.BadTest.throws\n"), all.text());
        assertEquals(1, all.code());
    }

    @Test
    void everySkippedTestIsNamedWithItsReason() throws Exception {
        report("unit-JDK-17", "api", PASSED,
            "<testcase name=\"a\" classname=\"S\"><skipped message=\"Assumption failed: not here\"/></testcase>",
            "<testcase name=\"b\" classname=\"S\"><skipped><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: nor there\n\tat S.b(S.java)]]></skipped></testcase>",
            "<testcase name=\"c\" classname=\"S\"><skipped>\n  only on a Mac\n</skipped></testcase>",
            "<testcase name=\"d\" classname=\"S\"><skipped/></testcase>");
        step("tests", "unit", "JDK 17", "12", "0");
        assertEquals("""
              skipped: S.a: Assumption failed: not here
              skipped: S.b: nor there
              skipped: S.c: only on a Mac
              skipped: S.d: no reason given
            tier unit: ran 1 tests on JDK 17 in 12 s (0 failed, 4 skipped; in: api)
            """, last().text());
        assertEquals("1 passed, 0 failed, 4 skipped", all().lastLine());
    }

    @Test
    void aTierWithoutATestHasFailed() throws Exception {
        step("tests", "sim", "JDK 17", "3", "0");
        assertTrue(last().text().contains("FAILED: sim on JDK 17 ran no test"), last().text());
        assertEquals("0 passed, 1 failed, 0 skipped", all().lastLine());
        report("sim-JDK-17", "api", "<testcase name=\"d\" classname=\"S\"><skipped message=\"why\"/></testcase>");
        assertEquals("0 passed, 1 failed, 1 skipped", all().lastLine());
    }

    @Test
    void aRunThatBrokeOffHasFailedThoughEveryTestPassed() throws Exception {
        report("unit-JDK-17", "api", PASSED);
        step("tests", "unit", "JDK 17", "3", "137");
        assertTrue(last().text().contains("FAILED: unit on JDK 17 ended with 137, and not because of a test"), last().text());
        assertEquals("1 passed, 1 failed, 0 skipped", all().lastLine());
    }

    @Test
    void aReportThatIsCutOffOrHostileHasFailed() throws Exception {
        report("unit-JDK-17", "api", PASSED);
        raw("unit-JDK-17", "cli", "<testsuite><testcase name=\"a\" classname=\"B\"/><testcase na");
        raw("unit-JDK-17", "all", "<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><testsuite><testcase name=\"&x;\" classname=\"B\"/></testsuite>");
        raw("unit-JDK-17", "sim", "<testsuite><testcase name=\"a\"/></testsuite>");
        step("tests", "unit", "JDK 17", "3", "0");
        assertEquals(3, last().text().lines().filter(line -> line.startsWith("FAILED: ") && line.contains("cannot be read")).count(), last().text());
        assertEquals("1 passed, 3 failed, 0 skipped", all().lastLine());
    }

    @Test
    void aTierThatCouldNotRunAndABuildThatFailedCount() throws Exception {
        step("build", "build", "JDK 17", "3", "0");
        step("check", "native/x/check-abi", "", "1", "0");
        assertEquals("1 passed, 0 failed, 0 skipped", all().lastLine());
        step("check", "native/y/check-abi", "", "1", "1");
        step("missing", "tier wine", "", "0", "wine is not installed");
        step("build", "build", "JDK 25", "3", "1");
        Said all = all();
        assertEquals("1 passed, 3 failed, 0 skipped", all.lastLine());
        assertTrue(all.text().contains("FAILED: tier wine: not run because wine is not installed\n"), all.text());
        assertTrue(all.text().contains("FAILED: build on JDK 25 ended with 1\n"), all.text());
    }

    @Test
    void nothingAtAllHasFailed() throws Exception {
        step("build", "build", "JDK 17", "3", "0");
        assertEquals("0 passed, 0 failed, 0 skipped", all().lastLine());
        assertEquals(1, all().code());
    }

    @Test
    void minutesAndTheSlowestTestsAreShown() throws Exception {
        report("unit-JDK-17", "api", PASSED, FAILED);
        step("tests", "unit", "JDK 17", "90", "1");
        String text = all().text();
        assertTrue(text.matches("(?s).*\nunit +JDK 17 +2 +1\\.5\n.*"), text);
        assertTrue(text.matches("(?s).* 1234\\.5 s +unit on JDK 17 +a\\.BadTest\\.breaks\n +0\\.3 s .*a\\.GoodTest\\.works\n.*"), text);
    }

    @Test
    void aContractIsCountedByItsBackend() throws Exception {
        report("sim-JDK-17", "sim", "<testcase name=\"a\" classname=\"x.SimBackendContractTest\"/><testcase name=\"b\" classname=\"x.SimBackendContractTest\"/>");
        step("tests", "sim", "JDK 17", "3", "0");
        assertTrue(last().text().contains("  contract of a backend on Sim: 2 tests, 0 failed\n"), last().text());
    }

    @Test
    void otherWordsAreRefused() throws Exception {
        Said said = say("some", folder.toString());
        assertEquals(64, said.code());
        assertTrue(said.text().startsWith("usage: "), said.text());
        assertFalse(said.text().contains("passed"));
    }
}
