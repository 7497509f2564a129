package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JNA, the JDK and the dynamic linkers say becomes a sentence with what would help. The texts are those that real ones gave. */
@Tag("unit")
class JnaProblemTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "/x/jna1.tmp: /x/jna1.tmp: failed to map segment from shared object | mounted noexec | -Djna.tmpdir=DIRECTORY",
        "/x/jna1.tmp: Permission denied | a security policy forbids it | -Djna.tmpdir=DIRECTORY",
        "Failed to create temporary file for /com/sun/jna/linux-x86-64/libjnidispatch.so library: JNA temporary directory '/tmp' is not writable"
            + " | no directory that it may write to | -Djava.io.tmpdir=DIRECTORY",
        "Failed to create temporary file for /com/sun/jna/l/libjnidispatch.so library: Read-only file system | no directory that it may write to | -Djna.tmpdir=",
        "Failed to create temporary file for /com/sun/jna/l/libjnidispatch.so library: No space left on device | the disk is full | free space",
        "Failed to create temporary file for /com/sun/jna/l/libjnidispatch.so library: Too many open files | too many files are open | ulimit -n",
        "Native library (com/sun/jna/linux-riscv32/libjnidispatch.so) not found in resource path (x) | no native library for this system | plain jna artifact",
        "/x/jna1.tmp: Error relocating /x/jna1.tmp: __fprintf_chk: symbol not found | no native library for this system | compatibility library",
        "Unable to locate JNA native support library | cannot be loaded: Unable to locate | -Djna.debug_load.jna=true",
    })
    void aLinkErrorBecomesASentenceWithItsRemedy(String text, String reason, String remedy) {
        JnaProblem problem = JnaProblem.of(new UnsatisfiedLinkError(text));
        assertTrue(problem.reason().contains(reason), problem::reason);
        assertTrue(problem.remedy().contains(remedy), problem::remedy);
        assertFalse(problem.reason().contains("java.lang"), problem::reason);
        assertTrue(problem.reason().matches("(its native library|it has no native library) .*"), problem::reason);
        assertEquals("JNA: " + problem.reason() + "; remedy: " + problem.remedy(), new JnaUnusable(problem).getMessage());
    }

    @Test
    void theNameOfTheFileIsToldOnce() {
        assertTrue(JnaProblem.of(new UnsatisfiedLinkError("/x/jna1.tmp: /x/jna1.tmp: failed to map segment")).reason()
            .endsWith(": /x/jna1.tmp: failed to map segment"));
    }

    @Test
    void nativeAccessThatTheJvmDeniesHasItsFlag() {
        IllegalStateException denied = new IllegalStateException("Illegal native access from an unnamed module (file:/jna.jar)");
        NoClassDefFoundError later = new NoClassDefFoundError("Could not initialize class com.sun.jna.Native");
        later.initCause(new ExceptionInInitializerError("Exception java.lang.IllegalCallerException: Illegal native access from module com.sun.jna [in main]"));
        for (Throwable each : new Throwable[] {new ExceptionInInitializerError(denied), later}) {
            JnaProblem problem = JnaProblem.of(each);
            assertTrue(problem.reason().startsWith("this JVM does not permit it to call native code: "), problem::reason);
            assertTrue(problem.remedy().contains("--enable-native-access=ALL-UNNAMED"), problem::remedy);
        }
    }

    @Test
    void anotherVersionOfTheNativeLibraryIsSaidInOneLine() {
        JnaProblem problem = JnaProblem.of(new Error("\n\nThere is an incompatible JNA native library installed on this system\nExpected: 7.0.0\nFound:    5.1.0\n"));
        assertTrue(problem.reason().contains("of another version than its classes: There is an incompatible JNA native library installed on this system Expected:"
            + " 7.0.0 Found:    5.1.0"), problem::reason);
        assertTrue(problem.remedy().contains("the version of JNA that netsession depends on"), problem::remedy);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsFoundBeforeJnaIsLoaded(@TempDir Path root) {
        Properties system = new Properties();
        system.setProperty("user.home", root.toString());
        system.setProperty(JnaTemporaryDirectory.PROPERTY, "/proc/self");
        JnaTemporaryDirectory directory = new JnaTemporaryDirectory(Map.of(), system, 0, Path.of("/"));
        assertEquals(Optional.of("/proc/self is not writable"), directory.unwritablePlace().map(text -> text.replaceAll("/proc/\\d+", "/proc/self")));
        system.setProperty("jna.nounpack", "true");
        assertEquals(Optional.empty(), directory.unwritablePlace(), "nothing is extracted");
        system.remove("jna.nounpack");
        system.setProperty(JnaTemporaryDirectory.PROPERTY, root.resolve("not/yet").toString());
        assertEquals(Optional.empty(), directory.unwritablePlace(), "JNA creates it");
    }
}
