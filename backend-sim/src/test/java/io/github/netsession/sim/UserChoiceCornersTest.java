package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the user chose, and when he is asked again. */
@Tag("sim")
class UserChoiceCornersTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
    private int questions;
    private String wish = "phone";
    private final Networks networks = world.networks().userChoice(this::choose).open();
    private final NetworkSession session = networks.session(ConfigurationId.USER_CHOICE);

    @AfterEach
    void close() {
        networks.close();
    }

    private Optional<NetworkConfiguration> choose(List<NetworkConfiguration> candidates) {
        questions++;
        return candidates.stream().filter(candidate -> candidate.name().equals(wish)).findFirst();
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void theUserIsAskedAlsoWhenOpeningAgainWhileItCloses() {
        wifi.up();
        seconds(1);
        session.open();
        seconds(1);
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
        session.close();
        assertEquals(SessionState.CLOSING, session.state());
        session.open();
        seconds(3);
        assertEquals(2, questions);
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
    }

    @Test
    void anOpenOneHasAlwaysBeenChosen() {
        phone.hangStops();
        session.open();
        seconds(1);
        session.close();
        session.open();
        seconds(40);
        assertTrue(!session.isOpen() || session.property(SessionProperty.USER_CHOICE_CONFIGURATION).isPresent());
    }

    @Test
    void aChosenServiceNetworkThatIsRedefinedIsLookedAt() {
        networks.defineServiceNetwork("both", List.of(phone.id()));
        wifi.up();
        seconds(1);
        wish = "both";
        session.open();
        seconds(2);
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
        networks.defineServiceNetwork("both", List.of(wifi.id(), phone.id()));
        seconds(600);
        assertEquals("wifi", session.activeConfiguration().orElseThrow().name());
    }

    @Test
    void aSessionThatWasClosedBeforeTheDialogAsksNobody() {
        ArrayDeque<Runnable> queue = new ArrayDeque<>();
        AtomicReference<Executor> executor = new AtomicReference<>(queue::add);
        List<String> dialogs = new ArrayList<>();
        try (Networks other = world.networks().callbackExecutor(task -> executor.get().execute(task))
                .userChoice(c -> { dialogs.add("dialog"); return Optional.of(c.get(0)); }).open()) {
            NetworkSession s = other.session(ConfigurationId.USER_CHOICE);
            s.open();
            s.close();
            for (Runnable r; (r = queue.poll()) != null; ) {
                r.run();
            }
            executor.set(Runnable::run); // Closing waits until everything is told.
        }
        assertEquals(List.of(), dialogs);
    }
}
