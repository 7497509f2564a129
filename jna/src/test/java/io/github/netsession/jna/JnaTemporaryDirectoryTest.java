package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.testkit.ChildProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where JNA extracts its library: its own default, unless another user could replace the library there. */
@Tag("unit")
class JnaTemporaryDirectoryTest {

    @TempDir
    private Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final Properties system = new Properties();
    private Path home;
    private Path cache;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(File.separatorChar == '/', "owners and modes are POSIX's");
        root = root.toRealPath();
        home = Files.createDirectories(root.resolve("home/me"));
        cache = Files.createDirectories(root.resolve("cache"));
        Files.createDirectories(root.resolve("tmp"));
        system.putAll(Map.of("os.name", "Linux", "user.home", home.toString(), "java.io.tmpdir", root.resolve("tmp").toString()));
        environment.put("XDG_CACHE_HOME", cache.toString());
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private String chosen() {
        system.remove(JnaTemporaryDirectory.PROPERTY);
        new JnaTemporaryDirectory(environment, system, DirectorySafety.effectiveUser().orElseThrow(), root).set();
        return system.getProperty(JnaTemporaryDirectory.PROPERTY);
    }

    @Test
    void theDefaultStaysWhereNobodyElseMayWrite() {
        assertNull(chosen());
        environment.clear();
        assertNull(chosen());
        assertNull(system.getProperty(JnaTemporaryDirectory.REASON));
    }

    @Test
    void aDirectoryThatOthersMayWriteIsReplacedByAPrivateOne() throws IOException {
        mode(cache, "rwxrwxrwx");
        Path safe = Path.of(chosen());
        assertEquals(home.resolve(".cache/netsession-jna"), safe);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(safe)));
        assertEquals("not " + cache + "/JNA/temp, because " + cache + " is writable by others", system.getProperty(JnaTemporaryDirectory.REASON));
        Files.createDirectories(cache.resolve("JNA/temp"));
        assertEquals(safe.toString(), chosen(), "its parent can be renamed");
        try (Stream<Path> left = Files.list(root.resolve("tmp"))) {
            assertEquals(List.of(), left.toList(), "no other directory is created");
        }
    }

    @Test
    void aDirectoryOfAnotherUserIsReplaced() throws IOException {
        assumeTrue(isRoot(), "only root can create a directory of another user");
        Files.setAttribute(cache, "unix:uid", 65534);
        Files.createDirectories(cache.resolve("JNA/temp"));
        assertEquals(home.resolve(".cache/netsession-jna").toString(), chosen());
        environment.clear();
        Files.setAttribute(home, "unix:uid", 65534);
        assertEquals(root.resolve("tmp/netsession-jna-0").toString(), chosen());
        Path run = Files.createDirectories(root.resolve("run"));
        assertEquals(run.resolve("netsession-jna").toString(), chosen());
        mounts("tmpfs " + run + " tmpfs rw,nosuid,noexec 0 0");
        assertEquals(root.resolve("tmp/netsession-jna-0").toString(), chosen(), "Debian mounts /run noexec");
        mounts("tmpfs " + root + " tmpfs rw,noexec 0 0");
        assertEquals(run.resolve("netsession-jna").toString(), chosen(), "JNA fails there, and the remedy is reported");
    }

    @Test
    void aPrivateDirectoryThatAnotherUserHasCreatedIsNotUsed() throws IOException {
        assumeTrue(isRoot(), "only root can create a directory of another user");
        mode(cache, "rwxrwxrwx");
        Files.setAttribute(home, "unix:uid", 65534);
        Path taken = Files.createDirectory(root.resolve("tmp/netsession-jna-0"));
        Files.setAttribute(taken, "unix:uid", 65534);
        assertNull(chosen());
        Files.delete(taken);
        Files.createSymbolicLink(taken, Files.createDirectory(root.resolve("own")));
        assertNull(chosen(), "a link");
        Files.delete(taken);
        Files.createDirectory(taken);
        mode(taken, "rwxrwxrwx");
        assertNull(chosen(), "writable by others");
    }

    private static boolean isRoot() {
        return DirectorySafety.effectiveUser().orElseThrow() == 0;
    }

    private void mounts(String line) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("proc/self")).resolve("mounts"), "rootfs / ext4 rw 0 0\n" + line + "\n");
    }

    @Test
    void aValueOfTheUsersIsRespected() throws IOException {
        mode(cache, "rwxrwxrwx");
        system.setProperty(JnaTemporaryDirectory.PROPERTY, "/mine");
        new JnaTemporaryDirectory(environment, system, DirectorySafety.effectiveUser().orElseThrow(), root).set();
        assertEquals("/mine", system.getProperty(JnaTemporaryDirectory.PROPERTY));
    }

    @Test
    void aProgramLoadsJnaFromThePrivateDirectory() throws IOException {
        mode(cache, "rwxrwxrwx");
        List<String> command = new ArrayList<>(List.of("env", "XDG_CACHE_HOME=" + cache));
        command.addAll(ChildProgram.javaCommand(List.of("-Djava.io.tmpdir=" + root.resolve("tmp"), "-Duser.home=" + home), Loader.class));
        try (ChildProgram child = ChildProgram.start(command)) {
            assertEquals(home.resolve(".cache/netsession-jna").toString(), child.ask("load"));
        }
    }

    /** Loads JNA, and answers where from. */
    static final class Loader {

        private Loader() {
        }

        public static void main(String[] arguments) throws IOException {
            ChildProgram.serve(line -> {
                JnaLibrary.load();
                return Path.of(System.getProperty("jnidispatch.path")).getParent().toString();
            });
        }
    }
}
