package io.github.netsession.bench.harness;

import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceCountersSink;
import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/**
 * What readings and counters cost, beside C, OSHI and the JDK. All of them are measured in this one process, in slices of a few milliseconds
 * in a new order in each round, so that a disturbance hits all sides alike.
 */
final class Readings {

    private static final double SLICE_MILLISECONDS = 5;

    private final Map<String, Work> works = new LinkedHashMap<>();
    private final int size;
    private long sum;
    private final InterfaceCountersSink sink = (name, index, read, written, a, b, c, d, e, f, epoch) -> sum += read + written + index;

    private Readings(int size) {
        this.size = size;
    }

    /**
     * Runs a pass in the network namespace of this process.
     *
     * @param arguments none
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Readings readings = new Readings(Yardstick.open());
        BackendProvider provider = ServiceLoader.load(BackendProvider.ForLinux.class).findFirst().orElseThrow();
        try (Networks networks = Networks.open(); Backend backend = provider.open(new Deaf())) {
            readings.add(networks, backend);
            readings.measure();
            readings.report();
        }
        System.exit(0);
    }

    private void add(Networks networks, Backend backend) {
        String one = networks.interfaces().stream().filter(link -> link.index() == Yardstick.one()).map(Link::name).findFirst().orElseThrow();
        works.put("all, C", Work.ofYardstick(Yardstick.COUNTERS_OF_ALL));
        works.put("all, map", Work.of(networks::counters));
        works.put("all, sink", Work.of(() -> networks.counters(sink)));
        works.put("one, C", Work.ofYardstick(Yardstick.COUNTERS_OF_ONE));
        works.put("one, map", Work.of(() -> networks.counters(one).orElseThrow()));
        works.put("one, sink", Work.of(() -> networks.counters(one, sink)));
        works.put("reading, C", Work.ofYardstick(Yardstick.READING));
        works.put("reading, backend", Work.of(backend::read));
        works.put("reading, update", Work.of(() -> networks.update().join()));
        works.put("reading, JDK", Work.of(() -> NetworkInterface.networkInterfaces().mapToLong(each -> each.getInterfaceAddresses().size()).sum()));
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        List<NetworkIF> interfaces = hardware.getNetworkIFs(true);
        NetworkIF oshi = interfaces.stream().filter(each -> each.getName().equals(one)).findFirst().orElseThrow();
        works.put("all, OSHI", Work.of(() -> interfaces.stream().filter(NetworkIF::updateAttributes).count()));
        works.put("one, OSHI", Work.of(oshi::updateAttributes));
    }

    private void measure() throws Exception {
        for (Map.Entry<String, Work> each : works.entrySet()) {
            boolean isOwn = each.getKey().matches(".*(map|sink|backend|update)");
            each.getValue().warmUp(Pass.isShort() ? 0.05 : isOwn ? 2.5 : 0.5, SLICE_MILLISECONDS);
        }
        RealTime.raise();
        List<Work> order = new ArrayList<>(works.values());
        Random random = new Random(size);
        for (int round = 0; round < Pass.count(31, 3); round++) {
            Collections.shuffle(order, random);
            for (Work work : order) {
                work.measure();
            }
        }
    }

    private void report() throws Exception {
        compare("counters-map", "all, C", "all, map", "OSHI " + text("all, OSHI"));
        allocates("counters-map", "all, map", size);
        compare("counters-sink", "all, C", "all, sink", "-");
        allocates("counters-sink", "all, sink", size);
        compare("one-map", "one, C", "one, map", "OSHI " + text("one, OSHI"));
        allocates("one-map", "one, map", 1);
        compare("one-sink", "one, C", "one, sink", "-");
        allocates("one-sink", "one, sink", 1);
        compare("reading", "reading, C", "reading, backend", "JDK's list without states " + text("reading, JDK"));
        compare("update", "reading, C", "reading, update", "JDK's list without states " + text("reading, JDK"));
    }

    private void compare(String row, String yardstick, String own, String beside) throws Exception {
        Pass.report(row + "@" + size, works.get(own).median() / works.get(yardstick).median(), "C " + text(yardstick), text(own), beside);
    }

    private void allocates(String row, String own, int links) throws Exception {
        double bytes = works.get(own).bytes();
        Pass.report(row + "-bytes@" + size, bytes / links, "-", String.format(Locale.ROOT, "%.0f B a call", bytes), "-");
    }

    private String text(String work) {
        return Pass.microseconds(works.get(work).median());
    }

    /** The backend that is measured alone is asked, and hears of nothing. */
    private static final class Deaf implements BackendSink {

        @Override
        public void changed() {
            // Nobody waits for a hint.
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            throw new IllegalStateException("nothing was started", cause);
        }
    }
}
