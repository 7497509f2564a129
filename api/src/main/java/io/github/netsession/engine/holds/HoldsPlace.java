package io.github.netsession.engine.holds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** Where the processes of a user meet, if the application does not say so. */
final class HoldsPlace {

    private static final Path STATUS = Path.of("/proc/self/status");

    private HoldsPlace() {
    }

    static Path standard() {
        return standard(System.getenv(), System.getProperties());
    }

    /**
     * Linux: $XDG_RUNTIME_DIR, if it is this user's; else /run/user/UID; else a directory of this user in the one for temporary
     * files. macOS: the last, as a rule, in what is a user's own there. Windows: the local application data.
     *
     * <p>Source: XDG Base Directory Specification, "must be owned by the user"; sudo may leave it pointing to another's.
     */
    static Path standard(Map<String, String> environment, Properties system) {
        String os = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path temporary = Path.of(system.getProperty("java.io.tmpdir", "."));
        if (os.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return local == null || local.isBlank() ? temporary.resolve("netsession") : Path.of(local, "netsession", "holds");
        }
        OptionalInt user = effectiveUser();
        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (runtime != null && Path.of(runtime).isAbsolute() && isOwn(Path.of(runtime), user)) {
            return Path.of(runtime, "netsession");
        }
        if (user.isPresent() && isOwn(Path.of("/run/user/" + user.getAsInt()), user)) {
            return Path.of("/run/user/" + user.getAsInt(), "netsession");
        }
        String name = user.isPresent() ? Integer.toString(user.getAsInt()) : system.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
        return temporary.resolve("netsession-" + name);
    }

    private static boolean isOwn(Path directory, OptionalInt user) {
        OptionalInt owner = owner(directory);
        return owner.isPresent() && (user.isEmpty() || owner.getAsInt() == user.getAsInt());
    }

    /** The user that a directory, not a link to one, belongs to. */
    static OptionalInt owner(Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                ? OptionalInt.of((Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)) : OptionalInt.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }

    /**
     * Whose files those that this process makes are. Source: proc_pid_status(5), "Uid: Real, effective, saved set, and filesystem UIDs"; where
     * there is no such file, as on macOS, a file tells it. Empty on Windows.
     */
    static OptionalInt effectiveUser() {
        OptionalInt said = saidByTheKernel();
        return said.isPresent() ? said : ShownByAFile.USER;
    }

    private static OptionalInt saidByTheKernel() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("Uid:")).map(line -> line.split("\\s+"))
                .filter(fields -> fields.length > 2).mapToInt(fields -> Integer.parseUnsignedInt(fields[2])).findFirst();
        } catch (IOException | NumberFormatException unknown) {
            return OptionalInt.empty();
        }
    }

    /** The owner of a file that was just made, and is gone again. */
    static OptionalInt shownByAFile() {
        try {
            Path fresh = Files.createTempFile("netsession", "");
            try {
                return OptionalInt.of((Integer) Files.getAttribute(fresh, "unix:uid", LinkOption.NOFOLLOW_LINKS));
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Once is enough: a JVM does not change its user. */
    private static final class ShownByAFile {

        private static final OptionalInt USER = shownByAFile();
    }
}
