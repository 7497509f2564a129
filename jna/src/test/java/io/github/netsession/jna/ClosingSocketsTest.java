package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A number that has been closed is soon another socket's. So nobody may close a socket while an action has its handle. */
@Tag("unit")
@Tag("every-jdk")
class ClosingSocketsTest {

    private static Thread closing(Closeable socket) {
        Thread thread = new Thread(() -> {
            try {
                socket.close();
            } catch (IOException unexpected) {
                throw new UncheckedIOException(unexpected);
            }
        }, "closes");
        thread.start();
        return thread;
    }

    @ParameterizedTest
    @EnumSource
    void closeWaitsForTheAction(SocketKind kind) throws Exception {
        AtomicReference<Thread> closer = new AtomicReference<>();
        try (Closeable socket = kind.open()) {
            int port = SocketKind.bind(socket);
            int seen = SocketHandles.with(socket, handle -> {
                closer.set(closing(socket));
                BlockedThread.awaitLock(closer.get());
                return SocketName.port(handle);
            });
            assertEquals(port, seen);
            closer.get().join();
            assertThrows(SocketException.class, () -> SocketHandles.with(socket, handle -> handle));
        }
    }

    @Test
    void anInterruptThatClosesAChannelWaitsForTheAction() throws Exception {
        AtomicReference<Exception> seen = new AtomicReference<>();
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            int port = channel.socket().getLocalPort();
            Thread reader = new Thread(() -> {
                try {
                    channel.receive(ByteBuffer.allocate(1));
                } catch (IOException e) {
                    seen.set(e);
                }
            }, "reads");
            reader.start();
            BlockedThread.awaitIn(reader, "receive");
            Thread interrupter = new Thread(reader::interrupt, "interrupts");
            int named = SocketHandles.with(channel, handle -> {
                interrupter.start();
                BlockedThread.awaitLock(interrupter);
                assertTrue(channel.isOpen());
                return SocketName.port(handle);
            });
            assertEquals(port, named);
            interrupter.join();
            reader.join();
            assertFalse(channel.isOpen());
            assertEquals(ClosedByInterruptException.class, seen.get().getClass());
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoActionsOnOneSocketRunOneAfterTheOther(SocketKind kind) throws Exception {
        try (Closeable socket = kind.open()) {
            AtomicReference<Thread> second = new AtomicReference<>();
            long handle = SocketHandles.with(socket, first -> {
                second.set(new Thread(() -> {
                    try {
                        SocketHandles.with(socket, other -> other);
                    } catch (SocketException unexpected) {
                        throw new UncheckedIOException(unexpected);
                    }
                }));
                second.get().start();
                BlockedThread.awaitLock(second.get());
                return first;
            });
            second.get().join();
            long again = SocketHandles.with(socket, first -> first);
            assertEquals(handle, again);
        }
    }
}
