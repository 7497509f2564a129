package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class LinkNamesTest {

    private static String named(String alias) {
        return LinkNames.of(List.of(Row.of(7).alias(alias).build())).get(7);
    }

    @Test
    void anAliasIsTheName() {
        assertEquals("Wi-Fi", named("Wi-Fi"));
        assertEquals("vEthernet (Default Switch)", named("vEthernet (Default Switch)"));
        assertEquals("\u042d\u0442\u0435\u0440\u043d\u0435\u0442 \ud83d\ude80", named("\u042d\u0442\u0435\u0440\u043d\u0435\u0442 \ud83d\ude80"));
    }

    @Test
    void ofTwoWithOneAliasTheSecondHasItsNumberBehind() {
        Map<Integer, String> names = LinkNames.of(List.of(Row.of(3).alias("LAN").build(), Row.of(9).alias("LAN").build()));
        assertEquals(Map.of(3, "LAN", 9, "LAN#9"), names);
    }

    @Test
    void aMadeNameIsNoOtherLinksEither() {
        Map<Integer, String> names = LinkNames.of(List.of(Row.of(1).alias("LAN#9").build(), Row.of(3).alias("LAN").build(),
            Row.of(9).alias("LAN").build(), Row.of(5).alias("LAN#9#").build()));
        assertEquals(4, new HashSet<>(names.values()).size(), names::toString);
        assertEquals("LAN#9", names.get(1));
        assertTrue(names.get(9).startsWith("LAN#9#"), names::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u2003", "\u2028"})
    void withoutAnAliasTheDriversNameCounts(String blank) {
        InterfaceRow row = Row.of(7).alias(blank).description("Intel(R) Ethernet").build();
        assertEquals("Intel(R) Ethernet", LinkNames.of(List.of(row)).get(7));
    }

    @Test
    void withoutAnyNameTheNumberIsTheName() {
        assertEquals("#7", LinkNames.of(List.of(Row.of(7).alias("").description("").build())).get(7));
    }

    @Test
    void controlsAndWhatTurnsOrHidesTextIsSpelledOut() {
        assertEquals("a\\u000ab\\u0000\\u001b[31m\\u007f", named("a\nb\0\u001b[31m\u007f"));
        assertEquals("\\u202egpj.exe", named("\u202egpj.exe"));
        assertEquals("\\u2066\\u2069\\u200b\\u200d\\ufeff\\u00ad", named("\u2066\u2069\u200b\u200d\ufeff\u00ad"));
        assertEquals("a\\u2028\\u2029", named("a\u2028\u2029"));
    }

    @Test
    void halvesOfPairsAreSpelledOut() {
        assertEquals("\\ud83d", named("\ud83d"));
        assertEquals("\\ude80\\ud83d", named("\ude80\ud83d"));
        assertEquals("a\\ud83db", named("a\ud83db"));
    }

    @Test
    void aBackslashIsSpelledOutSoThatNoAliasCanPretendToBeSpelledOut() {
        assertEquals("\\u005cu202e", named("\\u202e"));
    }

    @Test
    void anUnassignedCharacterIsSpelledOut() {
        assertEquals("\\uffff", named("\uffff"));
        assertEquals("\\u10ffff", named("\udbff\udfff"));
    }

    @Test
    void thePersonsLanguageChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.forLanguageTag("tr"),
                Locale.forLanguageTag("ar-EG-u-nu-arab"), Locale.forLanguageTag("th-TH-u-nu-thai"))) {
                Locale.setDefault(locale);
                assertEquals("\\u001b\\u009f", named("\u001b\u009f"));
                assertEquals("#7", LinkNames.of(List.of(Row.of(7).alias("").description("").build())).get(7));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anyNamesAtAllAreOneLinksOnlyPrintableAndTheSameForTheSameRows() {
        Random random = new Random(20240901);
        for (int round = 0; round < 2000; round++) {
            List<InterfaceRow> rows = new ArrayList<>();
            for (int index = 1; index <= 12; index++) {
                StringBuilder alias = new StringBuilder();
                for (int i = random.nextInt(4); i > 0; i--) {
                    alias.append(random.nextInt(3) == 0 ? (char) random.nextInt(0x10000) : "#\\u1 ".charAt(random.nextInt(5)));
                }
                rows.add(Row.of(index).alias(alias.toString()).description("").build());
            }
            Map<Integer, String> names = LinkNames.of(rows);
            assertEquals(12, new HashSet<>(names.values()).size(), names::toString);
            assertEquals(names, LinkNames.of(rows));
            names.values().forEach(name -> {
                assertFalse(name.isEmpty());
                assertTrue(name.codePoints().noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.SURROGATE), name);
            });
        }
    }
}
