package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.RecordingSink;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StatusesTest {

    private static final long LONG_MILLIS = 5_000;

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private final Statuses statuses = new Statuses(sink);
    private final Map<String, ServiceConnection> connections = Map.of("V", connection("V"), "W", connection("W"));

    private ServiceConnection connection(String id) {
        return new ServiceConnection(os, new NetworkService(id, id, "VPN", "", Optional.empty(), Optional.empty()), sink);
    }

    @AfterEach
    void close() {
        os.releaseAll();
        statuses.close(connections.values(), () -> { }, 1_000);
        Patience.until(() -> Patience.threads(Statuses.THREAD_NAME).isEmpty(), "the thread ends");
    }

    @Test
    void theyAreMacosOwn() {
        os.vpn("V").is(ConnectionPort.CONNECTED);
        assertEquals(Map.of("V", ConnectionPort.CONNECTED, "W", ConnectionPort.DISCONNECTED), statuses.of(connections));
        assertEquals(Map.of(), statuses.of(Map.of()));
    }

    @Test
    void oneThatIsNotToldInTimeKeepsNobodyAndIsHintedAtWhenItIs() {
        statuses.of(connections);
        os.hang("status V");
        os.vpn("V").is(ConnectionPort.CONNECTED);
        long millis = Patience.millisFor(() -> assertEquals(ConnectionPort.DISCONNECTED, statuses.of(connections).get("V"), "as it was known last"));
        assertTrue(millis < 1_500, millis + " ms");
        long times = Patience.millisFor(() -> {
            for (int i = 0; i < 100; i++) { // Thirty seconds, if each were waited for.
                statuses.of(connections);
            }
        });
        assertTrue(times < LONG_MILLIS, times + " ms for what is not waited for at all");
        assertTrue(statuses.areLate());
        int before = sink.hints();
        os.releaseAll();
        Patience.until(() -> sink.hints() > before, "a hint comes with the answer");
        Patience.until(() -> !statuses.areLate(), "it is not late any more");
        Patience.until(() -> statuses.of(connections).get("V") == ConnectionPort.CONNECTED, "the answer");
    }

    @Test
    void ofAnswersThatAreAlwaysLateOnlyTheFirstAndWhatIsNewIsHintedAt() {
        lateAnswer();
        assertEquals(1, sink.hints(), "the report that it is late is to be taken back");
        lateAnswer();
        lateAnswer();
        assertEquals(1, sink.hints(), "each hint causes a reading, which asks again");
        os.vpn("V").is(ConnectionPort.CONNECTED);
        lateAnswer();
        assertEquals(2, sink.hints());
        statuses.of(connections);
        lateAnswer();
        assertEquals(3, sink.hints(), "in time before");
    }

    private void lateAnswer() {
        os.hang("status V");
        statuses.of(connections);
        os.release("status V");
        Patience.until(() -> !statuses.areLate(), "the answer");
    }

    @Test
    void whatIsGivenBackWhileItHangsIsGivenBackAfterwards() {
        os.hang("status V");
        statuses.of(connections);
        statuses.close(connections.get("W"));
        assertEquals(0, os.count("close W"));
        os.releaseAll();
        Patience.until(() -> os.count("close W") == 1, "it is given back");
    }
}
