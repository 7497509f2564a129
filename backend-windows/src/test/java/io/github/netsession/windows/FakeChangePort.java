package io.github.netsession.windows;

import io.github.netsession.spi.BackendException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Notices that a test sends. A wait never ends by its limit, unless that is 0: time does not pass here. Like Windows' event, it remembers one notice. */
final class FakeChangePort implements ChangePort {

    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore event = new Semaphore(0);
    private final BlockingQueue<Integer> waits = new LinkedBlockingQueue<>();
    private final List<String> journal = new ArrayList<>();
    private List<String> refused = List.of();
    private boolean isDeaf;
    private Throwable trouble;
    private RuntimeException refusedTrouble;
    private volatile Thread waiter;
    private volatile boolean isStuck;
    private int signals;
    private Set<Part> parts = EnumSet.noneOf(Part.class);

    @Override
    public Set<Part> await(int millis) {
        waiter = Thread.currentThread();
        waits.add(millis);
        Throwable thrown;
        synchronized (this) {
            thrown = trouble;
            trouble = null;
        }
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (millis == 0) {
            event.tryAcquire();
            return taken();
        }
        do {
            event.acquireUninterruptibly();
        } while (isStuck);
        return taken();
    }

    private synchronized Set<Part> taken() {
        Set<Part> taken = parts;
        parts = EnumSet.noneOf(Part.class);
        return taken;
    }

    /** The limit of a wait is over. */
    synchronized void expire() {
        event.release();
    }

    @Override
    public synchronized void signal(Part part) {
        signals++;
        parts.add(part);
        if (!journal.contains("close") && event.availablePermits() == 0) {
            event.release();
        }
    }

    @Override
    public synchronized List<String> refused() {
        if (refusedTrouble != null) {
            throw refusedTrouble;
        }
        return refused;
    }

    @Override
    public synchronized boolean isDeaf() {
        return isDeaf;
    }

    @Override
    public synchronized void cancel() {
        journal.add("cancel");
    }

    @Override
    public synchronized void close() {
        Thread thread = waiter;
        journal.add(thread == null || !thread.isAlive() ? "thread has ended" : "thread is alive");
        journal.add("close");
    }

    synchronized FakeChangePort refusing(boolean deaf, String... reasons) {
        refused = List.of(reasons);
        isDeaf = deaf;
        return this;
    }

    /** The next wait fails. */
    synchronized void failOnce(Throwable thrown) {
        trouble = thrown;
    }

    synchronized void failRefused(BackendException thrown) {
        refusedTrouble = thrown;
    }

    /** No wait ends any more until it is released. */
    void stick() {
        isStuck = true;
    }

    void release() {
        isStuck = false;
        event.release();
    }

    /** How often it was signalled, whether or not that was told apart from the time before. */
    synchronized int signals() {
        return signals;
    }

    /** Waits until the watching thread waits, and gives back the limit of that wait. */
    int awaitWait() {
        try {
            Integer millis = waits.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (millis == null) {
                throw new IllegalStateException("nobody waits for notices");
            }
            return millis;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The thread that watches, once it has waited. */
    Thread waiter() {
        return waiter;
    }

    synchronized List<String> journal() {
        return List.copyOf(journal);
    }
}
