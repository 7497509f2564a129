package io.github.netsession.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Wi-Fi", "caf\u00e9 au coin", "\u6771\u4eac", "\ud83d\ude80", "a b"})
    void whatCanBeShownStaysAsItIs(String name) {
        assertEquals(name, PrintableText.of(name));
    }

    @Test
    void whatCannotIsSpelt() {
        assertEquals("a\\u001bb", PrintableText.of("a\u001bb"), "a control character");
        assertEquals("\\u202egnp", PrintableText.of("\u202egnp"), "what turns the direction of text");
        assertEquals("\\u200b", PrintableText.of("\u200b"), "what is invisible");
        assertEquals("\\ud800", PrintableText.of("\ud800"), "half of a pair");
        assertEquals("\\u2028", PrintableText.of("\u2028"), "what begins a line");
    }

    @Test
    void noTwoNamesBecomeTheSame() {
        assertEquals("\\u005cu001b", PrintableText.of("\\u001b"), "the backslash is spelt, too");
    }
}
