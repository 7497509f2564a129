package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What this process, or this class loader of it, holds, and the lock that shows that it lives. */
final class ProcessFiles {

    static final String LOCK = ".lock";
    static final String HOLDS = ".holds";
    /** Of a lock that is just being made, or whose maker died over it. */
    static final String JOINING = ".joining";

    /** The same for all class loaders of a JVM: what carries it must never be opened here, for closing it would drop its lock. */
    static final String JVM = (String) System.getProperties().computeIfAbsent("io.github.netsession.jvm", key -> random());

    /** How the names look that {@link #join} makes. */
    static final Pattern NAME = Pattern.compile("\\d+-[0-9a-f]{16}-[0-9a-f]{16}");

    private final HoldsDirectory directory;
    private final Map<ConfigurationId, Instant> holds = new TreeMap<>();
    private String name = "";
    private FileChannel channel;
    private boolean isSaid = true;

    ProcessFiles(HoldsDirectory directory) {
        this.directory = directory;
    }

    private static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String name() {
        return name;
    }

    static boolean isOfThisJvm(String name) {
        return name.startsWith(ProcessHandle.current().pid() + "-" + JVM + '-');
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
        if (channel == null || !directory.exists(name + LOCK)) {
            leave();
            String next = ProcessHandle.current().pid() + "-" + JVM + '-' + random();
            FileChannel opened = directory.openLock(next + JOINING, true);
            try {
                if (ProcessLock.tryLock(opened).isEmpty()) {
                    throw new IOException("the new file " + directory.file(next + JOINING) + " is locked by another process");
                }
                directory.rename(next + JOINING, next + LOCK);
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
            directory.replace(name + HOLDS, ProcessHolds.own(holds).lines());
            isSaid = true;
        }
    }

    void leave() throws IOException {
        if (channel != null) {
            FileChannel left = channel;
            channel = null;
            try {
                directory.delete(name + HOLDS);
                directory.delete(name + LOCK);
            } finally {
                left.close();
            }
        }
    }
}
