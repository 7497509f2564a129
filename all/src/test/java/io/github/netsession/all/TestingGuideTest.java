package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/testing-your-app.md: the application compiles without a warning, and its tests pass. */
@Tag("unit")
@Tag("every-jdk")
class TestingGuideTest {

    private static final String GUIDE = "docs/testing-your-app.md";

    @TempDir
    private Path folder;

    @Test
    void theApplicationsTestsPass() throws Exception {
        List<String> blocks = Snippets.of(GUIDE);
        assertEquals(2, blocks.size());
        Snippets.compile(folder, "Uploader", blocks.get(0));
        Snippets.compile(folder, "UploaderTest", blocks.get(1));
        TreeSet<String> passed = new TreeSet<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> tests = loader.loadClass("UploaderTest");
            for (Method test : tests.getDeclaredMethods()) {
                if (test.isAnnotationPresent(Test.class)) {
                    run(tests, test);
                    passed.add(test.getName());
                }
            }
        }
        assertEquals(List.of("leavesThePhoneAlsoWhereNothingJudgesConnectivity", "pausesWhereTrafficCostsAndFinishesWhereItDoesNot",
            "releasesEverythingAndLeavesAnotherProgramItsNetwork", "staysOnThePhoneIfTheOfficeHasOnlyAPortal", "waitsOutAWholeNightInAnInstant"), List.copyOf(passed));
    }

    /** As JUnit does it: an instance for each test, and what stands for its end. */
    private static void run(Class<?> tests, Method test) throws Exception {
        Constructor<?> constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        test.setAccessible(true);
        try {
            test.invoke(instance);
        } catch (InvocationTargetException failed) {
            throw new AssertionError(test.getName() + " in " + GUIDE, failed.getCause());
        } finally {
            for (Method each : tests.getDeclaredMethods()) {
                if (each.isAnnotationPresent(AfterEach.class)) {
                    each.setAccessible(true);
                    each.invoke(instance);
                }
            }
        }
    }
}
