package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where {@code doctor} says that JNA has extracted its library. */
@Tag("unit")
class DoctorCommandTest {

    private final Properties system = new Properties();

    @Test
    void tellsWhereTheNativeLibraryWasExtractedAndWhy() {
        assertEquals(Optional.empty(), DoctorCommand.nativeLibrary(system), "it was not");
        Path directory = Path.of("cache", "JNA");
        system.setProperty("jnidispatch.path", directory.resolve("jna1.tmp").toString());
        assertEquals(Optional.of("extracted to " + directory + " (its usual directory)"), DoctorCommand.nativeLibrary(system));
        system.setProperty("jna.tmpdir", directory.toString());
        assertEquals(Optional.of("extracted to " + directory + " (as -Djna.tmpdir says)"), DoctorCommand.nativeLibrary(system));
        system.setProperty("io.github.netsession.jna.tmpdir.reason", "not /x, because /x belongs to user 1");
        assertEquals(Optional.of("extracted to " + directory + " (a private directory, not /x, because /x belongs to user 1)"),
            DoctorCommand.nativeLibrary(system));
    }
}
