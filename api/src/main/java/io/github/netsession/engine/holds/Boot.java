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

    /** Source: random(4), boot_id. Empty elsewhere than on Linux: a file of that name would mean nothing there. */
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
