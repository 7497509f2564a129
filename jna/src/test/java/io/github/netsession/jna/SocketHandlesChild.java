package io.github.netsession.jna;

import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks for handles in a JVM of its own: so many times, of all kinds in turn, half of them of sockets that stay open. Prints what the process
 * had before and after.
 */
final class SocketHandlesChild {

    private SocketHandlesChild() {
    }

    public static void main(String[] arguments) throws IOException {
        // JNA's own start is not what is looked at.
        System.out.println("JNA of " + Native.POINTER_SIZE * Byte.SIZE + " bits");
        System.out.println("obstacle: " + SocketHandles.obstacle().orElse("none"));
        int times = Integer.parseInt(arguments[0]);
        List<Closeable> kept = new ArrayList<>();
        for (SocketKind kind : SocketKind.values()) {
            kept.add(kind.open());
        }
        ask(kept, times / 4);
        System.out.println("before: " + usage());
        ask(kept, times);
        System.out.println("after: " + usage());
        for (Closeable socket : kept) {
            socket.close();
        }
    }

    private static void ask(List<Closeable> kept, int times) throws IOException {
        // SSL sockets are large, and those of JDK 17 have finalizers: how many are left would not be known.
        SocketKind[] kinds = Arrays.stream(SocketKind.values()).filter(kind -> !kind.name().startsWith("SSL")).toArray(SocketKind[]::new);
        for (int i = 0; i < times / 2; i++) {
            SocketHandles.with(kept.get(i % kept.size()), handle -> handle);
            try (Closeable socket = kinds[i % kinds.length].open()) {
                SocketHandles.with(socket, handle -> handle);
            }
        }
    }

    /** Kilobytes of memory in use by the process and of heap, and descriptors, where Linux says. */
    private static String usage() throws IOException {
        System.gc();
        long heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 10;
        Path self = Path.of("/proc/self");
        if (!Files.exists(self.resolve("fd"))) {
            return "0 " + heap + " 0";
        }
        String resident = Files.readAllLines(self.resolve("status")).stream().filter(line -> line.startsWith("VmRSS")).findFirst().orElseThrow();
        try (Stream<Path> descriptors = Files.list(self.resolve("fd"))) {
            return resident.replaceAll("\\D", "") + " " + heap + " " + descriptors.count();
        }
    }
}
