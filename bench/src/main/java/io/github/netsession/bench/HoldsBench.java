package io.github.netsession.bench;

import io.github.netsession.ConfigurationId;
import io.github.netsession.engine.holds.shared.SharedHolds;
import io.github.netsession.spi.InterfaceIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

/** The cost of counting across processes, beside the file operations that it consists of. Compare, do not quote. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HoldsBench {

    private static final ConfigurationId ID = new ConfigurationId("link:bench");
    private static final ConfigurationId KEPT = new ConfigurationId("link:kept");

    private Path directory;
    private SharedHolds holds;
    private SharedHolds other;
    private FileChannel channel;

    /** A second instance holds an access point, as another process would. */
    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("netsession-bench");
        holds = SharedHolds.at(directory.resolve("holds"), "bench", "boot");
        other = SharedHolds.at(directory.resolve("holds"), "bench", "boot");
        other.hold(KEPT);
        other.exit();
        holds.hold(KEPT);
        holds.starts().begin(KEPT, InterfaceIdentity.NONE);
        holds.exit();
        channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Deletes all files. */
    @TearDown
    public void close() throws IOException {
        holds.starts().forget(KEPT);
        holds.exit();
        holds.close();
        other.close();
        channel.close();
        for (String name : new String[] {"lock", "file", "holds", ""}) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    /** A step that changes nothing: the cost that counting adds to each reading. */
    @Benchmark
    public long look() {
        long mark = holds.stops().mark();
        holds.exit();
        return mark;
    }

    /** The first session of a process opens and closes, on an interface that is up. */
    @Benchmark
    public boolean openAndClose() {
        holds.hold(ID);
        holds.exit();
        boolean shared = holds.isHeldElsewhere(ID);
        holds.release(ID);
        holds.exit();
        return shared;
    }

    /** Yardstick: a kernel lock acquired and released. */
    @Benchmark
    public boolean bareLock() throws IOException {
        try (FileLock lock = channel.lock()) {
            return lock.isValid();
        }
    }

    /** Yardstick: a small file replaced atomically. */
    @Benchmark
    public Path bareReplace() throws IOException {
        Path next = directory.resolve("file.new");
        Files.writeString(next, "some forty characters of text, or so, are here");
        return Files.move(next, directory.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
    }
}
