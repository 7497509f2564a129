package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.testkit.Await;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class NetlinkClientTest {

    private static final String DONE = "14000000030002000000000000000000 00000000";
    private static final String EVENT = "10000000100000000000000000000000";

    private final List<byte[]> answer = new ArrayList<>();
    private final FakeOs.Port port = new FakeOs.Port(request -> answer);
    private final NetlinkClient client = new NetlinkClient(port);
    private final List<Integer> types = new ArrayList<>();

    @Test
    void aDumpOfSeveralDatagramsIsHandedOutWhole() {
        answers(EVENT + EVENT, EVENT, DONE);
        assertEquals(0, dump());
        assertEquals(List.of(16, 16, 16), types);
        assertFalse(client.wasInterrupted());
    }

    @Test
    void anInterruptedDumpSaysSoEvenIfOnlyItsEndDoes() {
        answers(EVENT, "14000000030012000000000000000000 00000000");
        assertEquals(0, dump());
        assertTrue(client.wasInterrupted());
        answers(EVENT, DONE);
        dump();
        assertFalse(client.wasInterrupted());
    }

    @Test
    void theKernelsExplanationIsInTheException() {
        answer.addAll(Captured.datagrams("error-explained"));
        int errno = dump();
        assertEquals(Errno.EINVAL, errno);
        assertTrue(client.refused("RTM_GETADDR", errno).getMessage().contains("ipv4: Invalid values in header for address dump request"));
    }

    @Test
    void anErrorWithoutWordsIsItsNumber() {
        answer.addAll(Captured.datagrams("error-gone"));
        assertEquals(Errno.ENODEV, client.exchange("RTM_SETLINK", RtnetlinkRequests.permissionProbe(client.out()), NetlinkClient.NONE));
        assertEquals(Kind.GONE, client.refused("RTM_SETLINK", Errno.ENODEV).kind());
    }

    @Test
    void anErrorAtTheEndOfADumpIsAnError() {
        answers(EVENT, "14000000030002000000000000000000 eaffffff");
        assertEquals(Errno.EINVAL, dump());
    }

    @Test
    void noAnswerIsATimeout() {
        assertEquals(Kind.TIMEOUT, assertThrows(BackendException.class, this::dump).kind());
    }

    @Test
    void anAnswerToAnotherRequestIsPassedOver() {
        FakeOs.Port stale = new FakeOs.Port(request -> List.of());
        NetlinkClient other = new NetlinkClient(new StalePort(stale, List.of(bytes(EVENT), bytes(DONE))));
        assertThrows(BackendException.class, () -> other.exchange("x", RtnetlinkRequests.links(other.out()), this::take));
        assertEquals(List.of(), types);
    }

    @Test
    void whatAnotherProcessSentIsPassedOver() {
        port.senderPort = 4711;
        answers(EVENT, DONE);
        assertThrows(BackendException.class, this::dump);
        assertEquals(List.of(), types);
    }

    @Test
    void anAnswerLargerThanTheBufferIsAskedForAgainWithALargerOne() {
        answers(EVENT, DONE);
        answer.add(1, large(40_000));
        answer.add(2, large(70_000));
        List<Integer> counted = new ArrayList<>();
        int errno = client.exchange("RTM_GETLINK", RtnetlinkRequests.links(client.out()), new NetlinkClient.Messages() {
            @Override
            public void message(int type, ByteBuffer buffer, int payload, int end) {
                counted.add(end - payload + Netlink.NLMSG_HDRLEN);
            }

            @Override
            public void again() {
                counted.clear();
            }
        });
        assertEquals(0, errno);
        assertEquals(List.of(16, 40_000, 70_000), counted);
    }

    @Test
    void aCutOffAnswerBeyondAllMeasureIsAnErrorAndTheNextRequestWorks() {
        answers(DONE);
        answer.add(0, new byte[NetlinkPort.MOST_BUFFER_BYTES + 1]);
        assertEquals(Kind.FAILED, assertThrows(BackendException.class, this::dump).kind());
        answers(EVENT, DONE);
        assertEquals(0, dump());
        assertEquals(List.of(16), types);
    }

    @Test
    void aMalformedDatagramIsCountedAndTheRestIsRead() {
        answers("ffffff7f100000000000000000000000", EVENT, DONE);
        assertEquals(0, dump());
        assertEquals(1, client.malformed());
        assertEquals(List.of(16), types);
    }

    @Test
    void closingDuringARequestClosesThePortAfterIt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        answers(EVENT, DONE);
        CompletableFuture<Integer> request = CompletableFuture.supplyAsync(() ->
            client.exchange("x", RtnetlinkRequests.links(client.out()), (type, buffer, payload, end) -> {
                inside.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        inside.await();
        client.close();
        assertFalse(port.closed, "a request is under way");
        goOn.countDown();
        assertEquals(0, request.get());
        Await.until(() -> port.closed);
        assertThrows(BackendException.class, this::dump);
    }

    private int dump() {
        return client.exchange("RTM_GETLINK", RtnetlinkRequests.links(client.out()), this::take);
    }

    private void take(int type, ByteBuffer buffer, int payload, int end) {
        types.add(type);
    }

    private void answers(String... datagrams) {
        answer.clear();
        Stream.of(datagrams).map(NetlinkClientTest::bytes).forEach(answer::add);
    }

    private static byte[] large(int size) {
        byte[] datagram = new byte[size];
        Captured.buffer(datagram).putInt(0, size).putShort(4, (short) 16);
        return datagram;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** Answers with sequence numbers that nobody asked with. */
    private static final class StalePort implements NetlinkPort {
        private final FakeOs.Port buffers;
        private final List<byte[]> left;

        StalePort(FakeOs.Port buffers, List<byte[]> datagrams) {
            this.buffers = buffers;
            this.left = new ArrayList<>(datagrams);
        }

        @Override
        public ByteBuffer out() {
            return buffers.out();
        }

        @Override
        public ByteBuffer in() {
            return buffers.in();
        }

        @Override
        public boolean grow(int bytes) {
            return buffers.grow(bytes);
        }

        @Override
        public void send(int length) {
            // Nobody answers.
        }

        @Override
        public int receive(boolean wait) {
            if (left.isEmpty()) {
                return NOTHING;
            }
            byte[] next = left.remove(0);
            in().put(0, next);
            return next.length;
        }

        @Override
        public int senderPort() {
            return 0;
        }

        @Override
        public OptionalLong namespaceCookie() {
            return OptionalLong.empty();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
