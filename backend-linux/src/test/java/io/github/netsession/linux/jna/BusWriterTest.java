package io.github.netsession.linux.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
@Tag("every-jdk")
class BusWriterTest {

    @ParameterizedTest
    @CsvSource({
        "s,              0, s",
        "ooo,            1, o",
        "ay,             0, ay",
        "aay,            0, aay",
        "a{sv},          0, a{sv}",
        "a{sv}s,         5, s",
        "a{sa{sv}}ooa{sv}, 0, a{sa{sv}}",
        "a{sa{sv}}ooa{sv}, 9, o",
        "a{sa{sv}}ooa{sv}, 11, a{sv}",
        "aa{sa{sas}}v,   0, aa{sa{sas}}",
        "{sv}s,          0, {sv}",
    })
    void aCompleteTypeEndsWhereTheNextBegins(String signature, int at, String type) {
        assertEquals(type, signature.substring(at, BusWriter.endOfType(signature, at)));
    }
}
