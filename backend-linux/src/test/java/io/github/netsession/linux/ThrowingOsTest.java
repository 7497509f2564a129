package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.Support;
import io.github.netsession.contract.Thrown;
import io.github.netsession.contract.ThrowingCalls;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The backend between an operating system and a sink of which one call throws, once. */
@Tag("unit")
class ThrowingOsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NAME_OWNER = "NameOwnerChanged";

    /** What each story does, with what is wrong after the call that threw. */
    private static final class Story {

        private final ThrowingCalls calls;
        private final FakeOs os = new FakeOs();
        private final ScriptedBus bus = new ScriptedBus();
        private final Hints hints = new Hints();
        private final List<String> wrong = new ArrayList<>();

        Story(long at, Thrown kind) {
            calls = new ThrowingCalls(at, kind, Set.of(NetlinkPort.class, EventPort.class, BusConnector.class, BusPort.class, SocketPort.class));
            os.bus = bus;
            os.kernel = request -> switch (Captured.buffer(request).getShort(4)) {
                case Rtnetlink.RTM_GETSTATS -> Captured.datagrams("counters");
                case Rtnetlink.RTM_GETLINK -> Captured.datagrams("links");
                case Rtnetlink.RTM_GETADDR -> Captured.datagrams("addresses");
                default -> Captured.datagrams("error-gone");
            };
            bus.answer("GetManagedObjects", Map.of());
            bus.answer("GetPermissions", Map.of());
        }

        List<String> play() throws Exception {
            LinuxBackend backend = twice(() -> LinuxBackend.open(calls.wrap(LinuxOs.class, os), calls.wrap(BackendSink.class, hints)));
            live(backend);
            check(backend);
            backend.close();
            return wrong;
        }

        private void live(LinuxBackend backend) throws Exception {
            twice(backend::read);
            hint();
            twice(backend::readChanged);
            bus.emit("/org/freedesktop/DBus", "org.freedesktop.DBus", NAME_OWNER, "org.freedesktop.NetworkManager", "", ":1.9");
            os.events.wake();
            bus.setThere(false);
            os.events.wake();
            twice(backend::read);
            bus.setThere(true);
            os.events.wake();
            hint();
            twice(backend::read);
            twice(backend::capabilities);
        }

        private boolean hint() {
            long before = hints.count();
            os.events.add(0, Captured.datagrams("notices"));
            return hints.awaitMoreThan(before, SOON);
        }

        private void check(LinuxBackend backend) throws Exception {
            check(hint(), "no hint");
            twice(backend::readChanged);
            twice(backend::read);
            check(Await.comesTrueWithin(SOON, () -> support(backend) == Support.AVAILABLE), "events " + support(backend));
            // What was not closed, because the call that closes was the one that threw, stays open.
            check(calls.place().endsWith(".close") || Await.comesTrueWithin(SOON, () -> bus.open() <= 1), "connections left: " + bus.open());
        }

        private static Support support(LinuxBackend backend) {
            return backend.capabilities().of(Capability.CHANGE_EVENTS).support();
        }

        private void check(boolean isRight, String otherwise) {
            if (!isRight) {
                wrong.add(otherwise);
            }
        }

        private static <T> T twice(Callable<T> call) throws Exception {
            try {
                return call.call();
            } catch (Throwable first) {
                return call.call();
            }
        }
    }

    @Test
    @Tag("slow")
    void oneCallThrowsAndTheWatcherGoesOn() throws Exception {
        List<String> wrong = new ArrayList<>();
        long at = 0;
        String place;
        do {
            at++;
            Story story = new Story(at, Thrown.values()[(int) (at % Thrown.values().length)]);
            List<String> after = story.play();
            place = story.calls.place();
            if (!after.isEmpty()) {
                wrong.add(at + " " + place + ": " + after);
            }
        } while (!place.equals("nowhere") && at < 2_000);
        assertEquals("", String.join("\n", wrong));
        assertTrue(at > 40, "only " + at + " calls");
    }
}
