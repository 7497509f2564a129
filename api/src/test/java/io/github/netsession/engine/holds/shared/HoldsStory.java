package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The base of stories about a directory of holds: the directory, and the holds of this process. */
class HoldsStory {

    @BeforeAll
    static void posix() {
        assumeTrue(java.io.File.separatorChar == '/', "owners, modes and kill(1) are POSIX's");
    }

    static final String BOOT = "this boot";
    static final ConfigurationId A = new ConfigurationId("link:a");
    static final ConfigurationId B = new ConfigurationId("link:b");

    @TempDir
    Path parent;
    Path directory;
    SharedHolds holds;

    @BeforeEach
    void open() {
        directory = parent.resolve("holds");
        holds = SharedHolds.at(directory, "test", HoldsStory.BOOT);
    }

    @AfterEach
    void close() {
        holds.close();
    }

    boolean isHeldElsewhere(ConfigurationId id) {
        boolean held = holds.isHeldElsewhere(id);
        holds.exit();
        return held;
    }

    void hold(ConfigurationId id) {
        holds.hold(id);
        holds.exit();
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("test"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    Path file(String ending) throws IOException {
        return directory.resolve("test").resolve(files().stream().filter(name -> name.endsWith(ending)).findFirst().orElseThrow());
    }
}
