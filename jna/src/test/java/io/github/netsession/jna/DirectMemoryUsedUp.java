package io.github.netsession.jna;

import io.github.netsession.testkit.ChildProgram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A program of {@link NativeMemoryTest} that has used up the direct memory which the JVM grants. */
final class DirectMemoryUsedUp {

    private DirectMemoryUsedUp() {
    }

    public static void main(String[] arguments) throws java.io.IOException {
        List<ByteBuffer> all = new ArrayList<>();
        for (int bytes = 1 << 20; bytes > 0; bytes /= 2) {
            try {
                while (true) {
                    all.add(ByteBuffer.allocateDirect(bytes));
                }
            } catch (OutOfMemoryError usedUp) {
                continue;
            }
        }
        ChildProgram.serve(line -> answer(Integer.parseInt(line)));
    }

    /** Uses this number of buffers one after another. */
    private static String answer(int count) {
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = NativeMemory.buffer(64 * 1024);
            if (buffer.getLong(0) != 0 || buffer.getLong(64 * 1024 - Long.BYTES) != 0) {
                return "not filled with zeros";
            }
            buffer.putLong(0, -1).putLong(64 * 1024 - Long.BYTES, -1);
            if (i % 1000 == 999) {
                System.gc();
            }
        }
        return "done";
    }
}
