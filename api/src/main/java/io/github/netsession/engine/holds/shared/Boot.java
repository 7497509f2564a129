package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Identifies the current boot of the machine. */
final class Boot {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {
    }

    /** Returns the boot id; empty except on Linux, because a file of that name means nothing elsewhere. Source: random(4), boot_id. */
    static Optional<String> id() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(BOOT_ID).strip()).filter(id -> !id.isEmpty());
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }
}
