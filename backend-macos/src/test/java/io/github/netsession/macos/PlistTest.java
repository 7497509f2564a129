package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlistTest {

    private static final Map<String, Object> STORE = Map.of("map", Map.of("text", "x", "empty", "", "one", 1L, "zero", 0L, "big", Long.MIN_VALUE,
        "yes", true, "no", false, "list", List.of("a", 2L, "b", List.of("c"))), "text", "no dictionary", "list", List.of());

    private final Plist plist = Plist.of(STORE, "map");

    @Test
    void onlyADictionaryIsOne() {
        assertTrue(Plist.has(STORE, "map"));
        for (String other : List.of("text", "list", "nothing")) {
            assertFalse(Plist.has(STORE, other));
            assertEquals(Map.of(), Plist.of(STORE, other).values());
        }
    }

    @Test
    void aTextIsOneOnlyIfItIsNotEmpty() {
        assertEquals(Optional.of("x"), plist.text("text"));
        for (String other : List.of("empty", "one", "yes", "list", "nothing")) {
            assertEquals(Optional.empty(), plist.text(other));
        }
    }

    @Test
    void aTruthIsWhatIsSaidAndNothingElse() {
        assertEquals(List.of(true, false, true, false, true),
            List.of("yes", "no", "one", "zero", "big").stream().map(key -> plist.truth(key).orElseThrow()).toList());
        for (String other : List.of("text", "empty", "list", "nothing")) {
            assertEquals(Optional.empty(), plist.truth(other));
        }
    }

    @Test
    void aListIsGivenAsItIsAndItsTextsAlone() {
        assertEquals(List.of("a", 2L, "b", List.of("c")), plist.list("list"));
        assertEquals(List.of("a", "b"), plist.texts("list"));
        for (String other : List.of("text", "one", "yes", "nothing")) {
            assertEquals(List.of(), plist.list(other));
            assertEquals(List.of(), plist.texts(other));
        }
    }
}
