package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class InterfaceRowTest {

    /** Source: ifdef.h, IF_OPER_STATUS 1 up to 7 lower layer down; NET_IF_MEDIA_CONNECT_STATE 0 unknown, 1 connected, 2 disconnected. */
    @ParameterizedTest(name = "operational status {0}, medium {1}: carrier {2}, operational {3}")
    @CsvSource({
        "1, 0, true, true",
        "1, 1, true, true",
        "1, 2, false, false",
        "2, 0, false, false",
        "2, 1, true, false",
        "2, 2, false, false",
        "5, 1, true, false",
        "7, 0, false, false",
        "0, 0, false, false",
        "1, 77, true, true",
    })
    void theMediumDecidesAndWhereItIsUnknownTheStatus(int oper, int media, boolean carrier, boolean operational) {
        InterfaceRow row = Row.of(1).oper(oper).media(media).build();
        assertEquals(carrier, row.hasCarrier());
        assertEquals(operational, row.isOperational());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "3, false", "0, false"})
    void onlyAnAdministrativeStatusOfOneIsUp(int admin, boolean up) {
        assertEquals(up, Row.of(1).admin(admin).build().isUp());
    }

    @Test
    void nothingInItIsNull() {
        assertThrows(NullPointerException.class, () -> new InterfaceRow(1, 1, null, "", "", Optional.empty(), 0, 6, 0, 0, 0, 1, 1, 1));
        assertThrows(NullPointerException.class, () -> new InterfaceRow(1, 1, "", null, "", Optional.empty(), 0, 6, 0, 0, 0, 1, 1, 1));
        assertThrows(NullPointerException.class, () -> new InterfaceRow(1, 1, "", "", null, Optional.empty(), 0, 6, 0, 0, 0, 1, 1, 1));
        assertThrows(NullPointerException.class, () -> new InterfaceRow(1, 1, "", "", "", null, 0, 6, 0, 0, 0, 1, 1, 1));
    }
}
