package io.github.netsession.jna;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;

/**
 * Keeps JNA from running {@code /sbin/ldconfig -p} on Linux, which it does when it is first used unless the property below is set, and
 * then sets it itself. The value is what JNA would find: the linker's standard folders and those of {@code /etc/ld.so.conf}, so
 * nothing differs for other users of JNA in this JVM. Source: com.sun.jna.NativeLibrary, static initialiser; ld.so(8).
 */
final class JnaSearchPath {

    static final String PROPERTY = "jna.platform.library.path";

    private static final Path CONFIGURATION = Path.of("/etc/ld.so.conf");
    private static final int MAX_INCLUDES = 8;

    private JnaSearchPath() {
    }

    /** Sets the property on Linux, unless somebody has. Must be called before JNA is first used. */
    static void setUnlessSet() {
        if (Platform.isLinux() && System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, String.join(":", folders(CONFIGURATION)));
        }
    }

    static Set<String> folders(Path configuration) {
        Set<String> folders = new LinkedHashSet<>();
        read(configuration, folders, 0);
        folders.addAll(List.of("/usr/lib64", "/lib64", "/usr/lib", "/lib"));
        for (Iterator<String> each = folders.iterator(); each.hasNext();) {
            if (!Files.isDirectory(Path.of(each.next()))) {
                each.remove();
            }
        }
        return folders;
    }

    /** What cannot be read is left out: the linker does the same. */
    private static void read(Path file, Set<String> folders, int depth) {
        try {
            for (String line : Files.readAllLines(file)) {
                int comment = line.indexOf('#');
                String text = (comment < 0 ? line : line.substring(0, comment)).trim();
                if (text.startsWith("include ") && depth < MAX_INCLUDES) {
                    for (Path included : matching(file.resolveSibling(text.substring("include ".length()).trim()))) {
                        read(included, folders, depth + 1);
                    }
                } else if (text.startsWith("/")) {
                    folders.add(text);
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            System.getLogger("io.github.netsession.linux").log(System.Logger.Level.DEBUG, "{0} cannot be read: {1}", file, unreadable);
        }
    }

    /** A pattern of one asterisk, the usual one, needs no regular expression, which {@link Files} makes of a glob. */
    private static List<Path> matching(Path pattern) throws IOException {
        String glob = pattern.getFileName().toString();
        int star = glob.indexOf('*');
        boolean isPlain = star >= 0 && star == glob.lastIndexOf('*') && new StringTokenizer(glob, "?[{\\", true).countTokens() == 1;
        TreeSet<Path> matching = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(pattern.getParent(), isPlain ? "*" : glob)) {
            for (Path each : found) {
                String name = each.getFileName().toString();
                if (!isPlain || name.length() >= glob.length() - 1 && name.startsWith(glob.substring(0, star)) && name.endsWith(glob.substring(star + 1))) {
                    matching.add(each);
                }
            }
        }
        return new ArrayList<>(matching);
    }
}
