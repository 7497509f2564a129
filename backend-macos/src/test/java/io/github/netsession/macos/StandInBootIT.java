package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BootId;
import io.github.netsession.testkit.ChildProgram;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which boot of the machine this is, on stand-ins for Apple's libraries. */
@Tag("standin")
@Tag("every-jdk")
class StandInBootIT extends MachineStory {

    private static BootId boot() {
        try (Backend backend = Machine.open()) {
            return backend.boot().orElseThrow();
        }
    }

    @Test
    void allProgramsSeeTheSameBoot() {
        BootId own = boot();
        assertEquals(own, boot());
        assertEquals(own.value(), UUID.fromString(own.value()).toString().toUpperCase(Locale.ROOT));
        try (ChildProgram other = ChildProgram.start(ChildProgram.javaCommand(
            List.of("-Dnetsession.standin=" + System.getProperty("netsession.standin")), BootProgram.class))) {
            assertEquals(own.value(), other.answer());
        }
    }

    @Test
    void anotherBootIsAnother() {
        BootId before = boot();
        StandIn.act("boot 0A1B2C3D-0000-4000-8000-000000000001");
        assertEquals(new BootId("0A1B2C3D-0000-4000-8000-000000000001"), boot());
        assertFalse(before.isSameAs(boot()));
    }

    /** ENOENT, EPERM. */
    @ParameterizedTest
    @ValueSource(ints = {2, 1})
    void aRefusalLeavesItUnknown(int errno) {
        StandIn.act("refuse boot " + errno);
        try (Backend backend = Machine.open()) {
            assertEquals(Optional.empty(), backend.boot());
        }
    }
}
