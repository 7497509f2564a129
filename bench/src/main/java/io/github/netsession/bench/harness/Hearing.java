package io.github.netsession.bench.harness;

import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The time from a change of a link until a listener hears of it, beside a C program that waits for the kernel's notice by poll and recv. The two
 * listen in two namespaces with as many links; the changes alternate between these, so that neither disturbs the other. Each change has
 * an MTU of its own, by which it is known again.
 */
final class Hearing implements NetworksListener {

    private static final String LINK = "v0";
    private static final int FIRST_MTU = 1400;
    private static final int WARM_MTU = 1300;
    private static final int MOST_MTU = 2000;
    /** In the long run ten readings a second are permitted, so each change finds a reading unspent. */
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final AtomicLongArray heard = new AtomicLongArray(MOST_MTU);

    private Hearing() {
    }

    /**
     * Runs a pass in the network namespace of this process.
     *
     * @param arguments the name of the row, and the namespace in which C listens
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Hearing hearing = new Hearing();
        try (Networks networks = Networks.open()) {
            networks.listen(hearing);
            WarmUp.until(Pass.isShort() ? 0.1 : 3, () -> networks.update().join());
            RealTime.raise();
            hearing.measure(arguments[0], arguments[1]);
        }
        System.exit(0);
    }

    @Override
    public void interfaceChanged(NetworksEvent.InterfaceChanged event) {
        long now = System.nanoTime();
        if (event.link().name().equals(LINK)) {
            heard.compareAndSet(event.link().mtuBytes(), 0, now);
        }
    }

    private void measure(String row, String other) throws Exception {
        int count = Pass.count(40, 4);
        try (Child trigger = new Child(List.of(Pass.yardstick("trigger"), LINK)); Child otherTrigger = new Child(Child.within(other, "trigger", LINK));
             Child listener = Child.ready(Child.within(other, "listen", LINK))) {
            trigger.ask(changes(WARM_MTU, Pass.count(30, 2)));
            trigger.tell(changes(FIRST_MTU, count));
            Pass.pause(PAUSE.dividedBy(2));
            long[] otherSent = times(otherTrigger.ask(changes(FIRST_MTU, count)));
            long[] sent = times(trigger.read());
            long[] otherHeard = new long[MOST_MTU];
            for (String notice : listener.finish()) {
                String[] words = notice.split(" ");
                int mtu = Integer.parseInt(words[1]);
                otherHeard[mtu] = otherHeard[mtu] == 0 ? Long.parseLong(words[0]) : otherHeard[mtu];
            }
            List<Long> own = delays(sent, mtu -> heard.get(mtu));
            List<Long> c = delays(otherSent, mtu -> otherHeard[mtu]);
            Pass.report(row, Samples.median(own) / Samples.median(c), "C " + Pass.microseconds(Samples.median(c)),
                Pass.microseconds(Samples.median(own)), "p90 " + Pass.microseconds(own.get(own.size() * 9 / 10)) + ", C " + Pass.microseconds(c.get(c.size() * 9 / 10)));
        }
    }

    private static String changes(int first, int count) {
        return "mtu " + first + " " + count + " " + PAUSE.toNanos() / 1000;
    }

    private static long[] times(String line) {
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    private interface HeardAt {
        long of(int mtu);
    }

    /** Returns the delays in ascending order. */
    private static List<Long> delays(long[] sent, HeardAt heard) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < sent.length; i++) {
            long at = heard.of(FIRST_MTU + i);
            if (at != 0) {
                delays.add(at - sent[i]);
            }
        }
        if (delays.size() < sent.length * 9 / 10) {
            throw new IllegalStateException("of " + sent.length + " changes only " + delays.size() + " were heard of");
        }
        delays.sort(null);
        return delays;
    }
}
