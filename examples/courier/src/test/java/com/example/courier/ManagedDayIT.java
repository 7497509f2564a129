package com.example.courier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cable of the office is pulled, on two profiles of a real NetworkManager. Traffic over the phone costs. */
@Tag("manager")
@Tag("slow")
@Timeout(300)
class ManagedDayIT {

    private static final int JOBS = 10;

    @TempDir
    private Path spool;
    @TempDir
    private Path directory;

    private static void give(RunningCourier courier, String when) {
        for (int number = 0; number < JOBS; number++) {
            courier.give("urgent", when + "-urgent");
            courier.give("background", when + "-background");
        }
    }

    private static void awaitDone(RunningCourier courier, int jobs) {
        Await.until(() -> courier.since(0, "done").count() >= jobs, () -> jobs + " jobs, and " + courier.notable(0));
    }

    @Test
    void onlyUrgentJobsGoByThePhoneWhileTheCableIsOut() throws Exception {
        try (Uplinks uplinks = new Uplinks(true); RunningManager manager = new RunningManager(directory)) {
            manager.awaitProfiles();
            try (RunningCourier courier = new RunningCourier(spool, List.of("nm:" + RunningManager.OFFICE, "nm:" + RunningManager.PHONE))) {
                theCableIsPulled(uplinks, manager, courier);
            }
        }
    }

    private void theCableIsPulled(Uplinks uplinks, RunningManager manager, RunningCourier courier) throws Exception {
        courier.await(0, "session open on office");
        give(courier, "morning");
        awaitDone(courier, 2 * JOBS);

        int pulledAt = courier.lines().size();
        long pulled = System.nanoTime();
        uplinks.pull(0);
        RunningCourier.Line moved = courier.await(pulledAt, "session CONNECTED on phone");
        give(courier, "pulled");
        awaitDone(courier, 3 * JOBS);
        manager.awaitOfficeGone();
        assertEquals(Set.of(), uplinks.from("pulled-background"), "traffic costs");

        int pluggedAt = courier.lines().size();
        uplinks.plug(0);
        courier.await(pluggedAt, "session CONNECTED on office");
        give(courier, "back");
        awaitDone(courier, 6 * JOBS);
        assertEquals(0, courier.end());

        for (String label : List.of("morning-urgent", "morning-background", "pulled-background", "back-background")) {
            assertEquals(Set.of(Uplinks.address(0)), uplinks.from(label), label);
        }
        assertEquals(Set.of(Uplinks.address(1)), uplinks.from("pulled-urgent"));
        assertEquals(List.of(), courier.since(0, "lost").toList());
        assertEquals(List.of(), courier.since(0, "failed").toList());
        assertTrue(new Spool(spool).jobs().isEmpty());
        System.out.println(String.format(Locale.ROOT, "NetworkManager's profiles: CONNECTED on the phone %.2f s after the cable was pulled",
            (moved.atNanos() - pulled) / 1e9));
    }
}
