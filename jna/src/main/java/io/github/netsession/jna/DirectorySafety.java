package io.github.netsession.jna;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Tells whether another user than this process's may replace what this process writes to a directory. For POSIX systems. */
final class DirectorySafety {

    private static final int WRITABLE_BY_OTHERS = 0002;
    private static final int WRITABLE_BY_GROUP_OR_OTHERS = 0022;
    private static final int STICKY = 01000;

    private final int user;
    private final Path root;

    /** The effective user, and the root directory, which is another one in tests. */
    DirectorySafety(int user, Path root) {
        this.user = user;
        this.root = root;
    }

    /** Returns the owner of this process, or of a file that it creates; empty on Windows. Source: proc(5), "/proc/pid". */
    static OptionalInt effectiveUser() {
        if (File.separatorChar == '\\') {
            return OptionalInt.empty();
        }
        try {
            Path process = Path.of("/proc/self");
            if (Files.exists(process)) {
                return OptionalInt.of((Integer) Files.getAttribute(process, "unix:uid"));
            }
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

    /** Returns the directory itself or the nearest parent that exists. */
    static Path nearest(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (!Files.isDirectory(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    /**
     * Returns who may replace a file in a directory, or in the nearest parent that exists: the owner of a directory on the way, other than root and
     * this user; or everybody, where a directory is writable by others and not sticky. The owner of the root directory is trusted like root:
     * in a user namespace, root has another number.
     */
    Optional<String> danger(Path directory) {
        Path nearest = nearest(directory);
        try {
            for (Path each : way(nearest)) {
                int owner = owner(each);
                int mode = mode(each);
                if (owner != user && owner != 0 && owner != owner(root)) {
                    return Optional.of(each + " belongs to user " + Integer.toUnsignedString(owner));
                }
                boolean isOpen = (mode & WRITABLE_BY_OTHERS) != 0;
                // In a sticky directory others may not rename what this user has created, but create first what is missing.
                boolean isMissingBelow = each.equals(nearest) && !nearest.equals(directory.toAbsolutePath());
                if (isOpen && ((mode & STICKY) == 0 || isMissingBelow)) {
                    return Optional.of(each + " is writable by others");
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of("it cannot be checked: " + unreadable);
        }
    }

    /** Returns the directory and its parents, as they are named and as links lead. */
    private static Set<Path> way(Path directory) throws IOException {
        Set<Path> way = new LinkedHashSet<>();
        for (Path start : new Path[] {directory, directory.toRealPath()}) {
            for (Path each = start; each != null; each = each.getParent()) {
                way.add(each);
            }
        }
        return way;
    }

    private static int owner(Path directory) throws IOException {
        return (Integer) Files.getAttribute(directory, "unix:uid");
    }

    private static int mode(Path directory) throws IOException {
        return (Integer) Files.getAttribute(directory, "unix:mode");
    }

    /** Returns whether it is a directory, not a link, of this user's own in which no one else may write. */
    boolean isPrivate(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && owner(directory) == user && (mode(directory) & WRITABLE_BY_GROUP_OR_OTHERS) == 0;
    }

    /** Returns whether libraries cannot be loaded from a directory, or from the nearest parent that exists, as far as is known. Source: proc_pid_mounts(5), fstab(5). */
    boolean isNoexec(Path directory) {
        try {
            Path real = nearest(directory).toRealPath();
            Path best = Path.of("/");
            boolean isNoexec = false;
            for (String line : Files.readAllLines(root.resolve("proc/self/mounts"))) {
                String[] fields = line.split(" ");
                Path point = fields.length > 3 ? Path.of(fields[1].replace("\\040", " ")) : real;
                // A later line of the same point covers the earlier one.
                if (fields.length > 3 && real.startsWith(point) && point.startsWith(best)) {
                    best = point;
                    isNoexec = Set.of(fields[3].split(",")).contains("noexec");
                }
            }
            return isNoexec;
        } catch (IOException | IllegalArgumentException unknown) {
            return false;
        }
    }
}
