package io.github.netsession.engine.holds.shared;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The names of the files of a process: the name of the process, {@code PID-JVM-RANDOM}, and a suffix. */
final class ProcessFileNames {

    static final String LOCK = ".lock";
    static final String HOLDS = ".holds";
    /** The suffix of a lock file that is being created, or whose creator died while creating it. */
    static final String JOINING = ".joining";

    /** Matches the names of processes. */
    static final Pattern PATTERN = Pattern.compile("\\d+-[0-9a-f]{16}-[0-9a-f]{16}");

    /** Identifies this JVM: the same for all its class loaders. */
    private static final String JVM = (String) System.getProperties().computeIfAbsent("io.github.netsession.jvm", key -> random());

    private ProcessFileNames() {
    }

    /** Returns a new name for this process, or for this class loader of it. */
    static String create() {
        return ProcessHandle.current().pid() + "-" + JVM + '-' + random();
    }

    /** Returns true for a name of this JVM. Its lock file must not be opened here: closing it would release this JVM's lock on it. */
    static boolean isOfThisJvm(String name) {
        return name.startsWith(ProcessHandle.current().pid() + "-" + JVM + '-');
    }

    /** Returns a name that no other process chooses. */
    static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
