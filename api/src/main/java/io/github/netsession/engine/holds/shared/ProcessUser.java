package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/** The user of this process, and the owners of directories, by number. Both are empty on Windows. */
final class ProcessUser {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessUser() {
    }

    /**
     * Returns the user that owns the files that this process creates. Empty on Windows, and if it cannot be determined, for instance because
     * this process may not open another file. Source: proc_pid_status(5), "Uid: Real, effective, saved set, and filesystem UIDs"; without
     * procfs, as on macOS, the owner of a new file.
     */
    static OptionalInt effective() {
        OptionalInt user = readProcStatus();
        return user.isPresent() ? user : ownerOfNewFile();
    }

    private static OptionalInt readProcStatus() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                StringTokenizer fields = new StringTokenizer(line);
                if (line.startsWith("Uid:") && fields.countTokens() > 2) {
                    fields.nextToken();
                    fields.nextToken();
                    return OptionalInt.of(Integer.parseUnsignedInt(fields.nextToken()));
                }
            }
            return OptionalInt.empty();
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

    /** Returns the owner of a directory; empty if the path is no directory, as a link is not, or the owner is unknown. */
    static OptionalInt owner(Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                ? OptionalInt.of((Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)) : OptionalInt.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Returns what is reported if the user is unknown: without it, no directory is known to be the user's own. */
    static HoldsUnusable unknown() {
        return new HoldsUnusable("the user of this process cannot be determined, so no directory is known to be private: neither " + STATUS
            + " can be read nor a file created in " + System.getProperty("java.io.tmpdir"),
            "let this process open more files (ulimit -n), or mount /proc");
    }
}
