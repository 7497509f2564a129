package io.github.netsession.contract;

import io.github.netsession.Registration;
import io.github.netsession.internal.ClockSource;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The clock of one engine, on real time and two real threads as the engine's own, which a test sets forward to the end of a wait: a test
 * need not wait ten seconds because a better access point is offered after ten seconds only.
 */
public final class SkippingClock implements EngineClock {

    /** How soon a wait that was skipped notices it. */
    private static final Duration LOOK = Duration.ofMillis(10);
    /** Long enough, and can be added to any time. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final ScheduledThreadPoolExecutor turns = new ScheduledThreadPoolExecutor(1, this::turnThread, new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor callbacks = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
        work -> thread(work, "netsession-callbacks"), new ThreadPoolExecutor.DiscardPolicy());
    private volatile Thread turnThread;
    private final Set<Wait> waits = new LinkedHashSet<>();
    private long skippedNanos;

    /** Something that ends at a time of this clock: a timer, or a call that waits, which has no turn. */
    private static final class Wait {

        private final long endNanos;
        private final Optional<Runnable> turn;
        private Registration timer = () -> { };

        Wait(long endNanos, Optional<Runnable> turn) {
            this.endNanos = endNanos;
            this.turn = turn;
        }
    }

    /** A clock that shows real time until it is set forward. */
    public SkippingClock() {
        turns.setRemoveOnCancelPolicy(true);
    }

    private Thread turnThread(Runnable work) {
        turnThread = thread(work, "netsession-engine");
        return turnThread;
    }

    private static Thread thread(Runnable work, String name) {
        Thread made = new Thread(work, name);
        made.setDaemon(true);
        return made;
    }

    /**
     * Sets the clock forward to the end of the wait that ends first.
     *
     * @param within only if that is not further away than this
     */
    public synchronized void skipToNext(Duration within) {
        long now = nanos();
        Optional<Wait> next = waits.stream().min(Comparator.comparingLong(wait -> wait.endNanos - now));
        long nanos = next.map(wait -> wait.endNanos - now).orElse(0L);
        if (nanos > 0 && nanos <= within.toNanos()) {
            skippedNanos += nanos;
            List<Wait> inOrder = waits.stream().sorted(Comparator.comparingLong(wait -> wait.endNanos - now)).toList();
            inOrder.forEach(wait -> {
                wait.timer.close();
                start(wait);
            });
        }
    }

    /**
     * A backend that the engine runs by this clock. One that brings a clock of its own, as a simulated world does, keeps that.
     *
     * @param provider where the backend comes from; for one instance, as this clock is
     * @return the provider to open
     */
    public BackendProvider under(BackendProvider provider) {
        return new BackendProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public int priority() {
                return provider.priority();
            }

            @Override
            public Probe probe() {
                return provider.probe();
            }

            @Override
            public Backend open(BackendSink sink) {
                return withThisClock(provider.open(sink));
            }
        };
    }

    private Backend withThisClock(Backend backend) {
        Class<?>[] types = {Backend.class, ClockSource.class};
        return (Backend) Proxy.newProxyInstance(Backend.class.getClassLoader(), types, (proxy, method, arguments) ->
            method.getDeclaringClass() == ClockSource.class ? clockOf(backend) : call(backend, method, arguments));
    }

    private Optional<EngineClock> clockOf(Backend backend) {
        return (backend instanceof ClockSource source ? source.clock() : Optional.<EngineClock>empty()).or(() -> Optional.of(this));
    }

    private static Object call(Backend backend, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(backend, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @Override
    public synchronized long nanos() {
        return System.nanoTime() + skippedNanos;
    }

    @Override
    public void execute(Runnable turn) {
        turns.execute(turn);
    }

    @Override
    public synchronized Registration after(Duration delay, Runnable turn) {
        Wait wait = new Wait(end(delay), Optional.of(turn));
        waits.add(wait);
        start(wait);
        return () -> {
            if (take(wait)) {
                wait.timer.close();
            }
        };
    }

    /** A timer that cannot be taken back any more may have been started twice; its turn is run once. */
    private void start(Wait wait) {
        wait.turn.ifPresent(turn -> {
            Future<?> timer = turns.schedule(() -> {
                if (take(wait)) {
                    turn.run();
                }
            }, Math.max(0, wait.endNanos - nanos()), TimeUnit.NANOSECONDS);
            wait.timer = () -> timer.cancel(false);
        });
    }

    private synchronized boolean take(Wait wait) {
        return waits.remove(wait);
    }

    private synchronized long end(Duration delay) {
        return nanos() + (delay.compareTo(CENTURY) < 0 ? delay : CENTURY).toNanos();
    }

    @Override
    public boolean isTurn() {
        return Thread.currentThread() == turnThread;
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration limit) throws InterruptedException {
        if (isTurn() && !done.isDone()) {
            throw new IllegalStateException("waiting on the engine's own thread would wait for itself");
        }
        Wait wait = new Wait(end(limit.isNegative() ? CENTURY : limit), Optional.empty());
        synchronized (this) {
            waits.add(wait);
        }
        try {
            while (!done.isDone() && wait.endNanos - nanos() > 0) {
                lookAt(done);
            }
            return done.isDone();
        } finally {
            take(wait);
        }
    }

    private static void lookAt(CompletableFuture<?> done) throws InterruptedException {
        try {
            done.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException late) {
            // Whether it is done, however it ended, is asked of it.
            return;
        }
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        turns.shutdownNow();
        callbacks.shutdown();
        if (!isTurn()) {
            try {
                turns.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
