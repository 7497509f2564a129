package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BootId;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.windows.jna.JnaWindowsOs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which boot of the machine this is, by Windows' clocks as Wine has them. */
@Tag("wine")
class BootIT {

    @Test
    void allProgramsSeeTheSameBoot() {
        try (Backend backend = new WindowsBackendProvider().open(new RecordingSink()); ChildProgram other = WindowsProgram.start(BootProgram.class)) {
            BootId own = backend.boot().orElseThrow();
            BootId others = new BootId(other.answer());
            assertTrue(own.isSameAs(others), () -> own + " and " + others);
            assertTrue(own.isSameAs(backend.boot().orElseThrow()));
        }
    }

    @Test
    void itIsTheTimeOfThisMachinesBoot() {
        Instant booted = new JnaWindowsOs().booted();
        Duration running = Duration.between(booted, Instant.now());
        Duration linux = Duration.ofMillis((long) (Double.parseDouble(Linux.run("cat", "/proc/uptime").split(" ")[0]) * 1000));
        assertTrue(running.minus(linux).abs().compareTo(Duration.ofMinutes(1)) < 0, () -> running + " by Windows' clocks, " + linux + " by Linux's");
        assertFalse(BootId.at(booted).isSameAs(BootId.at(booted.plus(Duration.ofMinutes(3)))), "the next boot");
    }
}
