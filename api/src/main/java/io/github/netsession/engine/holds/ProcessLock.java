package io.github.netsession.engine.holds;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one process at a time through. The kernel opens it for the next if that process dies.
 *
 * <p>POSIX drops all locks that a process has on a file as soon as it closes any descriptor of it; so a channel is closed only
 * while this has the lock, when no other class loader of the process can have it. Source: fcntl(2), "Record locks".
 */
final class ProcessLock {

    /** Far beyond any content: Windows lets nobody read what is locked. The same on all systems. */
    static final long LOCKED_BYTE = 1L << 30;

    private static final String NAME = "gate";
    private static final List<FileChannel> LEFT = new ArrayList<>();
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HoldsDirectory directory;
    private FileChannel channel;
    private Object key;
    private Optional<FileLock> lock = Optional.empty();

    ProcessLock(HoldsDirectory directory) throws IOException {
        this.directory = directory;
        open();
    }

    private void open() throws IOException {
        channel = directory.openLock(NAME, true);
        key = keyNow().orElse(this);
    }

    /** What tells the file from another one under the same name; empty where the system has nothing of the kind, or no file. */
    private Optional<Object> keyNow() throws IOException {
        return directory.exists(NAME)
            ? Optional.of(Optional.ofNullable(Files.readAttributes(directory.file(NAME), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey()).orElse(NAME))
            : Optional.empty();
    }

    /** True if this process is let through within the limit. Only whoever has to wait looks again and again. */
    boolean acquire(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (!tryAcquire()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        return true;
    }

    private boolean tryAcquire() throws IOException {
        if (!channel.isOpen()) {
            open();
        }
        lock = tryLock(channel);
        if (lock.isPresent() && !keyNow().equals(Optional.of(key))) {
            // Somebody has cleaned up: who comes now opens a new file, and would not meet this process in the old one.
            channel.close();
            open();
            lock = Optional.empty();
        }
        return lock.isPresent();
    }

    /** The lock if nobody else has it, in this process or another one. */
    static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException otherClassLoader) {
            return Optional.empty();
        }
    }

    void release() throws IOException {
        if (lock.isPresent()) {
            FileLock held = lock.get();
            lock = Optional.empty();
            held.release();
        }
    }

    /**
     * Where the lock cannot be had, the descriptor is left to the end of the process: closing it, which a collection of garbage
     * would do too, could open the gate under another's hands. The file stays: whoever waits for it must not meet another one.
     */
    void close(Duration limit) throws IOException {
        if (lock.isPresent() || acquire(limit)) {
            channel.close();
        } else {
            synchronized (LEFT) {
                LEFT.add(channel);
            }
        }
    }
}
