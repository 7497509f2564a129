package io.github.netsession.linux;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application's data stream: sends a number, waits for its echo, sends the next, and remembers when the echoes came. */
final class EchoStream implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** One connection, over one access point. */
    record Connection(Socket socket, DataInputStream in, DataOutputStream out) {

        static Connection to(String address) throws IOException {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(CONNECT_MILLIS);
                socket.connect(new InetSocketAddress(InetAddress.getByName(address), EchoServer.PORT), CONNECT_MILLIS);
                return new Connection(socket, new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException unreachable) {
                socket.close();
                throw unreachable;
            }
        }

        /** One number there and back. */
        void echo(long number) throws IOException {
            out.writeLong(number);
            long back = in.readLong();
            if (back != number) {
                throw new IOException("sent " + number + " and got " + back);
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private final List<Long> echoNanos = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "echo-stream");
    private volatile Connection connection;
    private volatile boolean ended;

    EchoStream(Connection first) {
        connection = first;
        thread.start();
    }

    /** Goes on over another connection; the one before is closed. */
    void moveTo(Connection next) {
        Connection before = connection;
        connection = next;
        before.close();
    }

    private void run() {
        for (long number = 0; !ended; number++) {
            Connection present = connection;
            try {
                present.echo(number);
                synchronized (echoNanos) {
                    echoNanos.add(System.nanoTime());
                }
            } catch (IOException broken) {
                // The connection was closed under the stream, or its access point is gone: on with the next as soon as there is one.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    int echoes() {
        synchronized (echoNanos) {
            return echoNanos.size();
        }
    }

    /** The longest time without an echo between two of them, by their numbers. */
    double longestGapMillis(int first, int last) {
        synchronized (echoNanos) {
            long longest = 0;
            for (int i = Math.max(1, first); i < last; i++) {
                longest = Math.max(longest, echoNanos.get(i) - echoNanos.get(i - 1));
            }
            return longest / 1e6;
        }
    }

    @Override
    public void close() {
        ended = true;
        connection.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
