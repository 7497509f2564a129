package com.example.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.Networks;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service in a simulated world: its context starts, serves, closes, and leaves no thread. */
@Tag("sim")
class BackupApplicationTest {

    private static final long BYTES = 1_000_000;

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).metered(Metered.NO).bandwidth(8 * BYTES, 8 * BYTES);
    private final List<Networks> opened = new ArrayList<>();

    /** As the application starts, but with the simulated world instead of this machine. */
    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(BackupApplication.class).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF).logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers(context -> ((org.springframework.context.support.GenericApplicationContext) context)
                .registerBean("networks", Networks.class, this::open, bean -> bean.setDestroyMethodName("close")))
            .run();
    }

    private Networks open() {
        opened.add(world.open());
        return opened.get(0);
    }

    @Test
    void backsUpInASession() throws InterruptedException {
        try (ConfigurableApplicationContext context = start()) {
            Backup backup = context.getBean(Backup.class);
            assertEquals(BYTES, backup.run(home.id(), () -> {
                home.upload(BYTES, done -> { });
                world.advance(Duration.ofSeconds(5));
                assertTrue(backup.isWelcome());
            }).orElseThrow().bytesWritten());
            world.advance(Duration.ofSeconds(1));
            assertFalse(backup.isWelcome());
        }
    }

    @Test
    void theContextClosesTheNetworksAndLeavesNoThread() throws InterruptedException {
        List<Thread> before = ours();
        Networks networks;
        try (ConfigurableApplicationContext context = start()) {
            networks = context.getBean(Networks.class);
            networks.session(home.id()).open();
            world.advance(Duration.ofSeconds(1));
            assertEquals(1, networks.interfaces().stream().filter(link -> link.name().equals(home.interfaceName()) && link.isUsable()).count());
            assertTrue(networks.isOnline());
        }
        assertEquals(List.of(networks), opened);
        assertThrows(IllegalStateException.class, () -> networks.session(home.id()));
        for (Thread each : ours()) {
            if (!before.contains(each)) {
                each.join(Duration.ofSeconds(10).toMillis());
            }
        }
        assertEquals(before, ours());
    }

    private static List<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("netsession")).toList();
    }
}
