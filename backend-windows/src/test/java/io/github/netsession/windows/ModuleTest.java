package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.Probe;
import io.github.netsession.testkit.ModuleContract;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What others see of this module. */
@Tag("unit")
@Tag("every-jdk")
class ModuleTest extends ModuleContract {

    ModuleTest() throws URISyntaxException {
        super(new WindowsBackendProvider(), "windows", "Windows", BackendProvider.ForWindows.class);
    }

    @Test
    @EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "on Windows there is an IP Helper")
    void withoutIpHelperTheProbeSaysSoAndOpeningIsRefused() {
        assertEquals(Long.BYTES, Native.POINTER_SIZE); // JNA finds out which system this is before the test pretends another.
        String before = System.setProperty("os.name", "Windows 11");
        try {
            Probe probe = new WindowsBackendProvider().probe();
            assertFalse(probe.usable());
            assertTrue(probe.reason().startsWith("JNA cannot be used: "), probe.reason());
            RecordingSink sink = new RecordingSink();
            BackendException refused = assertThrows(BackendException.class, () -> new WindowsBackendProvider().open(sink));
            assertEquals(BackendException.Kind.UNSUPPORTED, refused.kind());
            assertTrue(refused.getCause() instanceof LinkageError, refused::toString);
        } finally {
            System.setProperty("os.name", before);
        }
    }
}
