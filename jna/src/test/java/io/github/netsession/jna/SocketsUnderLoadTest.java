package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Eight threads open, ask about and close one another's sockets: each handle is compared with the port that Java named. */
@Tag("unit")
@Tag("every-jdk")
class SocketsUnderLoadTest {

    private static final int THREADS = 8;
    private static final SocketKind[] KINDS = SocketKind.values();

    /** A socket and the port that it was bound to. */
    private record Bound(Closeable socket, int port) {

        static Bound open(SocketKind kind) throws IOException {
            Closeable socket = kind.open();
            return new Bound(socket, SocketKind.bind(socket));
        }
    }

    private final AtomicReferenceArray<Bound> shared = new AtomicReferenceArray<>(2 * THREADS);
    private final LongAdder opened = new LongAdder();
    private final LongAdder right = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void noHandleIsAnotherSockets() throws Exception {
        run(1_500);
    }

    @Test
    @Tag("soak")
    @Timeout(600)
    void noHandleIsAnotherSocketsAmongFourHundredThousand() throws Exception {
        run(200_000);
    }

    private void run(int each) throws Exception {
        long began = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Optional<Void>>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            all.add(threads.submit(() -> {
                for (int n = 0; n < each; n++) {
                    step(random);
                }
                return Optional.empty();
            }));
        }
        threads.shutdown();
        for (Future<Optional<Void>> one : all) {
            one.get();
        }
        for (int i = 0; i < shared.length(); i++) {
            replace(i, null);
        }
        System.out.printf("%d sockets opened, %d handles right, %d sockets closed before, %d ms%n", opened.sum(), right.sum(), closed.sum(),
            (System.nanoTime() - began) / 1_000_000);
        assertEquals(List.of(), wrong);
        assertTrue(right.sum() > each, () -> "only " + right + " handles compared");
    }

    private void step(Random random) throws IOException {
        int place = random.nextInt(shared.length());
        Bound bound = shared.get(place);
        if (bound == null || random.nextInt(4) == 0) {
            opened.increment();
            replace(place, Bound.open(KINDS[random.nextInt(KINDS.length)]));
            return;
        }
        try {
            int port = SocketHandles.with(bound.socket(), SocketName::port);
            if (port == bound.port()) {
                right.increment();
            } else {
                note(bound + " has the handle of port " + port);
            }
        } catch (SocketException refused) {
            if (refused.getMessage().contains("closed")) {
                closed.increment();
            } else {
                note(bound + ": " + refused);
            }
        }
    }

    private void note(String what) {
        synchronized (wrong) {
            wrong.add(what);
        }
    }

    private void replace(int place, Bound by) throws IOException {
        Bound before = shared.getAndSet(place, by);
        if (before != null) {
            before.socket().close();
        }
    }
}
