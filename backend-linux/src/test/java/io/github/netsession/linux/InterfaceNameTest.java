package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class InterfaceNameTest {

    @ParameterizedTest
    @CsvSource({
        "65746830, eth0",
        "62c3bc726f, b\u00fcro",
        "e7b6b2, \u7db2",
        "f09f9880, \uD83D\uDE00",
        "252e2d5f3a, '%.-_:'",
        "ff, \\xff",
        "61ff62, a\\xffb",
        "c3, \\xc3",
        "c328, \\xc3(",
        "c0af, \\xc0\\xaf",
        "eda080, \\xed\\xa0\\x80",
        "f4908080, \\xf4\\x90\\x80\\x80",
        "5c, \\x5c",
        "5c786666, \\x5cxff",
        "01, \\x01",
        "1b5b, \\x1b[",
        "7f, \\x7f",
        "c285, \\xc2\\x85",
        "e280ae, \\xe2\\x80\\xae",
        "e2808b, \\xe2\\x80\\x8b",
        "efbbbf, \\xef\\xbb\\xbf",
        "f3a08081, \\xf3\\xa0\\x80\\x81",
    })
    void aNameIsPrintableAndComesBack(String hex, String printable) {
        byte[] raw = HexFormat.of().parseHex(hex);
        assertEquals(printable, InterfaceName.printable(raw));
        assertArrayEquals(raw, InterfaceName.raw(printable).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen-letters-", "\\", "\\x", "\\x1", "\\xg0", "\\x00", "\\n", "a\\"})
    void whatCannotBeANameHasNoBytes(String text) {
        assertEquals(Optional.empty(), InterfaceName.raw(text));
    }

    @Test
    void noTwoNamesLookTheSame() {
        Random random = new Random(7);
        Map<String, String> seen = new HashMap<>();
        byte[] interesting = "\\xf0c38 \u00fc\u202e".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] raw = new byte[1 + random.nextInt(5)];
            for (int at = 0; at < raw.length; at++) {
                raw[at] = random.nextInt(4) == 0 ? (byte) (1 + random.nextInt(255)) : interesting[random.nextInt(interesting.length)];
            }
            String printable = InterfaceName.printable(raw);
            String hex = HexFormat.of().formatHex(raw);
            String before = seen.put(printable, hex);
            assertTrue(before == null || before.equals(hex), () -> printable + " is " + before + " and " + hex);
            assertTrue(printable.codePoints().noneMatch(Character::isISOControl), printable);
        }
    }
}
