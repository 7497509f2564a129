package io.github.netsession.linux.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a client comes back to a bus: by the clock of a test, and with the loop on the same thread. */
@Tag("unit")
class BusReturnTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final ScriptedBus bus = new ScriptedBus();
    private final BusClient client = new BusClient(bus, FakeBus.nobody(), bus);
    private final OneThread loop = OneThread.drive(client, bus);

    private static BusCall call(String member) {
        return BusCall.of("org.example", "/a", "org.example.I", member, "");
    }

    /** How long it sleeps, in milliseconds; nobody is connected to meanwhile. */
    private long sleep() {
        long millis = TimeUnit.NANOSECONDS.toMillis(client.nanosToWait());
        bus.pass(Duration.ofMillis(millis));
        return millis;
    }

    private void lost() {
        bus.answer("Get", "x");
        client.ask(call("Get"), LIMIT);
        bus.pass(Duration.ofMinutes(1));
        bus.setThere(false);
        loop.run();
        assertEquals(List.of("now", "waiting"), bus.connections());
    }

    @Test
    void aConnectionThatNobodyAdmitsIsMadeAnewWhenAnotherSocketIsThere() {
        lost();
        bus.setSilent(true);
        for (int looks = 0; looks < 100; looks++) {
            assertEquals(500, sleep());
            loop.run();
        }
        assertEquals(1, bus.open());
        assertEquals(List.of("now", "waiting"), bus.connections(), "a bus that hangs goes on where it was");
        bus.setSocket(Optional.of("second"));
        bus.setSilent(false);
        bus.setThere(true);
        bus.setSilent(true);
        assertEquals(500, sleep());
        loop.run();
        assertEquals(List.of("now", "waiting", "waiting"), bus.connections());
        bus.setSilent(false);
        loop.run();
        assertEquals(List.of("x"), client.ask(call("Get"), LIMIT).body());
        assertEquals(1, bus.open());
    }

    @Test
    void aFirstConnectionThatNobodyAdmitsIsMadeAnewToo() {
        bus.setSilent(true);
        loop.run();
        bus.setSocket(Optional.of("second"));
        assertEquals(500, sleep());
        loop.run();
        assertEquals(List.of("now", "waiting"), bus.connections());
        assertTrue(client.obstacle().isPresent());
        bus.setSilent(false);
        loop.run();
        assertEquals(Optional.empty(), client.obstacle());
    }

    /** It may be bound, and not be listened to yet. */
    @Test
    void aSocketThatRefusesIsTriedAgainForAWhile() {
        lost();
        int before = bus.connections().size();
        int attempts = 0;
        while (client.nanosToWait() != Long.MAX_VALUE) {
            assertTrue(sleep() <= 500);
            loop.run();
            attempts++;
            assertTrue(attempts < 100);
        }
        assertEquals(19, bus.connections().size() - before, "with the one after the loss they are 20");
        assertEquals(1, bus.open());
        bus.setSocket(Optional.of("second"));
        assertTrue(sleep() <= 500, "the next socket has its own attempts");
        loop.run();
        assertEquals(20, bus.connections().size() - before);
        assertEquals(500, sleep());
    }

    @Test
    void whileThereIsNoSocketNobodyLooks() {
        lost();
        bus.setSocket(Optional.empty());
        assertEquals(Long.MAX_VALUE, client.nanosToWait());
    }

    @Test
    void aBusThatIsDoubtedIsLeftIfAnotherHasTakenItsAddress() {
        bus.answer("Get", "x");
        client.ask(call("Get"), LIMIT);
        client.doubt();
        assertEquals(List.of("now"), bus.connections());
        bus.setSocket(Optional.empty());
        client.doubt();
        assertEquals(List.of("now"), bus.connections(), "it may serve on without its file");
        bus.setSocket(Optional.of("second"));
        loop.run();
        assertEquals(List.of("now"), bus.connections(), "it is not looked at without a reason");
        client.doubt();
        loop.run();
        assertEquals(List.of("now", "waiting"), bus.connections());
        assertEquals(List.of("x"), client.ask(call("Get"), LIMIT).body());
    }
}
