package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bandwidth, transfers and what the counters make of them. */
@Tag("sim")
class SimTrafficTest {

    private static final long WRAP = 1L << 32;

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).bandwidth(1_000_000, 200_000).up();
    private final Networks networks = world.open();
    private final List<String> ends = new ArrayList<>();

    @AfterEach
    void close() {
        networks.close();
    }

    private void ended(SimTransfer transfer) {
        ends.add(world.time().toMillis() + " " + transfer.state() + ' ' + transfer.bytesMoved());
    }

    private Traffic counted() {
        return networks.counters("sim-wifi").map(counters -> new Traffic(counters.bytesReceived(), counters.bytesWritten())).orElseThrow();
    }

    @Test
    void aDownloadTakesItsBytesByTheBandwidth() {
        SimTransfer download = wifi.download(5_000_000, this::ended);
        world.advance(Duration.ofSeconds(2));
        assertEquals(2_000_000, download.bytesMoved());
        assertEquals(new Traffic(2_000_000, 0), counted());
        world.advance(Duration.ofSeconds(10));
        assertEquals(List.of("5000 DONE 5000000"), ends);
        assertEquals(new Traffic(5_000_000, 0), counted());
    }

    @Test
    void twoDownloadsShareTheBandwidthAndAnUploadHasItsOwn() {
        wifi.download(1_000_000, this::ended);
        wifi.download(3_000_000, this::ended);
        wifi.upload(200_000, this::ended);
        world.advance(Duration.ofSeconds(10));
        assertEquals(List.of("1000 DONE 200000", "2000 DONE 1000000", "4000 DONE 3000000"), ends);
        assertEquals(new Traffic(4_000_000, 200_000), counted());
    }

    @Test
    void aTransferBreaksWithItsAccessPointAndIsToldWhatArrived() {
        wifi.download(5_000_000, this::ended);
        world.advance(Duration.ofMillis(1500));
        wifi.outOfRange();
        assertEquals(List.of("1500 BROKEN 1500000"), ends);
        wifi.upload(1, this::ended);
        assertEquals("1500 BROKEN 0", ends.get(1));
        world.advance(Duration.ofSeconds(5));
        assertEquals(new Traffic(1_500_000, 0), counted());
    }

    @Test
    void aTransferCanBeCancelledOnceAndTheOthersSpeedUp() {
        SimTransfer first = wifi.download(10_000_000, this::ended);
        wifi.download(1_500_000, this::ended);
        world.advance(Duration.ofSeconds(1));
        first.cancel();
        first.cancel();
        world.advance(Duration.ofSeconds(9));
        assertEquals(List.of("1000 CANCELLED 500000", "2000 DONE 1500000"), ends);
    }

    @Test
    void noByteIsLostOrMadeUpHoweverTheBandwidthChanges() {
        Random random = new Random(3);
        long sum = 0;
        for (int i = 0; i < 200; i++) {
            long bytes = 1 + random.nextInt(3_000_000);
            sum += bytes;
            wifi.download(bytes, this::ended);
            wifi.bandwidth(1 + random.nextInt(5_000_000), 1);
            world.advance(Duration.ofNanos(random.nextInt(900_000_000)));
        }
        wifi.bandwidth(100_000_000, 1);
        world.advance(Duration.ofMinutes(10));
        assertEquals(200, ends.size());
        assertTrue(ends.stream().allMatch(end -> end.contains("DONE")));
        assertEquals(new Traffic(sum, 0), counted());
    }

    @Test
    void steadyTrafficCountsEveryByteHoweverOftenItIsLookedAt() {
        wifi.traffic(333, 7);
        for (int i = 0; i < 1000; i++) {
            world.advance(Duration.ofNanos(9_999_999));
            counted();
        }
        world.advance(Duration.ofNanos(1000));
        assertEquals(new Traffic(3330, 70), counted());
    }

    @Test
    void narrowCountersWrapAndTheLibraryMakesThemWhole() {
        wifi.device().narrowCounters().counters(WRAP - 500_000, 0);
        assertEquals(WRAP - 500_000, counted().bytesReceived());
        wifi.download(1_000_000, this::ended);
        world.advance(Duration.ofSeconds(2));
        assertEquals(WRAP + 500_000, counted().bytesReceived());
    }

    @Test
    void countersThatBeginAnewDoNotTakeAwayWhatWasCounted() {
        wifi.traffic(1000, 1000);
        world.advance(Duration.ofSeconds(5));
        assertEquals(new Traffic(5000, 5000), counted());
        wifi.device().resetCounters();
        world.advance(Duration.ofSeconds(1));
        assertEquals(new Traffic(6000, 6000), counted());
        assertEquals(1, networks.counters("sim-wifi").orElseThrow().epoch());
    }
}
