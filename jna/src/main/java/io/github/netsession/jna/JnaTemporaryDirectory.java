package io.github.netsession.jna;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The directory to which JNA extracts its native library. Whoever may write there can replace the library between JNA's write and its load. By
 * default the directory is below $XDG_CACHE_HOME or the home directory, which may be another user's after su. Then, and only then, another
 * one is set by the system property {@code jna.tmpdir}, for all users of JNA in this JVM. Source: com.sun.jna.Native, getTempDir.
 */
final class JnaTemporaryDirectory {

    static final String PROPERTY = "jna.tmpdir";
    /** Tells {@code netsession doctor} why the directory is not the default one. */
    static final String REASON = "io.github.netsession.jna.tmpdir.reason";

    private static final String NAME = "netsession-jna";

    private final Map<String, String> environment;
    private final Properties system;
    private final DirectorySafety safety;
    private final int user;
    private final Path root;

    /** The user is the effective one; the root directory is another one in tests. */
    JnaTemporaryDirectory(Map<String, String> environment, Properties system, int user, Path root) {
        this.environment = environment;
        this.system = system;
        this.safety = new DirectorySafety(user, root);
        this.user = user;
        this.root = root;
    }

    /**
     * Sets the property if it is unset, JNA is not loaded yet and its default directory is not safe. Does nothing on Windows, where the directory
     * for temporary files is the user's own, and if the effective user cannot be determined.
     */
    static synchronized void setUnlessSafe() {
        Properties properties = System.getProperties();
        OptionalInt user = DirectorySafety.effectiveUser();
        if (user.isPresent() && properties.getProperty("jnidispatch.path") == null) {
            new JnaTemporaryDirectory(System.getenv(), properties, user.getAsInt(), Path.of("/")).set();
        }
    }

    /**
     * Returns the directory to which JNA would extract its library, if JNA is not loaded yet, would extract, and may not write there. JNA itself would
     * log a stack trace. Empty on Windows, and if JNA's classes, and so its library, are plain files.
     */
    static Optional<String> unwritable() {
        Properties properties = System.getProperties();
        URL classes = JnaTemporaryDirectory.class.getResource("/com/sun/jna/Native.class");
        boolean isExtracted = classes == null || !classes.getProtocol().equals("file");
        OptionalInt user = DirectorySafety.effectiveUser();
        return user.isPresent() && isExtracted && properties.getProperty("jnidispatch.path") == null
            ? new JnaTemporaryDirectory(System.getenv(), properties, user.getAsInt(), Path.of("/")).unwritablePlace() : Optional.empty();
    }

    Optional<String> unwritablePlace() {
        if (Boolean.parseBoolean(system.getProperty("jna.nounpack")) || system.getProperty("jna.boot.library.path") != null
            || system.getProperty("jna.nosys", "true").equals("false")) {
            return Optional.empty();
        }
        try {
            Path place = system.getProperty(PROPERTY) == null ? usual() : Path.of(system.getProperty(PROPERTY)).toAbsolutePath();
            return Files.isWritable(DirectorySafety.nearest(place)) ? Optional.empty() : Optional.of(place + " is not writable");
        } catch (InvalidPathException unknown) {
            return Optional.empty();
        }
    }

    void set() {
        if (system.getProperty(PROPERTY) != null || Boolean.parseBoolean(system.getProperty("jna.nounpack"))) {
            return;
        }
        Path usual = usual();
        Optional<String> danger = safety.danger(usual);
        if (danger.isEmpty()) {
            return;
        }
        Optional<Path> safe = safePlace();
        if (safe.isEmpty()) {
            log(Level.WARNING, "JNA extracts its library to {0}: {1}, who may replace it; no other directory was found:"
                + " name one by -Djna.tmpdir=DIRECTORY", usual, danger.get());
            return;
        }
        system.setProperty(PROPERTY, safe.get().toString());
        system.setProperty(REASON, "not " + usual + ", because " + danger.get());
    }

    private static void log(Level level, String format, Object... values) {
        System.getLogger("io.github.netsession").log(level, format, values);
    }

    private boolean isMac() {
        return system.getProperty("os.name", "").startsWith("Mac");
    }

    /** Returns JNA's default. If it cannot be created, JNA uses the directory for temporary files. */
    private Path usual() {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(system.getProperty("user.home", "/"));
        try {
            Path usual = isMac() ? home.resolve("Library/Caches/JNA/temp") : (cache.isBlank() ? home.resolve(".cache") : Path.of(cache)).resolve("JNA/temp");
            return Files.isWritable(DirectorySafety.nearest(usual)) ? usual.toAbsolutePath() : temporary();
        } catch (InvalidPathException unusable) {
            return temporary();
        }
    }

    private Path temporary() {
        return Path.of(system.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    }

    /** Returns the first safe directory from which libraries can be loaded, else the first safe one; creates it if it is missing. */
    private Optional<Path> safePlace() {
        List<Path> places = new ArrayList<>();
        add(places, Path.of(system.getProperty("user.home", "/")), isMac() ? "Library/Caches/" + NAME : ".cache/" + NAME);
        if (user == 0) {
            add(places, root.resolve(isMac() ? "var/root" : "run"), isMac() ? "Library/Caches/" + NAME : NAME);
        }
        add(places, root.resolve("run/user/" + Integer.toUnsignedString(user)), NAME);
        add(places, temporary(), NAME + '-' + Integer.toUnsignedString(user));
        places.sort(Comparator.comparing(place -> safety.isNoexec(place.getParent())));
        return places.stream().filter(this::isCreated).findFirst();
    }

    private static void add(List<Path> places, Path existing, String name) {
        if (Files.isDirectory(existing)) {
            places.add(existing.resolve(name));
        }
    }

    /** Creates a private directory, unless its parent is unsafe, and checks that it is one, because another user may have created it first. */
    private boolean isCreated(Path place) {
        try {
            if (safety.danger(place.getParent()).isPresent()) {
                return false;
            }
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return safety.isPrivate(place);
        } catch (IOException refused) {
            log(Level.DEBUG, "{0} cannot be created: {1}", place, refused);
            return false;
        }
    }
}
