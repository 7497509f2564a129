package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What this process, or this class loader of it, holds, and the lock that shows that it lives. */
final class ProcessFiles {

    private final HoldsDirectory directory;
    private final Map<ConfigurationId, Instant> holds = new TreeMap<>();
    private String name = "";
    private FileChannel channel;
    private boolean isSaid = true;

    ProcessFiles(HoldsDirectory directory) {
        this.directory = directory;
    }

    String name() {
        return name;
    }

    Map<ConfigurationId, Instant> holds() {
        return holds;
    }

    void hold(ConfigurationId id, Instant since) {
        isSaid &= holds.putIfAbsent(id, since) != null;
    }

    void release(ConfigurationId id) {
        isSaid &= holds.remove(id) == null;
    }

    /** Makes the lock, or makes it anew if somebody has cleaned up. At any time: it gets its name only when it is locked. */
    void join() throws IOException {
        if (channel == null || !directory.exists(name + ProcessFileNames.LOCK)) {
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
            channel = opened;
            isSaid = holds.isEmpty();
        }
    }

    /** Writes down what has changed. */
    void say() throws IOException {
        if (!isSaid && channel != null) {
            directory.replace(name + ProcessFileNames.HOLDS, ProcessHolds.own(holds).lines());
            isSaid = true;
        }
    }

    void leave() throws IOException {
        if (channel != null) {
            FileChannel left = channel;
            channel = null;
            try {
                directory.delete(name + ProcessFileNames.HOLDS);
                directory.delete(name + ProcessFileNames.LOCK);
            } finally {
                left.close();
            }
        }
    }
}
