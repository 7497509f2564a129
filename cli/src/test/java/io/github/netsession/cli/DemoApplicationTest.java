package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoApplicationTest {

    private final FakeNetworks networks = new FakeNetworks();
    private final List<String> words = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();
    private final DemoApplication application = new DemoApplication(networks, "->", (text, json) -> {
        words.add(text);
        objects.add(json);
    });

    @BeforeEach
    void openOnTheDefault() {
        application.follow();
        assertTrue(words.contains("application: the default network is link:eth0, so it opens a session on it"), words::toString);
        assertTrue(networks.session.open);
        words.clear();
    }

    private void onlyNetwork(NetworkConfiguration configuration) {
        NetworksState state = Samples.STATE;
        networks.state = new NetworksState(2, true, state.connectivity(), state.metered(), state.usagePolicies(), Optional.empty(),
            List.of(configuration), List.of(), true);
    }

    @Test
    void aLossIsToldWithItsBytesAndTheNextDefaultGetsASession() {
        onlyNetwork(Samples.configuration("link:wwan0", "wwan0", ConfigurationState.ACTIVE));
        networks.session.close();
        assertTrue(words.contains("application: its session is lost; it got 4.7 GiB in 1.2 s"), words::toString);
        assertTrue(words.contains("application: the default network is now link:wwan0, so it opens a session on it"), words::toString);
        assertTrue(objects.stream().anyMatch(json -> json.contains("\"sessionSummary\"") && json.contains("\"lost\":true")), objects::toString);
        assertTrue(networks.session.open);
    }

    @Test
    void withoutAnActiveNetworkItWaitsForOne() {
        onlyNetwork(Samples.configuration("link:eth0", "eth0", ConfigurationState.DISCOVERED));
        networks.session.close();
        application.follow();
        assertFalse(networks.session.open);
        onlyNetwork(Samples.ETH0);
        application.follow();
        assertTrue(networks.session.open);
    }

    @Test
    void itsOwnEndIsNoLoss() {
        application.end();
        application.follow();
        assertFalse(networks.session.open);
        assertEquals(1, application.jsonSummary().size());
        assertTrue(application.summary().get(1).endsWith("the end"), application.summary()::toString);
    }
}
