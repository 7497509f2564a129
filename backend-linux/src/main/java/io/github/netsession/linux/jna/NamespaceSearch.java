package io.github.netsession.linux.jna;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks for a namespace among the mounts and the processes of procfs. */
final class NamespaceSearch {

    private static final System.Logger LOGGER = System.getLogger("io.github.netsession.linux");
    private static final Path PROC = Path.of("/proc");

    private NamespaceSearch() {
    }

    /** Returns whether a namespace, as the kernel writes it, is mounted or the namespace of a process; true also if that cannot be found out. */
    static boolean isPresent(String namespace) {
        try {
            return isMounted(namespace) || isOfProcess(namespace);
        } catch (IOException hidden) {
            LOGGER.log(Level.DEBUG, "the namespaces of the machine cannot be listed", hidden);
            return true;
        }
    }

    /** The fourth field of a mount is its root, which for a namespace is the namespace itself. Source: proc(5), mountinfo. */
    private static boolean isMounted(String namespace) throws IOException {
        try (Stream<String> mounts = Files.lines(PROC.resolve("self/mountinfo"))) {
            return mounts.map(line -> line.split(" ")).anyMatch(fields -> fields.length > 3 && fields[3].equals(namespace));
        }
    }

    private static boolean isOfProcess(String namespace) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isIn(process, namespace)) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static boolean isIn(Path process, String namespace) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString().equals(namespace);
        } catch (IOException endedOrOfOtherUser) {
            return false;
        }
    }
}
