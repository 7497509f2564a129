package io.github.netsession.engine.holds.shared;

import io.github.netsession.internal.GuardedLogger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The lock that only one process at a time holds. If the lock holder dies, the kernel releases the lock.
 *
 * <p>POSIX drops all locks that a process has on a file as soon as the process closes any descriptor of that file. So a channel is
 * closed only while this object has the lock: then no other class loader of the process can have it. Source: fcntl(2), "Record locks".
 */
final class ProcessLock {

    /** Far beyond any content, because on Windows no other process can read locked bytes. The same on all systems. */
    static final long LOCKED_BYTE = 1L << 30;

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    /** The name of the file. */
    static final String NAME = "gate";
    /** In direct memory, because a channel copies other memory there first, and the application may have used that up by then. */
    private static final ByteBuffer SIGNATURE = ByteBuffer.allocateDirect(1);
    /** Channels that stay open, and reachable, until the process ends. */
    private static final List<FileChannel> KEPT_OPEN = new ArrayList<>();
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HoldsDirectory directory;
    private FileChannel channel;
    private Object fileKey;
    private Optional<FileLock> lock = Optional.empty();
    private boolean changedHands;

    ProcessLock(HoldsDirectory directory) throws IOException {
        this.directory = directory;
        open();
    }

    /** If the name may have changed its file meanwhile, the key of the opened one is not known: then it equals no other. */
    private void open() throws IOException {
        Optional<Object> before = currentFileKey();
        channel = directory.openLock(NAME, true);
        fileKey = before.equals(currentFileKey()) ? before.orElse(this) : this;
    }

    /** Returns a key that differs for another file of the same name, or the name if the system has no such key; empty without a file. */
    private Optional<Object> currentFileKey() throws IOException {
        return directory.exists(NAME)
            ? Optional.of(Optional.ofNullable(Files.readAttributes(directory.file(NAME), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey()).orElse(NAME))
            : Optional.empty();
    }

    /** Returns true if this process gets the lock within the timeout. Polls only while another process has the lock. */
    boolean acquire(Duration timeout) throws IOException {
        changedHands = false;
        if (tryAcquire()) {
            return true;
        }
        long end = System.nanoTime() + timeout.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        FileTime before = directory.lastModified(NAME);
        while (!tryAcquire()) {
            if (System.nanoTime() - end >= 0) {
                changedHands = !directory.lastModified(NAME).equals(before);
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        return true;
    }

    /** Returns whether other processes have got the lock, one after another, during the last wait without success. */
    boolean hasChangedHands() {
        return changedHands;
    }

    private boolean tryAcquire() throws IOException {
        if (!channel.isOpen()) {
            open();
        }
        // A release that failed has left the lock with this process.
        if (lock.filter(FileLock::isValid).isEmpty()) {
            lock = tryLock(channel);
        }
        if (lock.isPresent() && !currentFileKey().equals(Optional.of(fileKey))) {
            // The file has been deleted. Other processes open a new one, so a lock on the old one excludes no process.
            channel.close();
            open();
            lock = Optional.empty();
        }
        if (lock.isPresent()) {
            sign();
        }
        return lock.isPresent();
    }

    /**
     * Shows the waiting processes, by the time of the last change of the file, that the lock has changed hands. Needs the lock, because an
     * interrupted write closes the channel. Files.setLastModifiedTime would close a descriptor of the file, and so drop the lock. On a full
     * disk, and on Windows, which shows the time late, a wait for many processes may look like a wait for one.
     */
    void sign() throws IOException {
        try {
            channel.write(SIGNATURE.duplicate(), 0);
        } catch (ClosedChannelException lockLost) {
            throw lockLost;
        } catch (IOException noRoom) {
            LOG.log(System.Logger.Level.DEBUG, "waiting processes are not shown that this one got the lock: {0}", HoldsDirectory.describe(noRoom));
        }
    }

    /** Returns the lock on a file, unless this process or another one has it. */
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
            try {
                held.release();
            } finally {
                lock = held.isValid() ? lock : Optional.empty();
            }
        }
    }

    /**
     * Closes the channel if this process has the lock or gets it within the timeout. Otherwise the channel stays open until the
     * process ends: closing it, which garbage collection would also do, could release the lock while other code of this process
     * has it.
     */
    void close(Duration timeout) throws IOException {
        if (lock.isPresent() || acquire(timeout)) {
            channel.close();
        } else {
            synchronized (KEPT_OPEN) {
                KEPT_OPEN.add(channel);
            }
        }
    }
}
