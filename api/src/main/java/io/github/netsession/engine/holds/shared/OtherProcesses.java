package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.internal.GuardedLogger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The holds of the other processes of this user, read from their files. All methods need the process lock. */
final class OtherProcesses {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** Matches the names of processes. */
    private static final Pattern NAME = Pattern.compile("\\d+-[0-9a-f]{16}-[0-9a-f]{16}");

    private final HoldsDirectory directory;

    OtherProcesses(HoldsDirectory directory) {
        this.directory = directory;
    }

    /** Returns true if another live process holds the access point, or may hold it because its file cannot be read. */
    boolean isHeld(ConfigurationId id, String ownName) throws IOException, HoldsUnusable {
        for (String name : names(ProcessFileNames.HOLDS)) {
            if (!name.equals(ownName) && read(name).map(process -> process.holds().containsKey(id)).orElse(true) && !deleteIfDead(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the other processes that are alive and whose files can be read, by name. */
    Map<String, ProcessHolds> readAlive(String ownName) throws IOException, HoldsUnusable {
        Map<String, ProcessHolds> alive = new LinkedHashMap<>();
        for (String name : names(ProcessFileNames.HOLDS)) {
            Optional<ProcessHolds> process = name.equals(ownName) ? Optional.empty() : read(name);
            if (process.isPresent() && !deleteIfDead(name)) {
                alive.put(name, process.get());
            }
        }
        return alive;
    }

    /** Returns true if the process with these files has died; then they are deleted. */
    boolean isDead(String name) throws IOException {
        // Another name is not from this library: no process with such files exists.
        return !NAME.matcher(name).matches() || deleteIfDead(name);
    }

    /** Returns true if any process has a lock file, this one included. */
    boolean isAnyLeft() throws IOException {
        return !names(ProcessFileNames.LOCK).isEmpty();
    }

    /** Deletes the files of processes that have died. */
    void deleteStaleFiles(String ownName) throws IOException {
        for (String name : names(ProcessFileNames.JOINING)) {
            // A live process that has created this file and not locked it yet tries again.
            if (!ProcessFileNames.isOfThisJvm(name) && !isLocked(name + ProcessFileNames.JOINING)) {
                directory.delete(name + ProcessFileNames.JOINING);
            }
        }
        for (String suffix : List.of(ProcessFileNames.LOCK, ProcessFileNames.HOLDS, ProcessFileNames.HOLDS + HoldsDirectory.TEMPORARY)) {
            for (String name : names(suffix)) {
                if (!name.equals(ownName)) {
                    deleteIfDead(name);
                }
            }
        }
    }

    private List<String> names(String suffix) throws IOException {
        return directory.names(NAME, suffix);
    }

    /** Reads the file of a process; empty if it has been deleted, cannot be read, or is of another version and the process is dead. */
    private Optional<ProcessHolds> read(String name) throws IOException, HoldsUnusable {
        try {
            return Optional.of(ProcessHolds.parse(directory.read(name + ProcessFileNames.HOLDS)));
        } catch (NoSuchFileException justDeleted) {
            return Optional.empty();
        } catch (HoldsUnusable otherVersion) {
            if (!deleteIfDead(name)) {
                throw otherVersion;
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read; its process may hold any access point until it ends: {1}",
                directory.file(name + ProcessFileNames.HOLDS), HoldsDirectory.describe(unreadable));
            return Optional.empty();
        }
    }

    /**
     * Deletes the files of a process if it has died; returns true if so. The lock decides, not the process id: the kernel releases
     * the lock of a process that ends, even if a new process gets the same id.
     */
    private boolean deleteIfDead(String name) throws IOException {
        if (ProcessFileNames.isOfThisJvm(name) || isLocked(name + ProcessFileNames.LOCK)) {
            return false;
        }
        directory.delete(name + ProcessFileNames.HOLDS + HoldsDirectory.TEMPORARY);
        directory.delete(name + ProcessFileNames.HOLDS);
        directory.delete(name + ProcessFileNames.LOCK);
        return true;
    }

    private boolean isLocked(String name) throws IOException {
        try (FileChannel channel = directory.openLock(name, false)) {
            return ProcessLock.tryLock(channel).isEmpty();
        } catch (NoSuchFileException none) {
            return false;
        }
    }
}
