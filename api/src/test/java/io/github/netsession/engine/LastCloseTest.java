package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the backend is told of the rule for the last close, and which stops follow. */
@Tag("unit")
class LastCloseTest {

    /** A system that would have started the access point by itself. */
    private static final class Autoconnecting extends FakeBackend {

        private final List<Boolean> asked = new ArrayList<>();

        Autoconnecting() {
            super("fake", 1);
        }

        @Override
        public StartResult start(ConfigurationId id, StartOptions options) {
            asked.add(options.stopsAutoconnected());
            super.start(id, options);
            return options.stopsAutoconnected() ? StartResult.OURS : StartResult.NOT_OURS;
        }
    }

    @ParameterizedTest
    @CsvSource({"STOP_IF_STARTED, DISCOVERED, 0", "STOP_IF_STARTED_EVEN_AUTOCONNECT, DISCOVERED, 1", "STOP_ALWAYS, DISCOVERED, 1",
        "STOP_IF_STARTED, ACTIVE, 0", "STOP_IF_STARTED_EVEN_AUTOCONNECT, ACTIVE, 0", "STOP_ALWAYS, ACTIVE, 1"})
    void decidesWhetherWhatTheSystemStartsByItselfIsStopped(LastClose rule, ConfigurationState before, int stops) {
        Autoconnecting backend = new Autoconnecting();
        backend.snapshot = FakeBackend.withLink(before);
        try (Networks networks = Networks.builder().backend(backend).onLastClose(rule).open()) {
            NetworkSession session = networks.session(networks.configurations().get(0));
            session.open().join();
            session.close();
        }
        assertEquals(stops, backend.stops.get());
        assertEquals(before == ConfigurationState.ACTIVE ? List.of() : List.of(rule == LastClose.STOP_IF_STARTED_EVEN_AUTOCONNECT), backend.asked);
    }
}
