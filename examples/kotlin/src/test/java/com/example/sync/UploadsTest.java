package com.example.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Metered;
import io.github.netsession.Networks;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimWorld;
import java.time.Duration;
import java.util.List;
import kotlin.Unit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program in Kotlin in a simulated world: it listens by a lambda, opens a session and counts. */
@Tag("sim")
class UploadsTest {

    private static final long BYTES = 1_000_000;

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).metered(Metered.NO).bandwidth(8 * BYTES, 8 * BYTES);
    private final Networks networks = world.open();
    private final Uploads uploads = new Uploads(networks);

    @AfterEach
    void close() {
        uploads.close();
        networks.close();
    }

    @Test
    void uploadsInASessionAndCounts() {
        var traffic = uploads.upload(home.id(), session -> {
            assertTrue(session.isOpen());
            home.upload(BYTES, done -> { });
            world.advance(Duration.ofSeconds(5));
            return Unit.INSTANCE;
        });
        assertEquals(BYTES, traffic.bytesWritten());
        world.advance(Duration.ofSeconds(1));
        assertTrue(networks.session(home.id()).state().name().startsWith("DISC"), "the last session was closed");
    }

    @Test
    void pausesWhereTrafficCosts() {
        home.up();
        world.advance(Duration.ofSeconds(1));
        assertFalse(uploads.isPaused());
        home.metered(Metered.YES);
        world.advance(Duration.ofSeconds(1));
        assertTrue(uploads.isPaused());
        assertEquals(List.of("online: true", "metered: YES"), uploads.log().stream().filter(line -> !line.equals("metered: NO")).toList());
    }

    @Test
    void saysWhatIsNotThere() {
        assertNull(uploads.received("nothing"));
        assertEquals(0, uploads.received(home.interfaceName()));
        home.outOfRange();
        world.advance(Duration.ofSeconds(1));
        assertNull(uploads.upload(home.id(), session -> Unit.INSTANCE));
        assertTrue(uploads.log().stream().anyMatch(line -> line.startsWith("failed: ")), () -> uploads.log().toString());
        assertEquals(new ConfigurationId("sim:home"), home.id());
    }
}
