package io.github.netsession.engine.holds.shared;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The names of the files of a process: the name of the process, {@code PID-JVM-RANDOM}, and a suffix. */
final class ProcessFileNames {

    static final String LOCK = ".lock";
    static final String HOLDS = ".holds";
    /** The suffix of a lock file that is being created, or whose creator died while creating it. */
    static final String JOINING = ".joining";

    /** Identifies this JVM: the same for all its class loaders. */
    private static final String JVM = ofThisJvm();

    private ProcessFileNames() {
    }

    private static String ofThisJvm() {
        String fresh = random();
        Object present = System.getProperties().putIfAbsent("io.github.netsession.jvm", fresh);
        return present == null ? fresh : (String) present;
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
