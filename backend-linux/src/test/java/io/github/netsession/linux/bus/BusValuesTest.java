package io.github.netsession.linux.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BusValuesTest {

    private static final byte[] BYTES = {1, 2};

    private final BusValues values = new BusValues(Map.of("text", "t", "number", 5L, "flag", true, "bytes", BYTES, "list", List.of("a", 1L, "b"),
        "values", Map.of("inner", "i"), "numbered", Map.of(1L, "x")));

    @Test
    void anEntryOfTheRightTypeIsRead() {
        assertEquals(Optional.of("t"), values.text("text"));
        assertEquals(OptionalLong.of(5), values.number("number"));
        assertTrue(values.flag("flag", false));
        assertArrayEquals(BYTES, values.bytes("bytes").orElseThrow());
        assertEquals(List.of("a", "b"), values.texts("list"), "and those of a list that are texts");
        assertEquals(Optional.of("i"), values.values("values").text("inner"));
    }

    @Test
    void anEntryOfAnotherTypeOrNoneIsAbsent() {
        for (String key : List.of("flag", "bytes", "list", "values", "number", "nothing")) {
            assertEquals(Optional.empty(), values.text(key));
        }
        for (String key : List.of("text", "flag", "bytes", "list", "values", "nothing")) {
            assertEquals(OptionalLong.empty(), values.number(key));
            assertEquals(key.equals("flag"), values.flag(key, false));
            assertTrue(values.flag(key, true));
        }
        for (String key : List.of("text", "list", "nothing")) {
            assertFalse(values.bytes(key).isPresent());
            assertEquals(BusValues.NONE, values.values(key));
        }
        assertEquals(List.of(), values.texts("text"));
        assertEquals(BusValues.NONE, values.values("numbered"), "a dictionary by something else than texts");
    }

    @Test
    void anArgumentThatIsNotThereIsAbsent() {
        BusMessage message = ScriptedBus.reply("a", 7L, Map.of("k", "v"));
        assertEquals(Optional.of("a"), BusValues.text(message, 0));
        assertEquals(OptionalLong.of(7), BusValues.number(message, 1));
        assertEquals(Optional.of("v"), BusValues.of(message, 2).text("k"));
        assertEquals(Optional.empty(), BusValues.text(message, 1));
        assertEquals(OptionalLong.empty(), BusValues.number(message, 0));
        assertEquals(Optional.empty(), BusValues.text(message, 3));
        assertEquals(OptionalLong.empty(), BusValues.number(message, 3));
        assertEquals(BusValues.NONE, BusValues.of(message, 3));
        assertEquals(BusValues.NONE, BusValues.of(message, 0));
    }
}
