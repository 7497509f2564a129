package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class JnaSearchPathTest {

    @TempDir
    private Path directory;

    @Test
    void theFoldersOfTheConfigurationAndOfWhatItIncludesComeFirstInItsOrder() throws IOException {
        List<Path> folders = List.of(Files.createDirectory(directory.resolve("b")), Files.createDirectory(directory.resolve("a")),
            Files.createDirectory(directory.resolve("c")));
        Path configuration = directory.resolve("ld.so.conf");
        Files.writeString(configuration, folders.get(0) + " # a comment\ninclude *.more\n" + directory.resolve("gone") + "\n" + folders.get(2) + "\n");
        // It includes itself, too.
        Files.writeString(directory.resolve("one.more"), "include one.more\nrelative\n" + folders.get(1) + "\n");
        assertEquals(folders.stream().map(Path::toString).toList(), JnaSearchPath.folders(configuration).stream().limit(3).toList());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the standard folders are Linux's")
    void withoutAConfigurationTheStandardFoldersRemain() {
        Set<String> folders = JnaSearchPath.folders(directory.resolve("none"));
        assertTrue(folders.contains("/usr/lib"), folders::toString);
        assertFalse(folders.contains("/nowhere"), folders::toString);
    }
}
