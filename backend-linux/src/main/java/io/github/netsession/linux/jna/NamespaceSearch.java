package io.github.netsession.linux.jna;

import io.github.netsession.internal.GuardedLogger;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the network namespaces among the mounts and the processes of procfs. */
final class NamespaceSearch {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.linux");
    private static final Path PROC = Path.of("/proc");

    private NamespaceSearch() {
    }

    /** Returns the network namespaces that are mounted or have a process; empty if they cannot be listed. */
    static Optional<Set<String>> networkNamespaces() {
        Set<String> found = new HashSet<>();
        try {
            addMounted(found);
            addOfProcesses(found);
            return Optional.of(found);
        } catch (IOException hidden) {
            LOGGER.log(Level.DEBUG, "the network namespaces of the machine cannot be listed", hidden);
            return Optional.empty();
        }
    }

    /** The fourth field of a mount is its root, which for a namespace is the namespace itself. Source: proc(5), mountinfo. */
    private static void addMounted(Set<String> found) throws IOException {
        try (Stream<String> mounts = Files.lines(PROC.resolve("self/mountinfo"))) {
            mounts.map(line -> line.split(" ")).filter(fields -> fields.length > 3 && fields[3].startsWith("net:[")).forEach(fields -> found.add(fields[3]));
        }
    }

    private static void addOfProcesses(Set<String> found) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            processes.forEach(process -> add(process, found));
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static void add(Path process, Set<String> found) {
        try {
            found.add(Files.readSymbolicLink(process.resolve("ns/net")).toString());
        } catch (IOException endedOrOfOtherUser) {
            LOGGER.log(Level.TRACE, "the namespace of a process cannot be read", endedOrOfOtherUser);
        }
    }
}
