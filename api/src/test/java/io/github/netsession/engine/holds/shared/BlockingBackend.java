package io.github.netsession.engine.holds.shared;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.engine.FakeBackend;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import io.github.netsession.testkit.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two access points that programs share: each is up while a file of its name exists. The next start or stop blocks if the test says so. */
final class BlockingBackend extends FakeBackend {

    /** Longer than any test waits for anything. */
    private static final long LIMIT_SECONDS = 60;

    private final Path world;
    private final AtomicInteger stops = new AtomicInteger();
    private volatile Optional<Barrier> barrier = Optional.empty();

    /** Where a call waits. */
    private static final class Barrier {
        private final String call;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile boolean refuses;

        Barrier(String call) {
            this.call = call;
        }
    }

    BlockingBackend(Path world) {
        super("blocking", 1);
        this.world = world;
    }

    /** The next start, or stop, waits before it does anything. */
    void block(String call) {
        barrier = Optional.of(new Barrier(call));
    }

    /** Waits until it does. */
    void awaitBlocked() {
        await(barrier.orElseThrow().entered);
    }

    /** It goes on. */
    void go(boolean refuses) {
        barrier.orElseThrow().refuses = refuses;
        barrier.orElseThrow().opened.countDown();
    }

    /** How many stops were asked for. */
    int stops() {
        return stops.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited for " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(String call) {
        Optional<Barrier> here = barrier.filter(each -> each.call.equals(call) && each.entered.getCount() > 0);
        here.ifPresent(each -> {
            each.entered.countDown();
            await(each.opened);
            if (each.refuses) {
                throw new BackendException(BackendException.Kind.DENIED, call, "the test says no");
            }
        });
    }

    @Override
    public Optional<String> sharedScope() {
        return Optional.of("test");
    }

    @Override
    public Optional<BootId> boot() {
        return Optional.of(new BootId("this boot"));
    }

    @Override
    public Snapshot read() {
        return Snapshot.builder().accessPoints(List.of(accessPoint("a"), accessPoint("b")))
            .links(List.of(Links.up("a", 2, Bearer.ETHERNET).build(), Links.up("b", 3, Bearer.ETHERNET).build())).build();
    }

    private AccessPoint accessPoint(String name) {
        return AccessPoint.builder(ConfigurationId.of("link", name)).name(name).bearer(Bearer.ETHERNET).interfaceName(name)
            .state(Files.exists(world.resolve(name)) ? ConfigurationState.ACTIVE : ConfigurationState.DISCOVERED).build();
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        pass("start");
        boolean wasUp = Files.exists(file(id));
        try {
            Files.writeString(file(id), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sink.changed();
        return wasUp ? StartResult.NOT_OURS : StartResult.OURS;
    }

    @Override
    public void stop(ConfigurationId id) {
        stops.incrementAndGet();
        pass("stop");
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sink.changed();
    }

    private Path file(ConfigurationId id) {
        return world.resolve(id.value().substring("link:".length()));
    }
}
