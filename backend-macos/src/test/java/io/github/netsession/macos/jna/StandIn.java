package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.MacOs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stand-ins for Apple's libraries, from the directory that {@code netsession.standin} names, and the world that they show. What they do is
 * what Apple's documentation and sources say: that macOS does the same has yet to be seen on a Mac.
 */
public final class StandIn {

    private static final Path DIRECTORY = Path.of(System.getProperty("netsession.standin", "there is no netsession.standin"));

    static {
        Libraries.useStandIns(DIRECTORY);
        Native.register(StandIn.class, NativeLibrary.getInstance(DIRECTORY.resolve("libstandin.so").toString()));
    }

    private StandIn() {
    }

    private static native int standin_load(ByteBuffer path);

    private static native int standin_do(ByteBuffer line);

    private static native long standin_number(ByteBuffer question);

    /** The code under test, on the stand-ins. */
    public static MacOs os() {
        return new JnaMacOs();
    }

    /** Begins a new world; nobody may be watching the old one. */
    public static void load(String... lines) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "world", ".txt");
            try {
                Files.writeString(file, String.join("\n", lines) + '\n');
                assertEquals(0, standin_load(NativeMemory.utf8(file.toAbsolutePath().toString())), "the first line that is wrong");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the world. */
    public static void act(String... lines) {
        for (String line : lines) {
            assertEquals(0, standin_do(NativeMemory.utf8(line)), line);
        }
    }

    /** What has happened in it: {@code live}, {@code defects}, {@code calls FUNCTION}, {@code status ID}, ... */
    public static long number(String question) {
        long answer = standin_number(NativeMemory.utf8(question));
        if (answer == -1 && !question.startsWith("status") && !question.startsWith("linger")) {
            throw new IllegalArgumentException("not a question: " + question);
        }
        return answer;
    }
}
