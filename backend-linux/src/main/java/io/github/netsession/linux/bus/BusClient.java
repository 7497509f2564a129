package io.github.netsession.linux.bus;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A connection to the bus that outlives the bus, run by one thread (the loop) and asked by others. Whoever asks waits for no longer than
 * he says; while something that was asked is overdue, whoever asks for the same is told so at once, and the answer, when it comes
 * after all, is a hint.
 */
public final class BusClient {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession.linux");

    /** So many messages are taken in before the loop looks after its other descriptors. */
    private static final int MESSAGES_AT_ONCE = 256;
    private static final String CALL = Asked.CALL;

    private enum State { ABSENT, OPEN, WAITING, ENDED }

    private final Trouble connecting = new Trouble(LOG, "the system bus cannot be connected");
    private final BusConnector connector;
    private final BusHandler handler;
    private final LongSupplier clock;
    private final ConcurrentLinkedQueue<Asked> queue = new ConcurrentLinkedQueue<>();
    /** Sent and not answered, by cookie. Written by the loop only. */
    private final Map<Long, Asked> pending = new ConcurrentHashMap<>();
    private volatile State state = State.ABSENT;
    private volatile Runnable waker = () -> { };
    private volatile String lostBecause = "";
    // The loop's own.
    private Optional<BusPort> port = Optional.empty();
    private final Retry retry;
    private final Admission admission;
    private volatile boolean isDoubted;
    private boolean begun;
    private boolean hasMore;

    /**
     * Makes a client that is not connected; the loop's first {@link #run()} connects.
     *
     * @param connector where the bus is
     * @param handler who listens
     */
    public BusClient(BusConnector connector, BusHandler handler) {
        this(connector, handler, System::nanoTime);
    }

    /** The same, by another clock, which tells nanoseconds as {@link System#nanoTime()} does. */
    public BusClient(BusConnector connector, BusHandler handler, LongSupplier clock) {
        this.connector = connector;
        this.handler = handler;
        this.clock = clock;
        this.retry = new Retry(clock);
        this.admission = new Admission(connector::socket, clock);
    }

    /** Says how to get the loop to call {@link #run()}. */
    public void wakeBy(Runnable wake) {
        waker = wake;
    }

    /** Gets the loop to call {@link #run()}, for something else has changed that it waits by. From any thread. */
    public void wake() {
        waker.run();
    }

    /** Who is wanted is not on this bus: gets the loop to look whether another bus has taken the address. From any thread. */
    public void doubt() {
        isDoubted = true;
        waker.run();
    }

    /** Why nobody can be asked now. From any thread: the reason, for a person; empty if there is a bus. */
    public Optional<String> obstacle() {
        return switch (state) {
            case OPEN -> Optional.empty();
            case ABSENT -> connector.obstacle();
            case WAITING -> Optional.of("the connection to the system bus was lost: " + lostBecause);
            case ENDED -> Optional.of("the backend is closed");
        };
    }

    /**
     * Asks, and waits. From any thread but the loop's.
     *
     * @param calls what is asked, all at once
     * @param limit how long to wait for all answers
     * @return the answers, REPLY or ERROR, in the order of the calls
     * @throws BackendException TIMEOUT if they are late, TEMPORARY if there is no bus
     */
    public List<BusMessage> ask(List<BusCall> calls, Duration limit) {
        for (BusCall call : calls) {
            throwIfUnanswerable(call);
        }
        long end = clock.getAsLong() + limit.toNanos();
        List<Asked> asked = calls.stream().map(call -> new Asked(call, new CompletableFuture<>(), answer -> { })).toList();
        enqueue(asked);
        List<BusMessage> answers = new ArrayList<>();
        boolean isLate = false;
        for (Asked each : asked) {
            Optional<BusMessage> answer = each.await(clock, end);
            isLate |= answer.isEmpty();
            answer.ifPresent(answers::add);
        }
        if (isLate) {
            throw late("no answer within " + limit.toMillis() + " ms");
        }
        return answers;
    }

    /** The same for one call; returns its answer. */
    public BusMessage ask(BusCall call, Duration limit) {
        return ask(List.of(call), limit).get(0);
    }

    /**
     * Asks for something whose answer matters even if nobody waits for it any more. From any thread but the loop's.
     *
     * @param call what is asked
     * @param limit how long to wait
     * @param late takes an answer that comes after that, on the loop
     * @return the answer; empty if it is late
     * @throws BackendException TIMEOUT if another answer is overdue, TEMPORARY if there is no bus
     */
    public Optional<BusMessage> ask(BusCall call, Duration limit, Consumer<BusMessage> late) {
        throwIfUnanswerable(call);
        long end = clock.getAsLong() + limit.toNanos();
        Asked asked = new Asked(call, new CompletableFuture<>(), late);
        enqueue(List.of(asked));
        return asked.await(clock, end);
    }

    private void throwIfUnanswerable(BusCall call) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            throw new BackendException(Kind.TEMPORARY, CALL, obstacle.get());
        }
        throwIfOverdue(call.member());
    }

    /** Throws (TIMEOUT) if an answer of a method is overdue. What hangs may be behind one method only; and what a person is asked for may take its time. */
    public void throwIfOverdue(String member) {
        if (pending.values().stream().anyMatch(asked -> asked.isGivenUp() && asked.call().member().equals(member) && !asked.call().interactive())) {
            throw late("an earlier call has not been answered yet");
        }
    }

    private void enqueue(List<Asked> asked) {
        queue.addAll(asked);
        if (state == State.ENDED) {
            failAll("the backend is closed");
        }
        waker.run();
    }

    private static BackendException late(String how) {
        return new BackendException(Kind.TIMEOUT, CALL, how);
    }

    // ---- on the loop

    /** What to wait for: the descriptor; -1 if there is none. */
    public int fd() {
        return port.isPresent() ? port.get().fd() : -1;
    }

    /** What to wait for on the descriptor: bits of poll(2). */
    public int events() {
        return port.isPresent() ? port.get().events() : 0;
    }

    /** How long {@link #run()} can wait for the descriptor: nanoseconds; {@link Long#MAX_VALUE} for however long it takes. */
    public long nanosToWait() {
        long nanos = hasMore ? 0 : Math.min(handler.nanosToWait(), Math.min(retry.nanosLeft(), admission.nanosLeft()));
        long micros = port.isPresent() ? port.get().microsToWait() : BusPort.FOREVER;
        return micros == BusPort.FOREVER ? nanos : Math.min(nanos, TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /**
     * Does all there is to do: connects, sends what is asked, takes in what has come.
     *
     * @return whether something may have changed
     */
    public boolean run() {
        try {
            return runNow();
        } catch (BackendException broken) {
            lose(broken);
            return true;
        } catch (Throwable defect) { // What was under way may be half done: a new connection begins with everything.
            lose(Trouble.unexpected(CALL, defect));
            throw defect;
        }
    }

    private boolean runNow() {
        boolean hint = handler.nanosToWait() <= 0 && handler.timePassed();
        if (!begun || state == State.ABSENT && !queue.isEmpty()) {
            begun = true;
            connect(false);
        } else if (retry.nanosLeft() == 0) {
            connect(true);
        }
        renew();
        sendAll();
        return hint | takeIn();
    }

    private void connect(boolean waiting) {
        retry.begun();
        Optional<String> obstacle = waiting ? Optional.empty() : connector.obstacle();
        if (obstacle.isPresent()) {
            lostBecause = obstacle.get();
            failAll(lostBecause);
            return;
        }
        admission.begun();
        try {
            port = Optional.of(connector.connect(waiting));
        } catch (BackendException refused) {
            LOG.log(Level.DEBUG, "no connection to the system bus", refused);
            refused(refused.reason(), waiting);
            return;
        } catch (Throwable defect) {
            connecting.add(defect);
            refused(Trouble.describe(defect), true);
            return;
        }
        connecting.end();
        if (!waiting) {
            opened();
        }
    }

    private void refused(String reason, boolean again) {
        admission.ended();
        lostBecause = reason;
        if (again) {
            state = State.WAITING;
            retry.later();
        }
        failAll(reason);
    }

    private void opened() {
        state = State.OPEN;
        retry.opened();
        int before = queue.size();
        handler.connected();
        for (; before > 0; before--) {
            queue.add(queue.remove()); // What changes after an answer has to be heard of: subscriptions go first.
        }
    }

    /** Leaves a socket that is not the one at the address any more, or that did not take the connection. */
    private void renew() {
        boolean isReplaced = isDoubted && admission.isReplaced();
        isDoubted = false;
        if (port.isEmpty()) {
            return;
        }
        if (port.get().isReady()) {
            admission.admitted();
        } else {
            isReplaced |= admission.isInVain(port.get().microsToWait() != BusPort.FOREVER);
        }
        if (isReplaced && state == State.OPEN) {
            throw new BackendException(Kind.TEMPORARY, CALL, "another bus has taken its address");
        } else if (isReplaced) {
            port.get().close();
            port = Optional.empty();
            connect(true);
        }
    }

    private void sendAll() {
        for (Asked asked = queue.poll(); asked != null; asked = queue.poll()) {
            if (asked.isGivenUp()) {
                continue;
            }
            if (state != State.OPEN || port.isEmpty()) {
                asked.fail(obstacle().orElse(lostBecause)); // It came while the connection was being refused.
                continue;
            }
            try {
                pending.put(port.get().send(asked.call()), asked);
            } catch (BackendException refused) {
                asked.answer().completeExceptionally(refused);
                if (refused.kind() == Kind.TEMPORARY) {
                    throw refused; // The connection is gone.
                }
            }
        }
    }

    private boolean takeIn() {
        boolean hint = false;
        hasMore = port.isPresent();
        for (int i = 0; hasMore && i < MESSAGES_AT_ONCE; i++) {
            BusPort.Progress progress = port.get().process();
            hasMore = progress.more();
            if (state == State.WAITING && port.get().isReady()) {
                opened();
                hint = true;
            }
            hint |= progress.message().map(this::take).orElse(false);
        }
        return hint;
    }

    private boolean take(BusMessage message) {
        if (message.kind() == BusMessage.Kind.SIGNAL) {
            return handler.signal(message);
        }
        Asked asked = pending.remove(message.replyTo());
        if (asked == null || asked.answer().complete(message)) {
            return false;
        }
        asked.late().accept(message);
        return true;
    }

    /**
     * Asks without waiting. From any thread.
     *
     * @param call what is asked
     * @param answer takes the answer, on the loop; never called if the connection is lost before
     */
    public void tell(BusCall call, Consumer<BusMessage> answer) {
        CompletableFuture<BusMessage> nobodyWaits = new CompletableFuture<>();
        nobodyWaits.thenAccept(answer);
        queue.add(new Asked(call, nobodyWaits, late -> { }));
        waker.run();
    }

    /** The bus died, or has thrown us out. The next connection is waited for; the sooner it broke again, the longer. */
    private void lose(BackendException broken) {
        state = State.WAITING; // First what needs no memory.
        lostBecause = broken.reason();
        hasMore = false;
        retry.later();
        LOG.log(Level.DEBUG, "the connection to the system bus is lost", broken);
        try {
            closePort();
            admission.ended();
        } finally {
            try {
                handler.lost();
            } finally {
                failAll(broken.reason());
            }
        }
    }

    private void closePort() {
        Optional<BusPort> closed = port;
        port = Optional.empty();
        closed.ifPresent(BusPort::close);
    }

    private void failAll(String reason) {
        for (Iterator<Asked> left = pending.values().iterator(); left.hasNext();) {
            Asked asked = left.next();
            left.remove();
            asked.fail(reason);
        }
        for (Asked asked = queue.poll(); asked != null; asked = queue.poll()) {
            asked.fail(reason);
        }
    }

    /** The loop ends: closes the connection; whoever waits for an answer waits no more. */
    public void end() {
        state = State.ENDED;
        try {
            closePort();
        } finally {
            failAll("the backend is closed");
        }
    }
}
