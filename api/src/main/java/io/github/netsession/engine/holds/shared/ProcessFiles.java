package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The files of this process, or of this class loader of it: its holds, and the lock that proves that it is alive. */
final class ProcessFiles {

    private final HoldsDirectory directory;
    private final Map<ConfigurationId, Instant> holds = new TreeMap<>();
    private String name = "";
    private FileChannel lockChannel;
    private boolean isDirty;

    ProcessFiles(HoldsDirectory directory) {
        this.directory = directory;
    }

    /** Returns the name of the process; empty before the first {@link #join}. */
    String name() {
        return name;
    }

    Map<ConfigurationId, Instant> holds() {
        return holds;
    }

    void hold(ConfigurationId id, Instant since) {
        isDirty |= holds.putIfAbsent(id, since) == null;
    }

    void release(ConfigurationId id) {
        isDirty |= holds.remove(id) != null;
    }

    /**
     * Creates the lock file if it is missing, also if it has been deleted. Needs no process lock: the file is renamed to its
     * final name only when it is locked.
     */
    void join() throws IOException {
        if (lockChannel == null || !directory.exists(name + ProcessFileNames.LOCK)) {
            leave();
            String next = ProcessFileNames.create();
            FileChannel opened = directory.openLock(next + ProcessFileNames.JOINING, true);
            try {
                if (ProcessLock.tryLock(opened).isEmpty()) {
                    throw new IOException("the new file " + directory.file(next + ProcessFileNames.JOINING) + " is locked by another process");
                }
                directory.rename(next + ProcessFileNames.JOINING, next + ProcessFileNames.LOCK);
            } catch (IOException refused) {
                opened.close();
                throw refused;
            }
            name = next;
            lockChannel = opened;
            isDirty = !holds.isEmpty();
        }
    }

    /** Writes the holds if they have changed, or if the file has been deleted. Needs no process lock: the file is replaced as a whole. */
    void flush() throws IOException {
        if (lockChannel != null && (isDirty || !holds.isEmpty() && !directory.exists(name + ProcessFileNames.HOLDS))) {
            directory.replace(name + ProcessFileNames.HOLDS, ProcessHolds.own(holds).lines());
            isDirty = false;
        }
    }

    /** Deletes the files and releases the lock. */
    void leave() throws IOException {
        if (lockChannel != null) {
            FileChannel left = lockChannel;
            lockChannel = null;
            try {
                directory.delete(name + ProcessFileNames.HOLDS);
                directory.delete(name + ProcessFileNames.LOCK);
            } finally {
                left.close();
            }
        }
    }
}
