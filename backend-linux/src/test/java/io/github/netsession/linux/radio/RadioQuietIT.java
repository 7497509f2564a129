package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionState;
import io.github.netsession.UpdateOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library scans when it is asked to and never else, and is quiet when nothing happens. The bus is the witness. */
@Tag("radio")
class RadioQuietIT extends RadioStory {

    private static final String SCANS = "interface='org.freedesktop.NetworkManager.Device.Wireless',member='RequestScan'";

    /** What a program on the bus is seen to ask, and how often. */
    private static final class Witness implements AutoCloseable {

        private final String log = "calls-" + Guest.nanos() + ".log";
        private final Process monitor = Guest.start(log, "dbus-monitor", "--system", "--profile", "type='method_call'," + SCANS);

        Witness() {
            Guest.await(AT_ONCE, "the witness listens", () -> !lines().isEmpty(), this::lines);
        }

        private List<String> lines() {
            try {
                return Files.exists(Guest.LOGS.resolve(log)) ? Files.readAllLines(Guest.LOGS.resolve(log)) : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        long scans() {
            return lines().stream().filter(line -> line.contains("RequestScan")).count();
        }

        @Override
        public void close() {
            monitor.destroy();
        }
    }

    @Test
    void aScanIsAskedForOnRequestAndFindsWhatIsNew() {
        Air.off(Air.Ap.CAFE);
        await(Duration.ofMinutes(8), "cafe is forgotten", () -> {
            Station.scan(radio);
            Guest.pass(Duration.ofSeconds(10));
            return networks.configuration(cafe).filter(each -> each.signalPercent().isEmpty()).isPresent();
        });
        Air.on(Air.Ap.CAFE);
        try (Witness witness = new Witness()) {
            int[] requests = {0};
            // On the air, one scan may miss an access point that has just begun to send.
            await(Duration.ofMinutes(2), "cafe is found", () -> {
                networks.update(UpdateOption.SCAN).join();
                assertEquals(++requests[0], witness.scans());
                Guest.pass(OPENING);
                return networks.configuration(cafe).filter(each -> each.signalPercent().isPresent()).isPresent();
            });
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void anIdleHourKeepsTheSessionAndScansNothing() {
        NetworkSession session = opened(discovered(home));
        Recorder recorder = new Recorder(session);
        try (Witness witness = new Witness()) {
            Guest.pass(Duration.ofHours(1));
            assertEquals(0, witness.scans());
        }
        assertEquals(List.of(), recorder.states(), recorder::toString);
        assertTrue(isConnectedOn(session, "home"), recorder::toString);
        assertTrue(session.activeTime().compareTo(Duration.ofMinutes(59)) > 0, () -> session.activeTime().toString());
        session.close();
        await(AT_ONCE, "home is down", () -> session.state() == SessionState.DISCONNECTED && Station.active().isEmpty());
    }
}
