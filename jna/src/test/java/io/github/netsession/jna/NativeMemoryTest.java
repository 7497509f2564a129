package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.testkit.ChildProgram;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Tag("every-jdk")
class NativeMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Wi-Fi", "caf\u00e9", "\ud83d\ude80", "\ud83d", "\ude80\ud83d", "\uffff", "a\u202eb"})
    void utf16IsTheSameThereAndBack(String text) {
        ByteBuffer memory = NativeMemory.utf16(text);
        assertEquals((text.length() + 1) * 2, memory.capacity());
        assertEquals(text, NativeMemory.utf16(memory, 0, memory.capacity()));
    }

    @Test
    void utf16EndsAtAZeroAtTheFieldsEndOrAtTheMemorys() {
        ByteBuffer memory = NativeMemory.utf16("abc\0def");
        assertEquals("abc", NativeMemory.utf16(memory, 0, memory.capacity()));
        assertEquals("def", NativeMemory.utf16(memory, 8, memory.capacity()));
        assertEquals("ab", NativeMemory.utf16(memory, 0, 4));
        assertEquals("ab", NativeMemory.utf16(memory, 0, 5));
        assertEquals("", NativeMemory.utf16(memory, 0, 1));
        assertEquals("", NativeMemory.utf16(memory, 0, 0));
        ByteBuffer unended = NativeMemory.buffer(5).putChar(0, 'x').putChar(2, 'y').put(4, (byte) 1);
        assertEquals("xy", NativeMemory.utf16(unended, 0, 1000));
        assertEquals("", NativeMemory.utf16(unended, 5, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en0", "caf\u00e9", "\ud83d\ude80"})
    void utf8EndsWithAZero(String text) {
        byte[] expected = (text + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] written = new byte[expected.length];
        ByteBuffer memory = NativeMemory.utf8(text);
        assertEquals(expected.length, memory.capacity());
        memory.get(0, written);
        assertEquals(ByteBuffer.wrap(expected), ByteBuffer.wrap(written));
    }

    @Test
    void aNameIsPrintableAndEndsAtAZeroAtTheFieldsEndOrAtTheMemorys() {
        ByteBuffer memory = NativeMemory.utf8("en0 \\\u00e9");
        assertEquals("en0\\x20\\x5c\\xc3\\xa9", NativeMemory.name(memory, 0, memory.capacity()));
        assertEquals("en", NativeMemory.name(memory, 0, 2));
        assertEquals("n0\\x20\\x5c\\xc3\\xa9", NativeMemory.name(memory, 1, 1000));
        assertEquals("", NativeMemory.name(memory, 0, 0));
    }

    @Test
    void nothingIsReadBeyondTheEnd() {
        ByteBuffer memory = NativeMemory.at(NativeMemory.address(NativeMemory.buffer(16)), 8);
        assertThrows(IndexOutOfBoundsException.class, () -> memory.getLong(1));
        assertThrows(IndexOutOfBoundsException.class, () -> NativeMemory.hardware(memory, 3, 6));
        assertThrows(IllegalArgumentException.class, () -> NativeMemory.address(ByteBuffer.allocate(8)));
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

    @Test
    void thereIsMemoryWhenTheApplicationHasUsedUpTheDirectMemory() {
        try (ChildProgram program = ChildProgram.start(ChildProgram.javaCommand(List.of("-XX:MaxDirectMemorySize=4m"), DirectMemoryUsedUp.class))) {
            assertEquals("done", program.ask("5000"));
        }
    }
}
