package io.github.netsession.bench;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/** What a program pays for the present interfaces and counters: by this library, by OSHI and by the JDK. Compare, do not quote. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"})
public class RefreshBench {

    private Networks networks;
    private List<NetworkIF> oshi;
    private String name;

    /** Opens both libraries. */
    @Setup
    public void open() {
        networks = Networks.open();
        oshi = new SystemInfo().getHardware().getNetworkIFs(true);
        name = networks.interfaces().get(0).name();
    }

    /** Closes. */
    @TearDown
    public void close() {
        networks.close();
    }

    /** The list of interfaces, kept by events. */
    @Benchmark
    public List<Link> interfaces() {
        return networks.interfaces();
    }

    /** The whole system read anew. */
    @Benchmark
    public NetworksState update() {
        return networks.update().join();
    }

    /** The counters of all interfaces. */
    @Benchmark
    public Map<String, InterfaceCounters> countersOfAll() {
        return networks.counters();
    }

    /** The counters of one interface. */
    @Benchmark
    public Optional<InterfaceCounters> countersOfOne() {
        return networks.counters(name);
    }

    /** OSHI: the list of interfaces, with counters. */
    @Benchmark
    public List<NetworkIF> oshiInterfaces() {
        return new SystemInfo().getHardware().getNetworkIFs(true);
    }

    /** OSHI: the counters of all interfaces. */
    @Benchmark
    public boolean oshiCountersOfAll() {
        boolean all = true;
        for (NetworkIF networkInterface : oshi) {
            all &= networkInterface.updateAttributes();
        }
        return all;
    }

    /** OSHI: the counters of one interface. */
    @Benchmark
    public boolean oshiCountersOfOne() {
        return oshi.get(0).updateAttributes();
    }

    /** The JDK: the list of interfaces with addresses; it has no counters. */
    @Benchmark
    public long jdkInterfaces() throws SocketException {
        return NetworkInterface.networkInterfaces().mapToLong(each -> each.getInterfaceAddresses().size()).sum();
    }
}
