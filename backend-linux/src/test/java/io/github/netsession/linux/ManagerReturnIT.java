package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Capability;
import io.github.netsession.Support;
import io.github.netsession.testkit.Await;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever has happened on the bus: when the bus and NetworkManager are well again, NetworkManager is known again within two seconds. */
@Tag("manager")
@Timeout(3600)
class ManagerReturnIT extends ManagerStory {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Path SOCKET = Path.of("/run/dbus/system_bus_socket");

    private final Random random = new Random(Long.getLong("netsession.return.seed", 21));
    private final List<String> late = new ArrayList<>();
    private final ConcurrentLinkedQueue<Closeable> leftovers = new ConcurrentLinkedQueue<>();
    private long longestNanos;

    /** What can happen; each returns when the bus and NetworkManager are well. */
    private enum Trouble { MANAGER_KILLED, MANAGER_STOPPED, BUS_STOPPED, BUS_KILLED, BUS_KILLED_OFTEN, SILENT_SOCKET, HALF_A_HANDSHAKE, HANGING_UP, SOCKET_TAKEN }

    @Test
    void afterEachTroubleOnce() {
        rounds(Trouble.values().length);
    }

    @Test
    @Tag("soak")
    void afterTroubleUponTrouble() {
        rounds(Integer.getInteger("netsession.return.rounds", 150));
    }

    private void rounds(int count) {
        for (int round = 0; round < count; round++) {
            Trouble trouble = Trouble.values()[round % Trouble.values().length];
            suffer(trouble);
            long well = System.nanoTime();
            Await.until(this::isBack, () -> trouble + ": " + networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES));
            long nanos = System.nanoTime() - well;
            closeLeftovers();
            longestNanos = Math.max(longestNanos, nanos);
            if (nanos > BOUND.toNanos()) {
                late.add("round " + round + ", " + trouble + ": " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
            }
        }
        System.out.printf("return: %d rounds, the longest took %d ms%n", count, TimeUnit.NANOSECONDS.toMillis(longestNanos));
        assertEquals(List.of(), late);
    }

    private void closeLeftovers() {
        for (Closeable each = leftovers.poll(); each != null; each = leftovers.poll()) {
            try {
                each.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean isBack() {
        return networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.AVAILABLE
            && networks.configuration(OFFICE_ID).isPresent();
    }

    private void suffer(Trouble trouble) {
        switch (trouble) {
            case MANAGER_KILLED -> bed.killManager();
            case MANAGER_STOPPED -> {
                bed.signalManager("STOP");
                pause(3000);
                bed.signalManager("CONT");
                return;
            }
            case BUS_STOPPED -> {
                bed.signalBus("STOP");
                pause(4000);
                bed.signalBus("CONT");
                return;
            }
            case BUS_KILLED -> restartBus(1);
            case BUS_KILLED_OFTEN -> restartBus(6);
            case SILENT_SOCKET -> insteadOfTheBus(Optional.of(""));
            case HALF_A_HANDSHAKE -> insteadOfTheBus(Optional.of("OK 0123456789abcdef"));
            case HANGING_UP -> insteadOfTheBus(Optional.empty());
            case SOCKET_TAKEN -> {
                bed.killManager();
                takeSocket();
            }
        }
        bed.startManager();
    }

    private void restartBus(int times) {
        bed.killManager();
        for (int i = 0; i < times; i++) {
            bed.killBus();
            pause(500);
            bed.startBus();
            pause(300);
        }
    }

    /** Something takes connections that is no bus: it answers this, or hangs up at once. It lives on until NetworkManager is back. */
    private void insteadOfTheBus(Optional<String> answer) {
        bed.killManager();
        bed.killBus();
        try {
            Files.delete(SOCKET);
            ServerSocketChannel fake = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            leftovers.add(fake);
            fake.bind(UnixDomainSocketAddress.of(SOCKET));
            Thread server = new Thread(() -> serve(fake, answer), "no-bus");
            server.setDaemon(true);
            server.start();
            pause(3000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        takeSocket();
    }

    /** A bus at the same address; whoever was connected there stays connected to the other. */
    private void takeSocket() {
        try {
            Files.delete(SOCKET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bed.startBus();
    }

    private void serve(ServerSocketChannel fake, Optional<String> answer) {
        try {
            while (true) {
                SocketChannel client = fake.accept();
                leftovers.add(client);
                if (answer.isEmpty()) {
                    client.close();
                } else {
                    client.write(ByteBuffer.wrap(answer.get().getBytes(StandardCharsets.US_ASCII)));
                }
            }
        } catch (ClosedChannelException closed) {
            // The round is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The trouble takes its time; nothing in particular is waited for. */
    private void pause(int mostMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMillis / 4, mostMillis));
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
