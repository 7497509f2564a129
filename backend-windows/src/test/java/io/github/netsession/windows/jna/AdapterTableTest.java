package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.LinkAddress;
import io.github.netsession.windows.AdapterRow;
import java.net.Inet6Address;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as Windows writes them. */
@Tag("unit")
@Tag("every-jdk")
class AdapterTableTest {

    private static final long LUID = 0x0006_0080_0100_0000L;

    private final AdapterBytes bytes = new AdapterBytes(8192);

    private List<AdapterRow> read() {
        return AdapterTable.read(bytes.table, bytes.address);
    }

    private List<String> addresses() {
        return read().get(0).addresses().stream().map(LinkAddress::toString).toList();
    }

    @Test
    void anOrdinaryMachine() {
        bytes.adapter(LUID, 25, 35);
        bytes.unicast("192.168.1.20", 0, 24, AdapterBytes.PREFERRED);
        bytes.unicast("2001:db8::20", 0, 64, AdapterBytes.PREFERRED);
        bytes.unicast("fe80::20", 12, 64, AdapterBytes.PREFERRED);
        bytes.gateway("192.168.1.1");
        bytes.adapter(LUID + 1, 75, 75);
        bytes.unicast("127.0.0.1", 0, 8, AdapterBytes.PREFERRED);
        bytes.unicast("::1", 0, 128, AdapterBytes.PREFERRED);
        List<AdapterRow> rows = read();
        assertEquals(2, rows.size());
        assertEquals(List.of("192.168.1.20/24", "2001:db8:0:0:0:0:0:20/64", "fe80:0:0:0:0:0:0:20%12/64"), addresses());
        assertEquals(List.of("127.0.0.1/8", "0:0:0:0:0:0:0:1/128"), rows.get(1).addresses().stream().map(LinkAddress::toString).toList());
        assertEquals(new AdapterRow(LUID, rows.get(0).addresses(), 25, 35, true, false), rows.get(0));
        assertEquals(new AdapterRow(LUID + 1, rows.get(1).addresses(), 75, 75, false, false), rows.get(1));
    }

    @Test
    void eachFamilysGatewayIsItsOwn() {
        bytes.adapter(1, 0, 0);
        bytes.gateway("fe80::1");
        bytes.adapter(2, 0, 0);
        bytes.gateway("fe80::1");
        bytes.gateway("192.0.2.1");
        List<AdapterRow> rows = read();
        assertFalse(rows.get(0).hasGateway4());
        assertTrue(rows.get(0).hasGateway6());
        assertTrue(rows.get(1).hasGateway4() && rows.get(1).hasGateway6());
    }

    @Test
    void metricsAndIdentitiesHaveNoSign() {
        bytes.adapter(-1, -1, Integer.MIN_VALUE);
        assertEquals(List.of(new AdapterRow(-1, List.of(), -1, Integer.MIN_VALUE, false, false)), read());
    }

    /** Source: nldef.h, NL_DAD_STATE: invalid, tentative, duplicate, deprecated, preferred. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, -1})
    void onlyAnAddressThatWindowsUsesAsSourceIsUsable(int state) {
        bytes.adapter(LUID, 0, 0);
        bytes.unicast("192.0.2.1", 0, 24, state);
        assertEquals(state == AdapterBytes.PREFERRED || state == AdapterBytes.DEPRECATED, read().get(0).addresses().get(0).usable());
    }

    @Test
    void aPrefixMayBeEverythingOrNothing() {
        bytes.adapter(LUID, 0, 0);
        bytes.unicast("192.0.2.1", 0, 32, 4);
        bytes.unicast("192.0.2.2", 0, 0, 4);
        bytes.unicast("2001:db8::1", 0, 128, 4);
        assertEquals(List.of("192.0.2.1/32", "192.0.2.2/0", "2001:db8:0:0:0:0:0:1/128"), addresses());
    }

    @Test
    void anAddressOfIpv4InIpv6StaysOneOfIpv6() {
        bytes.adapter(LUID, 0, 0);
        int at = bytes.unicast("2001:db8::1", 0, 96, 4) + Layouts.IP_ADAPTER_UNICAST_ADDRESS.SIZE + Layouts.SOCKADDR_IN6.sin6_addr;
        bytes.table.putLong(at, 0).putLong(at + 8, 0);
        bytes.table.put(at + 10, (byte) -1).put(at + 11, (byte) -1).put(at + 12, (byte) 10);
        LinkAddress mapped = read().get(0).addresses().get(0);
        assertTrue(mapped.address() instanceof Inet6Address, mapped::toString);
        assertEquals(96, mapped.prefixLength());
    }

    @Test
    void aScopeBeyondTheSignIsNoDefect() {
        bytes.adapter(LUID, 0, 0);
        bytes.unicast("fe80::1", -5, 64, 4);
        bytes.unicast("fe80::2", Integer.MAX_VALUE, 64, 4);
        assertEquals(2, addresses().size());
    }

    @Test
    void aThousandAdaptersWithTenAddressesEach() {
        AdapterBytes big = new AdapterBytes(2 << 20);
        for (int i = 0; i < 1000; i++) {
            big.adapter(i, i, i);
            for (int j = 0; j < 10; j++) {
                big.unicast("10." + i / 250 + '.' + i % 250 + '.' + j, 0, 24, 4);
            }
        }
        List<AdapterRow> rows = AdapterTable.read(big.table, big.address);
        assertEquals(1000, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.addresses().size() == 10));
        assertEquals(999, rows.get(999).luid());
    }
}
