package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The directory that the processes of a user share, if the application does not name one: one that no cleaner of old files visits, and
 * the same for all processes of the user, whether they run in a session, in cron or by sudo.
 *
 * <p>The directories for temporary files are the last choice. Source: tmpfiles.d(5), "Age", with tmp.conf (10 days); macOS
 * com.apple.bsd.dirhelper (3 days). Nothing ages files in /run and /run/user/UID, which end with the boot and with the last session.
 */
final class HoldsPlace {

    private static final String NAME = "netsession";

    private final Map<String, String> environment;
    private final Properties system;
    private final OptionalInt user;
    private final Path root;

    /** The user is the effective one; the root directory is another one in tests. */
    HoldsPlace(Map<String, String> environment, Properties system, OptionalInt user, Path root) {
        this.environment = environment;
        this.system = system;
        this.user = user;
        this.root = root;
    }

    static Path standard() throws HoldsUnusable {
        return new HoldsPlace(System.getenv(), System.getProperties(), ProcessUser.effective(), Path.of("/")).path();
    }

    /** Returns the directory, which need not exist. */
    Path path() throws HoldsUnusable {
        String os = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path temporary = Path.of(system.getProperty("java.io.tmpdir", "."));
        if (os.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return local == null || local.isBlank() ? temporary.resolve(NAME) : Path.of(local, NAME, "holds");
        }
        if (user.isEmpty()) {
            throw ProcessUser.unknown();
        }
        int uid = user.getAsInt();
        List<Path> places = os.startsWith("mac") ? onMac(uid) : elsewhere(uid);
        // A process that was started before the user logged in, or by another way, may count in a later one of them.
        for (Path place : places) {
            if (isInUse(place)) {
                return place;
            }
        }
        return places.isEmpty() ? temporary.resolve(NAME + '-' + Integer.toUnsignedString(uid)) : places.get(0);
    }

    /** The home of root is fixed: sudo on macOS keeps HOME. */
    private List<Path> onMac(int uid) {
        Optional<Path> home = uid == 0 ? Optional.of(root.resolve("var/root")) : home();
        return home.filter(this::isOwn).map(own -> own.resolve("Library/Application Support").resolve(NAME).resolve("holds")).stream().toList();
    }

    /**
     * After sudo or su, $XDG_RUNTIME_DIR may name a directory of another user, so each directory must be the effective user's own. A value other
     * than the usual /run/user/UID is a decision for this process, and is respected. $XDG_STATE_HOME is not read, because
     * cron has none. Source: XDG Base Directory Specification, "The directory MUST be owned by the user".
     */
    private List<Path> elsewhere(int uid) {
        Path session = root.resolve("run/user/" + Integer.toUnsignedString(uid));
        Optional<Path> runtime = absolute(environment.get("XDG_RUNTIME_DIR"));
        if (runtime.isPresent() && !runtime.get().equals(session) && isOwn(runtime.get())) {
            return List.of(runtime.get().resolve(NAME));
        }
        List<Path> places = new ArrayList<>();
        if (uid == 0) {
            // Root needs no session: /run/user/0 ends with the last one, and what cron starts has none.
            addBelowOwn(places, root.resolve("run"), Path.of(NAME));
        }
        addBelowOwn(places, session, Path.of(NAME));
        Optional<Path> home = home();
        if (home.isPresent()) {
            addBelowOwn(places, home.get(), Path.of(".local", "state", NAME, "holds" + machine()));
        }
        return places;
    }

    private void addBelowOwn(List<Path> places, Path directory, Path name) {
        if (isOwn(directory)) {
            places.add(directory.resolve(name));
        }
    }

    private static Optional<Path> absolute(String path) {
        try {
            return path != null && Path.of(path).isAbsolute() ? Optional.of(Path.of(path)) : Optional.empty();
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    /** Returns the home directory as the user database has it; a home that is a link is followed. */
    private Optional<Path> home() {
        try {
            Optional<Path> home = absolute(system.getProperty("user.home"));
            return home.isPresent() ? Optional.of(home.get().toRealPath()) : home;
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Several machines may share a home directory, but not their networks. Source: machine-id(5). */
    private String machine() {
        try {
            StringBuilder name = new StringBuilder("-");
            for (char each : Files.readString(root.resolve("etc/machine-id")).toCharArray()) {
                if (each >= '0' && each <= '9' || each >= 'a' && each <= 'z') {
                    name.append(each);
                }
            }
            return name.toString();
        } catch (IOException none) {
            return "";
        }
    }

    private boolean isOwn(Path directory) {
        OptionalInt owner = ProcessUser.owner(directory);
        return owner.isPresent() && owner.equals(user);
    }

    /** Returns whether a process counts there, or has been killed there. */
    private static boolean isInUse(Path place) {
        try {
            return hasLock(place, 2);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return false;
        }
    }

    private static boolean hasLock(Path directory, int levels) throws IOException {
        if (levels == 0 || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (file.toString().endsWith(ProcessFileNames.LOCK) || hasLock(file, levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
