package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** The directory that the processes of a user share, if the application does not name one. */
final class HoldsPlace {

    private static final Path STATUS = Path.of("/proc/self/status");

    private HoldsPlace() {
    }

    static Path standard() {
        return standard(System.getenv(), System.getProperties());
    }

    /**
     * Returns the directory. Linux: below $XDG_RUNTIME_DIR, if this user owns that; else below /run/user/UID, if this user owns
     * that; else a directory with the name of this user, below the directory for temporary files. macOS: as a rule the last of
     * these, where the directory for temporary files is the user's own. Windows: below the local application data.
     *
     * <p>Source: XDG Base Directory Specification, "must be owned by the user"; after sudo, the variable may name a directory of
     * another user.
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

    /** Returns the owner of a directory; empty if the path is no directory, as a link is not, or the owner is unknown. */
    static OptionalInt owner(Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                ? OptionalInt.of((Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)) : OptionalInt.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }

    /**
     * Returns the user that owns the files that this process creates. Source: proc_pid_status(5), "Uid: Real, effective, saved set,
     * and filesystem UIDs"; without procfs, as on macOS, the owner of a new file. Empty on Windows.
     */
    static OptionalInt effectiveUser() {
        OptionalInt user = readProcStatus();
        return user.isPresent() ? user : OwnerOfNewFile.USER;
    }

    private static OptionalInt readProcStatus() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("Uid:")).map(line -> line.split("\\s+"))
                .filter(fields -> fields.length > 2).mapToInt(fields -> Integer.parseUnsignedInt(fields[2])).findFirst();
        } catch (IOException | NumberFormatException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Creates a file, deletes it, and returns its owner. */
    static OptionalInt ownerOfNewFile() {
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

    /** Determined once, because a JVM does not change its user. */
    private static final class OwnerOfNewFile {

        private static final OptionalInt USER = ownerOfNewFile();
    }
}
