package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.jna.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Tag("every-jdk")
class GuidsTest {

    @Test
    void aGuidIsSpelledAsTheRegistrySpellsIt() {
        ByteBuffer memory = NativeMemory.buffer(24);
        byte[] bytes = {0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, (byte) 0x88, (byte) 0x99, (byte) 0xaa, (byte) 0xbb, (byte) 0xcc, (byte) 0xdd,
            (byte) 0xee, (byte) 0xff};
        memory.put(8, bytes);
        assertEquals("{00112233-4455-6677-8899-AABBCCDDEEFF}", Guids.text(memory, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{00000000-0000-0000-0000-000000000000}", "{FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF}",
        "{80000000-8000-8000-8000-800000000001}",
        "{DCB00C01-570F-4A9B-8D69-199FDBA5723B}"})
    void aGuidIsTheSameThereAndBack(String guid) {
        assertEquals(guid, Guids.text(Guids.memory(guid), 0));
    }

    @Test
    void anyGuidIsTheSameThereAndBackInAnyLanguage() {
        Random random = new Random(3);
        byte[] bytes = new byte[16];
        byte[] back = new byte[16];
        Locale before = Locale.getDefault();
        try {
            for (String language : new String[] {"en", "tr", "ar-EG-u-nu-arab", "th-TH-u-nu-thai"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                for (int i = 0; i < 500; i++) {
                    random.nextBytes(bytes);
                    String guid = Guids.text(NativeMemory.buffer(16).put(0, bytes), 0);
                    assertEquals(38, guid.length());
                    Guids.memory(guid).get(0, back);
                    assertEquals(ByteBuffer.wrap(bytes), ByteBuffer.wrap(back));
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
