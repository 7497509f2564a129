package io.github.netsession.linux.bus;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A bus in memory whose answers a test writes down, by member or by path and member, with a clock that a test moves. Who asks for something
 * that is held back finds that the time to wait is over. Subscriptions are always answered. For any thread.
 */
public final class ScriptedBus implements BusConnector, LongSupplier {

    /** More than anybody waits for an answer. */
    private static final Duration TOO_LONG = Duration.ofSeconds(3);

    private static final Function<BusCall, BusMessage> HELD = call -> null;

    private record Held(long cookie, BusCall call) {
    }

    private final Map<String, Function<BusCall, BusMessage>> script = new HashMap<>();
    private final List<BusCall> calls = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Deque<BusMessage> incoming = new ArrayDeque<>();
    private final List<String> connections = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();
    private boolean isThere = true;
    private boolean isBroken;
    private Optional<String> socket = Optional.of("first");
    private boolean isSilent;
    private BusPeer answering = new BusPeer("scripted", ":1.1");
    private boolean holdingTakesTime = true;
    private long cookies;
    private long nanos = 1_000;
    private int open;

    // ---- what a test writes down

    /** A method answers so from now on. */
    public synchronized void on(String member, Function<BusCall, BusMessage> answer) {
        script.put(member, answer);
    }

    /** A method answers with this. */
    public void answer(String member, Object... body) {
        on(member, call -> reply(body));
    }

    /** A method is refused, for a reason of D-Bus's own. */
    public void refuse(String member, String error) {
        on(member, call -> BusMessage.error(0, new BusMessage.Refusal(error, "")));
    }

    /** A method is not answered until {@link #release}. */
    public void hold(String member) {
        on(member, HELD);
    }

    /** Whether who asks for what is held back waits in vain at once; or else for as long as he would. */
    public synchronized void letHoldingTakeTime(boolean takesTime) {
        holdingTakesTime = takesTime;
    }

    /** Answers what was held back of a method, and what comes, by this. */
    public synchronized void release(String member, Function<BusCall, BusMessage> answer) {
        script.put(member, answer);
        answerHeld(member, answer);
    }

    /** Answers only what was held back. */
    public synchronized void answerHeld(String member, Function<BusCall, BusMessage> answer) {
        List<Held> due = held.stream().filter(each -> each.call.member().equals(member)).toList();
        held.removeAll(due);
        due.forEach(each -> incoming.add(to(each.cookie, answer.apply(each.call))));
    }

    /** A signal comes in. */
    public synchronized void emit(String path, String iface, String member, Object... body) {
        incoming.add(new BusMessage(BusMessage.Kind.SIGNAL, 0, BusPeer.UNKNOWN, path, iface, member, Optional.empty(), List.of(body)));
    }

    /** There is nothing to connect to, and the connection there was is lost; or there is again. */
    public synchronized void setThere(boolean there) {
        isThere = there;
        isBroken |= !there;
    }

    /** There is no socket. */
    public synchronized void setObstacle(Optional<String> reason) {
        obstacle = reason;
    }

    /** Another socket is at the address, or none. */
    public synchronized void setSocket(Optional<String> identity) {
        socket = identity;
    }

    /** A connection is taken and not admitted; or admitted again. */
    public synchronized void setSilent(boolean silent) {
        isSilent = silent;
    }

    /** Time passes. */
    public synchronized void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** An answer with these arguments. */
    public static BusMessage reply(Object... body) {
        return new BusMessage(BusMessage.Kind.REPLY, 0, BusPeer.UNKNOWN, "", "", "", Optional.empty(), List.of(body));
    }

    /** Whoever answers has another name from now on, as after a restart. */
    public synchronized void setAnswering(String name) {
        answering = new BusPeer("scripted", name);
    }

    private BusMessage to(long cookie, BusMessage answer) {
        return new BusMessage(answer.kind(), cookie, answering, "", "", "", answer.error(), answer.body());
    }

    // ---- what a test looks at

    /** What was called since the last look, but for subscriptions. */
    public synchronized List<BusCall> takeCalls() {
        List<BusCall> taken = calls.stream().filter(call -> !call.member().endsWith("Match")).toList();
        calls.removeIf(call -> !call.member().endsWith("Match"));
        return taken;
    }

    /** The members of the same. */
    public List<String> takeMembers() {
        return takeCalls().stream().map(BusCall::member).toList();
    }

    /** The rules that are subscribed to by the connection there is. */
    public synchronized List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (BusCall call : calls) {
            if (call.member().equals("AddMatch")) {
                rules.add((String) call.arguments().get(0));
            } else if (call.member().equals("RemoveMatch")) {
                rules.remove(call.arguments().get(0));
            }
        }
        return rules;
    }

    /** How each connection was asked for: {@code now}, or {@code waiting}. */
    public synchronized List<String> connections() {
        return List.copyOf(connections);
    }

    /** How many connections are open. */
    public synchronized int open() {
        return open;
    }

    /** How many calls are held back. */
    public synchronized int held() {
        return held.size();
    }

    /** Whether there is something to take in. */
    public synchronized boolean hasIncoming() {
        return !incoming.isEmpty() || isBroken && open > 0;
    }

    @Override
    public synchronized long getAsLong() {
        return nanos;
    }

    // ---- the bus

    @Override
    public synchronized Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public synchronized Optional<String> socket() {
        return socket;
    }

    @Override
    public synchronized BusPort connect(boolean waiting) {
        connections.add(waiting ? "waiting" : "now");
        if (!waiting && !isThere) {
            throw new BackendException(Kind.TEMPORARY, "connect", "nobody is there");
        }
        calls.removeIf(call -> call.member().endsWith("Match"));
        isBroken = false;
        open++;
        return new Port();
    }

    private final class Port implements BusPort {

        private boolean isOpen = true;

        @Override
        public int fd() {
            return 7;
        }

        @Override
        public int events() {
            return 1;
        }

        @Override
        public long microsToWait() {
            synchronized (ScriptedBus.this) {
                return isSilent ? TimeUnit.SECONDS.toMicros(90) : FOREVER;
            }
        }

        @Override
        public boolean isReady() {
            synchronized (ScriptedBus.this) {
                return isThere && !isSilent;
            }
        }

        @Override
        public long send(BusCall call) {
            synchronized (ScriptedBus.this) {
                throwIfBroken();
                calls.add(call);
                long cookie = ++cookies;
                Function<BusCall, BusMessage> unknown = call.member().endsWith("Match") ? any -> reply()
                    : any -> BusMessage.error(0, new BusMessage.Refusal("org.freedesktop.DBus.Error.UnknownMethod", call.member()));
                BusMessage answer = script.getOrDefault(call.path() + ' ' + call.member(), script.getOrDefault(call.member(), unknown)).apply(call);
                if (answer != null) {
                    incoming.add(to(cookie, answer));
                } else {
                    held.add(new Held(cookie, call));
                    nanos += holdingTakesTime ? TOO_LONG.toNanos() : 0;
                }
                return cookie;
            }
        }

        @Override
        public Progress process() {
            synchronized (ScriptedBus.this) {
                throwIfBroken();
                Optional<BusMessage> message = Optional.ofNullable(incoming.poll());
                return new Progress(message.isPresent(), message);
            }
        }

        private void throwIfBroken() {
            if (!isOpen) {
                throw new IllegalStateException("closed");
            }
            if (isBroken) {
                incoming.clear();
                held.clear();
                throw new BackendException(Kind.TEMPORARY, "D-Bus", "the bus is gone");
            }
        }

        @Override
        public void close() {
            synchronized (ScriptedBus.this) {
                open -= isOpen ? 1 : 0;
                isOpen = false;
            }
        }
    }
}
