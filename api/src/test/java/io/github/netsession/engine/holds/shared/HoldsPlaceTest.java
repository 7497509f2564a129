package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the processes of a user count: one place for all of them, where no cleaner goes, and the user's own. */
@Tag("unit")
@Tag("every-jdk")
class HoldsPlaceTest {

    private static final String MACHINE = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final Properties system = new Properties();
    private OptionalInt user;
    private Path home;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(File.separatorChar == '/', "owners are POSIX's");
        root = root.toRealPath();
        user = ProcessUser.owner(root);
        home = own("home/me");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/machine-id"), MACHINE + "\n");
        system.putAll(Map.of("os.name", "Linux", "java.io.tmpdir", root.resolve("tmp").toString(), "user.home", home.toString(), "user.name", "me"));
    }

    private Path place() throws HoldsUnusable {
        return new HoldsPlace(environment, system, user, root).path();
    }

    private Path session() throws IOException {
        return own("run/user/" + user.getAsInt());
    }

    /** Creates a directory of the user. */
    private Path own(String name) throws IOException {
        Path directory = Files.createDirectories(root.resolve(name));
        Files.setAttribute(directory, "unix:uid", user.getAsInt());
        return directory;
    }

    /** Creates the files of a process that counts there. */
    private static void use(Path place) throws IOException {
        Files.createDirectories(place.resolve("scope"));
        Files.createFile(place.resolve("scope/" + ProcessFileNames.create() + ProcessFileNames.LOCK));
    }

    private Path state() {
        return home.resolve(".local/state/netsession/holds-" + MACHINE);
    }

    @Nested
    class OfAUserOnLinux {

        @BeforeEach
        void notRoot() throws IOException {
            if (user.getAsInt() == 0) {
                user = OptionalInt.of(1000);
                own("home/me");
            }
        }

        @Test
        void isNotInTheDirectoriesOfRoot() throws Exception {
            Files.createDirectories(root.resolve("run/netsession"));
            environment.put("XDG_RUNTIME_DIR", "/root");
            assertEquals(state(), place());
        }

        @Test
        void isTheSessionsWithAndWithoutTheVariable() throws Exception {
            Path expected = session().resolve("netsession");
            assertEquals(expected, place(), "cron has no variable");
            environment.put("XDG_RUNTIME_DIR", session().toString());
            assertEquals(expected, place());
        }

        @Test
        void isInTheHomeDirectoryWithoutASession() throws Exception {
            assertEquals(state(), place());
            environment.put("XDG_STATE_HOME", Files.createDirectories(root.resolve("other")).toString());
            assertEquals(state(), place(), "cron has no such variable");
        }

        @Test
        void staysWhereAProcessCountsSinceBeforeTheSession() throws Exception {
            use(state());
            session();
            assertEquals(state(), place());
            use(session().resolve("netsession"));
            assertEquals(session().resolve("netsession"), place(), "the first in use");
        }
    }

    @Nested
    class OfRootOnLinux {

        @BeforeEach
        void root() {
            assumeTrue(user.getAsInt() == 0, "only root can create files of root");
        }

        @Test
        void isTheSameInASessionInCronAndAfterSudo() throws Exception {
            Path expected = session().getParent().getParent().resolve("netsession");
            assertEquals(expected, place());
            environment.put("XDG_RUNTIME_DIR", session().toString());
            assertEquals(expected, place(), "in a session of root's");
            environment.put("XDG_RUNTIME_DIR", foreign("run/user/1000").toString());
            system.put("user.home", foreign("home/other").toString());
            assertEquals(expected, place(), "after sudo");
        }

        @Test
        void isNeverADirectoryOfAnotherUser() throws Exception {
            for (String name : new String[] {"run", "run/user/0", "home/me"}) {
                foreign(name);
            }
            environment.put("XDG_RUNTIME_DIR", foreign("xdg").toString());
            assertEquals(root.resolve("tmp/netsession-0"), place());
        }

        private Path foreign(String name) throws IOException {
            Path directory = Files.createDirectories(root.resolve(name));
            Files.setAttribute(directory, "unix:uid", 65534);
            return directory;
        }
    }

    @Test
    void anotherRuntimeDirectoryOfTheUserIsRespected() throws Exception {
        session();
        Path named = own("named");
        environment.put("XDG_RUNTIME_DIR", named.toString());
        assertEquals(named.resolve("netsession"), place());
        Path usual = withVariable("relative");
        assertEquals(usual, withVariable("/nowhere"));
        assertEquals(usual, withVariable("nul\0"));
        assertEquals(usual, withVariable(Files.createSymbolicLink(root.resolve("link"), named).toString()));
    }

    private Path withVariable(String value) throws HoldsUnusable {
        environment.put("XDG_RUNTIME_DIR", value);
        return place();
    }

    @Test
    void theTemporaryDirectoryIsTheLastChoice() throws Exception {
        system.put("user.home", "/nonexistent");
        assertEquals(root.resolve("tmp/netsession-" + user.getAsInt()), place());
    }

    @Test
    void onMacosItIsInTheLibraryOfTheUser() throws Exception {
        system.put("os.name", "Mac OS X");
        environment.put("XDG_RUNTIME_DIR", root.toString());
        Path expected = user.getAsInt() == 0 ? Files.createDirectories(root.resolve("var/root")) : home;
        assertEquals(expected.resolve("Library/Application Support/netsession/holds"), place());
        user = OptionalInt.of(user.getAsInt() + 1);
        assertEquals(root.resolve("tmp/netsession-" + user.getAsInt()), place(), "sudo may keep the home of another user");
    }

    @Test
    void onWindowsItIsInTheLocalApplicationData() throws Exception {
        system.put("os.name", "Windows 11");
        system.put("java.io.tmpdir", "T");
        user = OptionalInt.empty();
        assertEquals(Path.of("T", "netsession"), place());
        environment.put("LOCALAPPDATA", "L");
        assertEquals(Path.of("L", "netsession", "holds"), place());
    }

    @Test
    void thereIsNoneForAnUnknownUser() {
        user = OptionalInt.empty();
        for (String os : new String[] {"Linux", "Mac OS X"}) {
            system.put("os.name", os);
            HoldsUnusable unknown = assertThrows(HoldsUnusable.class, this::place);
            assertTrue(unknown.getMessage().contains("cannot be determined"), unknown::getMessage);
            assertTrue(unknown.remedy().contains("ulimit -n"), unknown::remedy);
        }
    }
}
