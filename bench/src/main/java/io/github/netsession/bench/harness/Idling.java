package io.github.netsession.bench.harness;

import io.github.netsession.Networks;
import io.github.netsession.NetworksListener;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import oshi.SystemInfo;

/** What an idle instance costs: how often its threads wake up, and how much memory stays in use, beside the lists of OSHI and of the JDK. */
final class Idling {

    private static final int INSTANCES = 8;

    private Idling() {
    }

    /**
     * Runs a pass in the network namespace of this process.
     *
     * @param arguments none
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Duration quiet = Duration.ofMillis(Pass.count(12_000, 1_000));
        int links;
        try (Networks networks = opened()) {
            links = networks.interfaces().size();
            // What opening has begun comes to its end.
            Pass.pause(Duration.ofSeconds(2));
            long before = wakeUps();
            Pass.pause(quiet);
            Pass.report("idle", wakeUps() - before, "-", "wake-ups in " + quiet.toSeconds() + " s", "-");
        }
        double own = kibibytes(Idling::opened);
        String oshi = text(kibibytes(() -> new SystemInfo().getHardware().getNetworkIFs(true)));
        String jdk = text(kibibytes(() -> NetworkInterface.networkInterfaces().toList()));
        Pass.report("live@" + links, own, "OSHI's list " + oshi, text(own), "JDK's list " + jdk);
        System.exit(0);
    }

    private static Networks opened() {
        Networks networks = Networks.open();
        networks.listen(new NetworksListener() { });
        networks.counters();
        networks.update().join();
        return networks;
    }

    /** How often the threads of the library have gone to sleep. Source: proc(5), voluntary_ctxt_switches; names are cut to 15 bytes. */
    private static long wakeUps() throws IOException {
        long sum = 0;
        int threads = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith("netsession-")) {
                    threads++;
                    sum += Files.readAllLines(task.resolve("status")).stream().filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
                }
            }
        }
        if (threads == 0) {
            throw new IllegalStateException("no thread of the library found");
        }
        return sum;
    }

    /** Returns how much memory one instance keeps in use. */
    private static double kibibytes(Callable<?> opening) throws Exception {
        close(opening.call()); // Loads the classes.
        long before = live();
        List<Object> instances = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(opening.call());
        }
        long with = live();
        for (Object instance : instances) {
            close(instance);
        }
        return Math.max(0, with - before) / 1024.0 / INSTANCES;
    }

    private static void close(Object instance) {
        if (instance instanceof Networks networks) {
            networks.close();
        }
    }

    private static long live() {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Pass.pause(Duration.ofMillis(60));
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String text(double kibibytes) {
        return String.format(Locale.ROOT, "%.0f KiB", kibibytes);
    }
}
