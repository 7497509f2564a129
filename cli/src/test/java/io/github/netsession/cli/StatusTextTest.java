package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StatusTextTest {

    private static final Link CARD = Samples.card("wlan0", 3).bearer(Bearer.WLAN).carrier(false).operational(false).build();

    private static String status(List<NetworkConfiguration> configurations, List<Link> links) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new StatusText(Terminal.plain(nowhere, nowhere, true)).of("linux", NetworksState.builder()
            .connectivity(Connectivity.NONE).configurations(configurations).interfaces(links).build(), Map.of(), Optional.empty());
    }

    @Test
    void whatIsNotKnownIsADashAndNoZero() {
        Link unknown = Samples.card("eth0", 2).mtuBytes(0).build();
        String row = status(List.of(), List.of(unknown)).lines().filter(line -> line.contains("eth0")).findFirst().orElseThrow();
        assertTrue(row.matches("\\s*2\\s+eth0\\s.*\\s-\\s+-\\s+-\\s.*"), row);
        String wlan = status(List.of(NetworkConfiguration.builder(new ConfigurationId("nm:1")).name("Home").bearer(Bearer.WLAN).build()), List.of()).lines()
            .filter(line -> line.contains("Home")).findFirst().orElseThrow();
        assertTrue(wlan.stripTrailing().endsWith(" -"), wlan);
    }

    @Test
    void aDefaultInterfaceThatIsNotKnownIsNotNone() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        StatusText text = new StatusText(Terminal.plain(nowhere, nowhere, true));
        assertTrue(text.of("jdk", NetworksState.builder().defaultInterfaceKnown(false).build(), Map.of(), Optional.empty()).contains("default interface not known\n"));
        assertTrue(text.of("jdk", NetworksState.builder().build(), Map.of(), Optional.empty()).contains("default interface none\n"));
    }

    @Test
    void aWifiCardWithoutAProfileIsExplained() {
        assertTrue(status(List.of(), List.of(Samples.LO, CARD)).contains("no profile for the Wi-Fi card"));
        assertTrue(status(List.of(Samples.ETH0), List.of(Samples.LINK, CARD)).contains("no profile for the Wi-Fi card"));
        assertFalse(status(List.of(Samples.WLAN), List.of(CARD)).contains("no profile for the Wi-Fi card"));
        assertFalse(status(List.of(), List.of(Samples.LINK)).contains("no profile for the Wi-Fi card"));
    }
}
