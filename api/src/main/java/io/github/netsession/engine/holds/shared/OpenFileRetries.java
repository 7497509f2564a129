package io.github.netsession.engine.holds.shared;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Repeats a change of a file's name on Windows, where it fails while another program, as a rule a virus scanner or an indexer, has the file
 * open for a moment. Source: MoveFileEx, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION (32) and ERROR_LOCK_VIOLATION (33). Java has a class of
 * its own for the first only, and no number for the others.
 */
final class OpenFileRetries {

    static final int MAX_TRIES = 5;
    private static final OpenFileRetries OF_THIS_SYSTEM = new OpenFileRetries(File.separatorChar == '\\' ? MAX_TRIES : 1,
        () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)));

    private final int maxTries;
    private final Runnable pause;

    OpenFileRetries(int maxTries, Runnable pause) {
        this.maxTries = maxTries;
        this.pause = pause;
    }

    /** A change that may be repeated. */
    interface Change {
        void make() throws IOException;
    }

    static OpenFileRetries ofThisSystem() {
        return OF_THIS_SYSTEM;
    }

    /** Makes the change, and throws the failure of the last try. */
    void make(Change change) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                change.make();
                return;
            } catch (FileSystemException failure) {
                boolean mayBeOpen = failure instanceof AccessDeniedException || failure.getClass() == FileSystemException.class;
                if (!mayBeOpen || attempt >= maxTries) {
                    throw failure;
                }
                pause.run();
            }
        }
    }
}
