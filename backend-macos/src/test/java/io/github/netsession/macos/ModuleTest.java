package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ModuleContract;
import io.github.netsession.testkit.ProgramResult;
import io.github.netsession.spi.BackendProvider;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What others see of this module. */
@Tag("unit")
@Tag("every-jdk")
class ModuleTest extends ModuleContract {

    ModuleTest() throws URISyntaxException {
        super(new MacBackendProvider(), "macos", "macOS", BackendProvider.ForMacOs.class);
    }

    /** In a process of its own, for a library that could not be loaded once cannot be loaded later by other tests of this one. */
    @Test
    @EnabledOnOs(value = {OS.LINUX, OS.WINDOWS}, disabledReason = "on macOS there is a libSystem")
    void withoutLibSystemTheProbeSaysSoAndOpeningIsRefused() throws Exception {
        ProgramResult child = ProgramResult.of(ChildProgram.javaCommand(List.of(), MacWithoutLibraries.class).toArray(String[]::new));
        String said = child.output();
        assertEquals(0, child.exit(), said);
        List<String> lines = said.lines().filter(line -> line.startsWith(MacWithoutLibraries.MARK)).toList();
        assertEquals(2, lines.size(), said);
        assertTrue(lines.get(0).contains("usable=false") && lines.get(0).contains("JNA cannot be used: "), said);
        assertTrue(lines.get(1).contains("UNSUPPORTED caused by a LinkageError: true"), said);
    }
}
