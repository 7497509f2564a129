package io.github.netsession.engine.holds;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The names of the files of a process: the name of the process, {@code PID-JVM-RANDOM}, and a suffix. */
final class ProcessFileNames {

    static final String LOCK = ".lock";
    static final String HOLDS = ".holds";
    /** The suffix of a lock file that is being created, or whose creator died while creating it. */
    static final String JOINING = ".joining";

    /** How the names of processes look. */
    static final Pattern PATTERN = Pattern.compile("\\d+-[0-9a-f]{16}-[0-9a-f]{16}");

    /** The same for all class loaders of a JVM. */
    private static final String JVM = (String) System.getProperties().computeIfAbsent("io.github.netsession.jvm", key -> random());

    private ProcessFileNames() {
    }

    /** Returns a new name for this process, or for this class loader of it. */
    static String create() {
        return ProcessHandle.current().pid() + "-" + JVM + '-' + random();
    }

    /** Returns true for a name whose lock file must never be opened here: closing it would drop the lock of this JVM on it. */
    static boolean isOfThisJvm(String name) {
        return name.startsWith(ProcessHandle.current().pid() + "-" + JVM + '-');
    }

    private static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
