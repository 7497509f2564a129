package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Tag("every-jdk")
class NativeMemoryTest {

    @Test
    void aGuidIsSpelledAsTheRegistrySpellsIt() {
        ByteBuffer memory = NativeMemory.buffer(24);
        byte[] bytes = {0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, (byte) 0x88, (byte) 0x99, (byte) 0xaa, (byte) 0xbb, (byte) 0xcc, (byte) 0xdd,
            (byte) 0xee, (byte) 0xff};
        memory.put(8, bytes);
        assertEquals("{00112233-4455-6677-8899-AABBCCDDEEFF}", NativeMemory.guid(memory, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{00000000-0000-0000-0000-000000000000}", "{FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF}",
        "{80000000-8000-8000-8000-800000000001}",
        "{DCB00C01-570F-4A9B-8D69-199FDBA5723B}"})
    void aGuidIsTheSameThereAndBack(String guid) {
        assertEquals(guid, NativeMemory.guid(NativeMemory.guid(guid), 0));
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
                    String guid = NativeMemory.guid(NativeMemory.buffer(16).put(0, bytes), 0);
                    assertEquals(38, guid.length());
                    NativeMemory.guid(guid).get(0, back);
                    assertEquals(ByteBuffer.wrap(bytes), ByteBuffer.wrap(back));
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Wi-Fi", "caf\u00e9", "\ud83d\ude80", "\ud83d", "\ude80\ud83d", "\uffff", "a\u202eb"})
    void textIsTheSameThereAndBack(String text) {
        ByteBuffer memory = NativeMemory.text(text);
        assertEquals((text.length() + 1) * 2, memory.capacity());
        assertEquals(text, NativeMemory.text(memory, 0, memory.capacity()));
    }

    @Test
    void textEndsAtAZeroAtTheFieldsEndOrAtTheMemorys() {
        ByteBuffer memory = NativeMemory.text("abc\0def");
        assertEquals("abc", NativeMemory.text(memory, 0, memory.capacity()));
        assertEquals("def", NativeMemory.text(memory, 8, memory.capacity()));
        assertEquals("ab", NativeMemory.text(memory, 0, 4));
        assertEquals("ab", NativeMemory.text(memory, 0, 5));
        assertEquals("", NativeMemory.text(memory, 0, 1));
        assertEquals("", NativeMemory.text(memory, 0, 0));
        ByteBuffer unended = NativeMemory.buffer(5).putChar(0, 'x').putChar(2, 'y').put(4, (byte) 1);
        assertEquals("xy", NativeMemory.text(unended, 0, 1000));
        assertEquals("", NativeMemory.text(unended, 5, 1000));
    }

    @Test
    void aHardwareAddressIsLowerCasePairs() {
        ByteBuffer memory = NativeMemory.buffer(8).put(1, new byte[] {0, (byte) 0xff, 0x0a, (byte) 0x80, 0x7f, 1});
        assertEquals("00:ff:0a:80:7f:01", NativeMemory.hardware(memory, 1, 6));
        assertEquals("01", NativeMemory.hardware(memory, 6, 1));
        assertEquals("", NativeMemory.hardware(memory, 0, 0));
    }

    @Test
    void memoryOfOurOwnIsZeroAndHasAnAddressByWhichItIsFound() {
        ByteBuffer memory = NativeMemory.buffer(16);
        assertEquals(0, memory.getLong(0));
        long address = NativeMemory.address(memory);
        assertNotEquals(0, address);
        memory.putInt(8, 0x01020304);
        assertEquals(0x01020304, NativeMemory.at(address, 12).getInt(8));
        assertEquals(12, NativeMemory.at(address, 12).capacity());
        assertEquals(memory.order(), NativeMemory.at(address, 12).order());
    }
}
