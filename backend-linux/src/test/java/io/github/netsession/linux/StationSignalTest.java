package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class StationSignalTest {

    private static final int TDLS_PEER = 1 << Netlink.NL80211_STA_FLAG_TDLS_PEER;

    private static StationMessage message() {
        return StationMessage.of(28);
    }

    private static OptionalInt of(byte[]... messages) {
        StationSignal signal = new StationSignal();
        for (byte[] bytes : messages) {
            signal.take(Captured.buffer(bytes), Netlink.NLMSG_HDRLEN, bytes.length);
        }
        return signal.dbm();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -30, -64, -91, -100, -128})
    void theByteIsASignedNumber(int dbm) {
        assertEquals(OptionalInt.of(dbm), of(message().signal(dbm).bytes()));
    }

    @Test
    void theLastFrameCountsAndTheAverageWhereItIsNotKnown() {
        assertEquals(OptionalInt.of(-70), of(message().signal(-70).average(-60).bytes()));
        assertEquals(OptionalInt.of(-60), of(message().average(-60).bytes()));
        assertEquals(OptionalInt.of(-60), of(message().signal(0).average(-60).bytes()), "no frame was received yet");
        assertEquals(OptionalInt.empty(), of(message().bytes()));
        assertEquals(OptionalInt.empty(), of(message().signal(0).average(0).bytes()));
        assertEquals(OptionalInt.empty(), of(message().signal(5).bytes()), "no receiver hears so well");
    }

    @Test
    void anotherDeviceThatThisOneTalksToDirectlyIsNotTheAccessPoint() {
        byte[] peer = message().signal(-20).flags(TDLS_PEER | 2, TDLS_PEER | 2).bytes();
        byte[] accessPoint = message().signal(-64).flags(TDLS_PEER | 2, 2).bytes();
        assertEquals(OptionalInt.of(-64), of(peer, accessPoint));
        assertEquals(OptionalInt.of(-64), of(accessPoint, peer));
        assertEquals(OptionalInt.empty(), of(peer));
        assertEquals(OptionalInt.of(-20), of(message().signal(-20).flags(2, TDLS_PEER).bytes()), "a flag that is not in the mask is not known");
    }

    @Test
    void whatIsNoStationIsPassedOver() {
        assertEquals(OptionalInt.empty(), of(message().signal(-64).command(Netlink.NL80211_CMD_GET_INTERFACE).bytes()));
        assertEquals(OptionalInt.empty(), of(new byte[Netlink.NLMSG_HDRLEN], new byte[Netlink.NLMSG_HDRLEN + 3], new byte[Netlink.NLMSG_HDRLEN + 4]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 9, 200, 0xffff})
    void anAttributeThatClaimsAnotherLengthEndsItsNest(int length) {
        byte[] bytes = message().claiming(Netlink.NL80211_STA_INFO_STA_FLAGS, length).signal(-64).bytes();
        OptionalInt dbm = of(bytes);
        assertTrue(dbm.isEmpty() || dbm.getAsInt() < 0, dbm.toString());
        assertEquals(OptionalInt.empty(), of(message().claiming(Netlink.NL80211_STA_INFO_SIGNAL, 4).bytes()), "an attribute without a value");
    }

    /** Any bytes of any length, and a good message cut off or spoilt anywhere: nothing is read outside, and what comes out is possible. */
    @Test
    void noBytesDoHarm() {
        Random random = new Random(15);
        byte[] good = message().flags(TDLS_PEER, 0).average(-61).signal(-64).bytes();
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = Arrays.copyOf(good, Netlink.NLMSG_HDRLEN + random.nextInt(good.length - Netlink.NLMSG_HDRLEN + 1));
            for (int spoilt = random.nextInt(4); spoilt > 0; spoilt--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            StationSignal signal = new StationSignal();
            signal.take(ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN), Netlink.NLMSG_HDRLEN, bytes.length);
            assertTrue(signal.dbm().isEmpty() || signal.dbm().getAsInt() >= -128 && signal.dbm().getAsInt() < 0);
        }
    }
}
