package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.linux.jna.JnaLinuxOs;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many sockets at once, of all kinds, while others open and close theirs: each is bound to its own session's link, read back from the kernel. */
@Tag("kernel")
@Tag("every-jdk")
@Timeout(120)
class DirectRoutingStormIT {

    private static final int THREADS = 8;
    private static final int OTHERS = 4;

    private final SocketPort kernel = new JnaLinuxOs().sockets();
    private final AtomicBoolean ended = new AtomicBoolean();
    private TwoUplinks uplinks;
    private Networks networks;

    @BeforeEach
    void prepare() {
        uplinks = TwoUplinks.begin();
        networks = Networks.open();
        TwoUplinks.awaitActive(networks);
    }

    @AfterEach
    void tidy() {
        networks.close();
        uplinks.close();
    }

    private Optional<String> device(Closeable socket) {
        AtomicReference<Optional<String>> name = new AtomicReference<>(Optional.empty());
        kernel.with(socket, descriptor -> name.set(kernel.boundDevice(descriptor).map(raw -> new String(raw, StandardCharsets.US_ASCII))));
        return name.get();
    }

    private static Closeable made(NetworkSockets sockets, int number) throws IOException {
        switch (number % 8) {
            case 0:
                return sockets.socketFactory().createSocket();
            case 1:
                return sockets.openSocketChannel();
            case 2:
                return sockets.openDatagramChannel();
            case 3:
                return sockets.openServerSocketChannel();
            case 4:
                Socket socket = new Socket();
                sockets.bindSocket(socket);
                return socket;
            case 5:
                ServerSocket listener = new ServerSocket();
                sockets.bindSocket(listener);
                return listener;
            case 6:
                DatagramSocket datagrams = new DatagramSocket();
                sockets.bindSocket(datagrams);
                return datagrams;
            default:
                SocketChannel channel = SocketChannel.open();
                sockets.bindSocket(channel);
                return channel;
        }
    }

    private int makeSome(int thread, int sockets) throws IOException {
        NetworkSession session = networks.session(TwoUplinks.id(thread % 2));
        int wrong = 0;
        for (int i = 0; i < sockets; i++) {
            try (Closeable socket = made(session.sockets(), i)) {
                if (!device(socket).equals(Optional.of("up" + thread % 2))) {
                    wrong++;
                }
            }
        }
        return wrong;
    }

    /** Sockets of nobody's session, which come and go and take the numbers that others have just given back. */
    private int disturb() throws IOException {
        int wrong = 0;
        while (!ended.get()) {
            try (SocketChannel one = SocketChannel.open(); ServerSocketChannel two = ServerSocketChannel.open(); DatagramChannel three = DatagramChannel.open()) {
                for (Closeable each : List.of(one, two, three)) {
                    wrong += device(each).isPresent() ? 1 : 0;
                }
            }
        }
        return wrong;
    }

    /**
     * Makes the sockets, and fails if one is bound to another link than its session's, or a stranger's to any.
     *
     * @param threads runs those that make them
     * @param sockets how many in all
     */
    void storm(ExecutorService threads, int sockets) throws Exception {
        Map<String, Long> before = Leaks.descriptorsByKind();
        ExecutorService strangers = Executors.newFixedThreadPool(OTHERS);
        List<Future<Integer>> disturbers = submit(strangers, OTHERS, number -> this::disturb);
        try {
            int wrong = 0;
            for (Future<Integer> made : submit(threads, THREADS, number -> () -> makeSome(number, sockets / THREADS))) {
                wrong += made.get();
            }
            assertEquals(0, wrong, "of " + sockets + " sockets");
        } finally {
            ended.set(true);
        }
        for (Future<Integer> disturber : disturbers) {
            assertEquals(0, disturber.get(), "sockets of nobody's session that are bound to a link");
        }
        for (ExecutorService each : List.of(threads, strangers)) {
            each.shutdown();
            assertTrue(each.awaitTermination(1, TimeUnit.MINUTES));
        }
        Leaks.assertDescriptors(before);
    }

    private interface Task {
        Callable<Integer> number(int number);
    }

    private static List<Future<Integer>> submit(ExecutorService threads, int count, Task task) {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            futures.add(threads.submit(task.number(number)));
        }
        return futures;
    }

    @Test
    void noneOfAHundredThousandIsDirectedWrongly() throws Exception {
        storm(Executors.newFixedThreadPool(THREADS), 100_000);
    }

    /** JDK 21 and later; on others it says so. */
    @Test
    void noneOfThoseOfVirtualThreadsIsDirectedWrongly() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, () -> "Java " + Runtime.version().feature() + " has no virtual threads");
        ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        storm(virtual, 20_000);
    }
}
