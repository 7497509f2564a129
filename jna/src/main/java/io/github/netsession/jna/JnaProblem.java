package io.github.netsession.jna;

import java.util.Locale;

/**
 * Why JNA cannot be used here, in a sentence for people, and what would help. JNA itself names neither the cause nor a remedy. The texts that are
 * recognised are those of JNA 5, of the JDK, of glibc's and musl's dynamic linkers, and of the system in the C locale; any other text is passed on.
 *
 * @param reason what is wrong; "it" is JNA
 * @param remedy what would help
 */
public record JnaProblem(String reason, String remedy) {

    private static final String NATIVE_ACCESS = "start the program with --enable-native-access=ALL-UNNAMED (JNA on the class path) or"
        + " --enable-native-access=com.sun.jna (module path), and without --illegal-native-access=deny";
    private static final String DIRECTORY = "name a directory that is writable and not mounted noexec by -Djna.tmpdir=DIRECTORY (or by"
        + " -Djava.io.tmpdir=DIRECTORY, which JNA uses if the user has no cache directory)";
    private static final String VERSION = "use the version of JNA that netsession depends on: mvn dependency:tree or gradle dependencies shows which one is"
        + " chosen; remove another libjnidispatch of the system, or do not set jna.nosys=false and jna.boot.library.path";
    private static final String SEARCH = "start the program with -Djna.debug_load=true -Djna.debug_load.jna=true to see where JNA looks for its native library";

    /** The problem that was thrown while JNA was loaded. */
    static JnaProblem of(Throwable thrown) {
        String text = cause(thrown);
        String words = text.toLowerCase(Locale.ROOT);
        if (words.contains("illegal native access")) {
            return new JnaProblem("this JVM does not permit it to call native code: " + text, NATIVE_ACCESS);
        } else if (words.contains("incompatible jna native library")) {
            return new JnaProblem("its native library is of another version than its classes: " + text, VERSION);
        } else if (contains(words, "failed to map segment", "operation not permitted", "permission denied")) {
            return new JnaProblem("its native library cannot be loaded from the directory to which it was extracted, which is mounted noexec or in which"
                + " a security policy forbids it: " + text, DIRECTORY);
        } else if (words.contains("too many open files")) {
            return new JnaProblem("its native library cannot be extracted, because too many files are open: " + text,
                "raise the limit of open files (ulimit -n, LimitNOFILE= in a systemd unit) and start the program again");
        } else if (contains(words, "no space left", "disk quota exceeded")) {
            return new JnaProblem("its native library cannot be extracted, because the disk is full: " + text,
                "free space, or name a directory on another file system by -Djna.tmpdir=DIRECTORY");
        } else if (contains(words, "not writable", "read-only file system", "does not exist", "failed to create temporary file")) {
            return new JnaProblem("its native library cannot be extracted, because there is no directory that it may write to: " + text, DIRECTORY);
        } else if (contains(words, "not found in resource path", "symbol not found", "error relocating", "error loading shared library", "wrong elf class")) {
            return new JnaProblem("it has no native library for this system (" + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + "): "
                + text, "use the plain jna artifact in the version that netsession depends on; on a Linux system without glibc install its compatibility library");
        }
        return new JnaProblem("its native library cannot be loaded: " + text, SEARCH);
    }

    /** The directory for JNA's native library cannot be written to; JNA was not tried. */
    static JnaProblem noDirectory(String place) {
        return new JnaProblem("its native library cannot be extracted, because there is no directory that it may write to: " + place, DIRECTORY);
    }

    private static boolean contains(String words, String... some) {
        for (String each : some) {
            if (words.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what the innermost cause says, in one line. The dynamic linker repeats the name of the file. */
    private static String cause(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.toString() : message.strip().replaceAll("\\s*\\R\\s*", " ").replaceFirst("^(\\S+: )\\1", "$1");
    }
}
