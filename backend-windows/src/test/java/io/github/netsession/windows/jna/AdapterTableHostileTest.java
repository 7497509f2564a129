package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.windows.AdapterRow;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_ADDRESSES;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_GATEWAY_ADDRESS;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_UNICAST_ADDRESS;
import io.github.netsession.windows.jna.Layouts.SOCKET_ADDRESS;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that nobody should write. Nothing beyond the buffer is read, for a buffer of Java's would throw; nothing is endless. */
@Tag("unit")
@Tag("every-jdk")
class AdapterTableHostileTest {

    private static final int CAPACITY = 4096;

    private final AdapterBytes bytes = new AdapterBytes(CAPACITY);
    private int first;
    private int second;
    private int unicast;
    private int gateway;

    @BeforeEach
    void write() {
        first = bytes.adapter(1, 10, 20);
        unicast = bytes.unicast("192.0.2.1", 0, 24, 4);
        bytes.unicast("2001:db8::1", 0, 64, 4);
        gateway = bytes.gateway("192.0.2.254");
        second = bytes.adapter(2, 30, 40);
    }

    private List<AdapterRow> read() {
        return assertTimeoutPreemptively(Duration.ofSeconds(60), () -> AdapterTable.read(bytes.table, bytes.address));
    }

    private int addresses() {
        return read().get(0).addresses().size();
    }

    private void assertIntact() {
        assertEquals(2, read().size());
        assertEquals(2, addresses());
        assertTrue(read().get(0).hasGateway4());
    }

    @Test
    void whatIsBentHereIsWholeBefore() {
        assertIntact();
    }

    /** Offsets from the beginning of the buffer; the bounds of it, and where an offset overflows. */
    @ParameterizedTest
    @ValueSource(longs = {-1, -8, CAPACITY, CAPACITY - 1, CAPACITY - 15, Integer.MAX_VALUE, 1L << 32, (1L << 32) + 8, Long.MAX_VALUE, Long.MIN_VALUE,
        0x7fff_ffff_f000L})
    void aPointerOutOfTheBufferEndsItsList(long offset) {
        for (int field : new int[] {first + IP_ADAPTER_ADDRESSES.Next, first + IP_ADAPTER_ADDRESSES.FirstUnicastAddress,
            first + IP_ADAPTER_ADDRESSES.FirstGatewayAddress, unicast + IP_ADAPTER_UNICAST_ADDRESS.Next,
            unicast + IP_ADAPTER_UNICAST_ADDRESS.Address, gateway + IP_ADAPTER_GATEWAY_ADDRESS.Address}) {
            long before = bytes.table.getLong(field);
            bytes.table.putLong(field, bytes.address + offset);
            read();
            bytes.table.putLong(field, before);
        }
        assertIntact();
        bytes.table.putLong(first + IP_ADAPTER_ADDRESSES.Next, bytes.address + offset);
        assertEquals(1, read().size());
        bytes.table.putLong(unicast + IP_ADAPTER_UNICAST_ADDRESS.Next, bytes.address + offset);
        assertEquals(1, addresses());
        bytes.table.putLong(unicast + IP_ADAPTER_UNICAST_ADDRESS.Address, bytes.address + offset);
        assertEquals(0, addresses());
    }

    @Test
    void aRowThatWouldReachBeyondTheBufferIsNone() {
        bytes.point(first + IP_ADAPTER_ADDRESSES.Next, CAPACITY - IP_ADAPTER_ADDRESSES.SIZE + 1);
        assertEquals(1, read().size());
        bytes.point(first + IP_ADAPTER_ADDRESSES.Next, CAPACITY - IP_ADAPTER_ADDRESSES.SIZE);
        assertEquals(2, read().size());
    }

    @Test
    void aCycleOfAdaptersEnds() {
        bytes.point(second + IP_ADAPTER_ADDRESSES.Next, first);
        assertTrue(read().size() <= CAPACITY / IP_ADAPTER_ADDRESSES.SIZE);
        bytes.point(first + IP_ADAPTER_ADDRESSES.Next, first);
        assertTrue(read().size() <= CAPACITY / IP_ADAPTER_ADDRESSES.SIZE);
    }

    @Test
    void aCycleOfAddressesEnds() {
        bytes.point(unicast + IP_ADAPTER_UNICAST_ADDRESS.Next, unicast);
        assertTrue(addresses() <= CAPACITY / IP_ADAPTER_UNICAST_ADDRESS.SIZE);
    }

    @Test
    void aCycleOfGatewaysEnds() {
        bytes.point(gateway + IP_ADAPTER_GATEWAY_ADDRESS.Next, gateway);
        bytes.table.putInt(gateway + IP_ADAPTER_GATEWAY_ADDRESS.SIZE, 99);
        assertEquals(2, read().size());
    }

    /** A socket address that lies about its length is none; one that is longer than its family needs is one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, CAPACITY})
    void aLengthThatCannotBeIsNoAddress(int length) {
        bytes.table.putInt(unicast + IP_ADAPTER_UNICAST_ADDRESS.Address + SOCKET_ADDRESS.iSockaddrLength, length);
        assertEquals(1, addresses());
    }

    @Test
    void anAddressOfIpv6InTheLengthOfIpv4IsNone() {
        int socket = (int) (bytes.table.getLong(unicast + IP_ADAPTER_UNICAST_ADDRESS.Address) - bytes.address);
        bytes.table.putShort(socket, (short) AdapterBytes.FAMILY6);
        assertEquals(1, addresses());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10, 22, 24, 0x7fff, 0xffff})
    void anUnknownFamilyIsNoAddressAndNoGateway(int family) {
        for (int field : new int[] {unicast + IP_ADAPTER_UNICAST_ADDRESS.Address, gateway + IP_ADAPTER_GATEWAY_ADDRESS.Address}) {
            bytes.table.putShort((int) (bytes.table.getLong(field) - bytes.address), (short) family);
        }
        assertEquals(1, addresses());
        assertTrue(!read().get(0).hasGateway4() && !read().get(0).hasGateway6());
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 64, 128, 129, 255})
    void aPrefixThatIsTooLongIsNoAddress(int length) {
        bytes.table.put(unicast + IP_ADAPTER_UNICAST_ADDRESS.OnLinkPrefixLength, (byte) length);
        assertEquals(1, addresses());
    }

    @Test
    void aTableTooSmallForARowHasNone() {
        for (int size : new int[] {1, 8, IP_ADAPTER_ADDRESSES.SIZE - 1}) {
            ByteBuffer small = NativeMemory.buffer(size);
            assertEquals(List.of(), AdapterTable.read(small, NativeMemory.address(small)));
        }
        ByteBuffer one = NativeMemory.buffer(IP_ADAPTER_ADDRESSES.SIZE);
        assertEquals(List.of(new AdapterRow(0, List.of(), 0, 0, false, false)), AdapterTable.read(one, NativeMemory.address(one)));
    }

    @Test
    void anyBytesAtAllAreReadWithoutHarm() {
        Random random = new Random(7);
        AdapterBytes noise = new AdapterBytes(1024);
        byte[] all = new byte[1024];
        long begin = System.nanoTime();
        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(all);
            noise.table.put(0, all);
            for (int i = random.nextInt(40); i > 0; i--) { // Pointers into the buffer, or the lists would all be empty.
                noise.point(random.nextInt(128) * 8, random.nextInt(1024));
            }
            assertTrue(AdapterTable.read(noise.table, noise.address).size() <= 2);
        }
        System.out.println("100,000 tables of noise took " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    @Test
    void aTrueTableWithAnyBytesChangedIsReadWithoutHarm() {
        Random random = new Random(8);
        byte[] whole = new byte[CAPACITY];
        bytes.table.get(0, whole);
        for (int round = 0; round < 100_000; round++) {
            bytes.table.put(0, whole);
            for (int i = random.nextInt(8); i >= 0; i--) {
                int field = random.nextInt(second + IP_ADAPTER_ADDRESSES.SIZE);
                bytes.table.put(field, (byte) (random.nextBoolean() ? random.nextInt() : whole[random.nextInt(second)]));
            }
            assertTrue(AdapterTable.read(bytes.table, bytes.address).size() <= CAPACITY / IP_ADAPTER_ADDRESSES.SIZE);
        }
    }
}
