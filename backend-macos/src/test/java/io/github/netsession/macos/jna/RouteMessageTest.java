package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.macos.RouteRow;
import io.github.netsession.macos.jna.Layouts.rt_msghdr;
import io.github.netsession.spi.BackendException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of a routing socket: questions as route(8) asks them, answers as the kernel writes them, and hostile bytes. */
@Tag("unit")
class RouteMessageTest {

    private static final int PROCESS = 4711;
    private static final int SEQUENCE = 42;
    private static final int DST = 1;
    private static final int GATEWAY = 2;
    private static final int MASK = 4;
    private static final int IFP = 16;
    private static final int IFA = 32;
    private static final String DEFAULT4 = "10020000 00000000 0000000000000000";
    private static final String ROUTER4 = "10020000 c0a80101 0000000000000000";
    private static final String OWN4 = "10020000 c0a80107 0000000000000000";
    private static final String EN0 = "14120400 06030600 656e3000000000000000 0000";
    private static final String DEFAULT6 = "1c1e0000 00000000 00000000000000000000000000000000 00000000";
    private static final String OWN6 = "1c1e0000 00000000 20010db8000100000000000000000007 00000000";

    /** An answer with so many addresses as the bits say, whose bytes follow. */
    private static ByteBuffer answer(int flags, int present, String... addresses) {
        byte[] rest = HexFormat.of().parseHex(String.join("", addresses).replace(" ", ""));
        ByteBuffer message = ByteBuffer.allocateDirect(512).order(ByteOrder.nativeOrder());
        message.putShort(rt_msghdr.rtm_msglen, (short) (rt_msghdr.SIZE + rest.length)).put(rt_msghdr.rtm_version, (byte) 5)
            .put(rt_msghdr.rtm_type, (byte) 4).putShort(rt_msghdr.rtm_index, (short) 4).putInt(rt_msghdr.rtm_flags, flags)
            .putInt(rt_msghdr.rtm_addrs, present).putInt(rt_msghdr.rtm_pid, PROCESS).putInt(rt_msghdr.rtm_seq, SEQUENCE);
        return message.put(rt_msghdr.SIZE, rest);
    }

    private static RouteRow route(ByteBuffer message, boolean is4) {
        return RouteMessage.route(message, message.getShort(rt_msghdr.rtm_msglen) & 0xffff, is4);
    }

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }

    @Test
    void aDefaultRouteHasAnEmptyMask() throws Exception {
        assertEquals(new RouteRow(4, 0, true, false, Optional.of(address("192.168.1.7"))),
            route(answer(0x843, DST | GATEWAY | MASK | IFP | IFA, DEFAULT4, ROUTER4, "00000000", EN0, OWN4), true));
        assertEquals(new RouteRow(4, 0, true, false, Optional.of(address("2001:db8:1::7"))),
            route(answer(0x843, DST | GATEWAY | MASK | IFP | IFA, DEFAULT6, DEFAULT6, "00000000", EN0, OWN6), false));
    }

    @ParameterizedTest(name = "{0}: /{2}")
    @CsvSource({
        "0502000080000000, true, 1", "05ff0000e0000000, true, 3", "0600000 0fffe0000, true, 15", "07000000ffffff00, true, 24",
        "10020000ffffff000000000000000000, true, 24", "08000000ffffffff, true, 32", "0400 0000, true, 0",
        "091e000000000000e0000000, false, 3", "0c1e000000000000ffffffff, false, 32",
        "18000000 00000000 ffffffffffffffff0000000000000000, false, 64", "0700 000000000000, false, 0"})
    void aMaskIsAsLongAsItsLastByteThatIsNotZero(String mask, boolean is4, int bits) {
        String padded = mask.replace(" ", "");
        RouteRow route = route(answer(1, DST | MASK, is4 ? DEFAULT4 : DEFAULT6, padded), is4);
        assertEquals(bits, route.prefixLength());
    }

    @Test
    void withoutAMaskItIsForOneHost() {
        assertEquals(32, route(answer(5, DST | IFP, DEFAULT4, EN0), true).prefixLength());
        assertEquals(128, route(answer(5, DST, DEFAULT6), false).prefixLength());
    }

    @ParameterizedTest
    @CsvSource({"0x1, false, false", "0x3, true, false", "0x9, false, true", "0x1001, false, true", "0x100b, true, true"})
    void flagsTellWhetherItHasAGatewayAndRefuses(String flags, boolean hasGateway, boolean isRefusing) {
        RouteRow route = route(answer(Integer.decode(flags), DST, DEFAULT4), true);
        assertEquals(hasGateway, route.hasGateway());
        assertEquals(isRefusing, route.isRefusing());
    }

    @Test
    void aSourceOfAnotherFamilyOrTooShortOrUnspecifiedIsNone() {
        for (String source : new String[] {EN0, OWN6, "06020000c0a80000", DEFAULT4}) {
            assertEquals(Optional.empty(), route(answer(1, DST | IFA, DEFAULT4, source), true).source(), source);
        }
    }

    @Test
    void onlyTheAnswerToOnesOwnQuestionIsOne() {
        ByteBuffer message = answer(1, DST, DEFAULT4);
        int length = rt_msghdr.SIZE + 16;
        assertTrue(RouteMessage.isAnswer(message, length, PROCESS, SEQUENCE));
        assertFalse(RouteMessage.isAnswer(message, length, PROCESS + 1, SEQUENCE));
        assertFalse(RouteMessage.isAnswer(message, length, PROCESS, SEQUENCE + 1));
        assertFalse(RouteMessage.isAnswer(message, rt_msghdr.SIZE - 1, PROCESS, SEQUENCE));
        assertFalse(RouteMessage.isAnswer(message.duplicate().order(ByteOrder.nativeOrder()).put(rt_msghdr.rtm_type, (byte) 12), length, PROCESS, SEQUENCE));
        message.put(rt_msghdr.rtm_type, (byte) 4).put(rt_msghdr.rtm_version, (byte) 6);
        assertFalse(RouteMessage.isAnswer(message, length, PROCESS, SEQUENCE));
    }

    @Test
    void aQuestionNamesItsScopeAndAsksForTheInterface() throws Exception {
        ByteBuffer all = RouteMessage.question(address("192.0.2.1"), 0, SEQUENCE);
        assertEquals(rt_msghdr.SIZE + 16 + 20, all.capacity());
        assertEquals(all.capacity(), all.getShort(rt_msghdr.rtm_msglen));
        assertEquals(DST | IFP, all.getInt(rt_msghdr.rtm_addrs));
        assertEquals(0, all.getInt(rt_msghdr.rtm_flags));
        assertEquals("10020000c0000201", HexFormat.of().formatHex(bytes(all, rt_msghdr.SIZE, 8)));
        ByteBuffer scoped = RouteMessage.question(address("2001:db8::1"), 300, SEQUENCE);
        assertEquals(rt_msghdr.SIZE + 28 + 20, scoped.capacity());
        assertEquals(300, scoped.getShort(rt_msghdr.rtm_index));
        assertEquals(0x1000000, scoped.getInt(rt_msghdr.rtm_flags));
        assertEquals("1c1e00000000000020010db8", HexFormat.of().formatHex(bytes(scoped, rt_msghdr.SIZE, 12)));
        assertEquals("1412", HexFormat.of().formatHex(bytes(scoped, rt_msghdr.SIZE + 28, 2)));
    }

    private static byte[] bytes(ByteBuffer message, int at, int count) {
        byte[] bytes = new byte[count];
        message.get(at, bytes);
        return bytes;
    }

    @Test
    void lengthsThatLieAreRefused() {
        ByteBuffer message = answer(1, DST | MASK, DEFAULT4, "0402000080000000");
        for (int claimed : new int[] {0, rt_msghdr.SIZE - 1, rt_msghdr.SIZE + 25, 0xffff}) {
            message.putShort(rt_msghdr.rtm_msglen, (short) claimed);
            assertThrows(BackendException.class, () -> RouteMessage.route(message, rt_msghdr.SIZE + 24, true), () -> "claims " + claimed);
        }
        assertThrows(BackendException.class, () -> route(answer(1, 0xff, DEFAULT4), true), "more addresses than bytes");
        assertThrows(BackendException.class, () -> route(answer(1, DST, "ff020000"), true), "an address beyond the end");
    }

    @Test
    void noBytesMakeTheReaderLeaveTheMessage() {
        Random random = new Random(4711);
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            ByteBuffer message = ByteBuffer.allocateDirect(rt_msghdr.SIZE + noise.length).order(ByteOrder.nativeOrder());
            message.putShort(rt_msghdr.rtm_msglen, (short) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : message.capacity()))
                .putInt(rt_msghdr.rtm_addrs, random.nextInt()).put(rt_msghdr.SIZE, noise);
            boolean is4 = random.nextBoolean();
            try {
                int bits = RouteMessage.route(message, message.capacity(), is4).prefixLength();
                assertTrue(bits >= 0 && bits <= (is4 ? 32 : 128), () -> "a prefix of " + bits + " bits");
            } catch (BackendException refused) {
                assertTrue(refused.getMessage().contains("RTM_GET") || refused.getMessage().contains("bytes"), refused::getMessage);
            }
        }
    }
}
