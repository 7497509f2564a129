package io.github.netsession.engine.holds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which start of the machine this is. */
final class Boot {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {
    }

    /** Source: random(4), boot_id. Empty where the file is not there. */
    static Optional<String> id() {
        try {
            return Optional.of(Files.readString(BOOT_ID).strip()).filter(id -> !id.isEmpty());
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
