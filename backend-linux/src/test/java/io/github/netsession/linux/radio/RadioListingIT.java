package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.UpdateOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is listed of the air. */
@Tag("radio")
class RadioListingIT extends RadioStory {

    @Test
    void aProfileWithinReachIsDiscoveredWithItsSignal() {
        for (NetworkConfiguration each : Set.of(discovered(home), discovered(cafe))) {
            assertEquals(Bearer.WLAN, each.bearer());
            assertTrue(each.signalPercent().orElse(0) >= 80, () -> each.toString());
        }
    }

    @Test
    void nmcliSeesEveryAccessPointOfTheBed() {
        assertEquals(Set.of("home", "cafe", "safe", "free"), Station.seen(radio).stream().map(Station.Seen::ssid).collect(Collectors.toSet()));
        assertEquals(2, Station.seen(radio).stream().filter(each -> each.ssid().equals("home")).map(Station.Seen::bssid).distinct().count());
    }

    @Test
    void aProfileOutOfReachIsDefinedAndCannotBeOpened() {
        NetworkConfiguration ghost = configuration(id(Station.profile("ghost", "ghost", "secret-ghost")));
        assertEquals(ConfigurationState.DEFINED, ghost.state());
        assertTrue(failureOf(networks.session(ghost).open(), AT_ONCE).message().contains("DEFINED"));
    }

    @Test
    void aWeakerSignalIsListedAsOne() {
        discovered(cafe);
        Air.signal(Air.Ap.CAFE, -70);
        networks.update(UpdateOption.SCAN).join();
        // 50 by NetworkManager's formula for what a scan has seen: 100 - (70 - 40) / 0.6.
        await(OPENING, "cafe is weaker", () -> configuration(cafe).signalPercent().orElse(100) <= 60);
        assertTrue(configuration(cafe).signalPercent().orElse(0) >= 40, () -> configuration(cafe).toString());
        assertTrue(configuration(home).signalPercent().orElse(0) >= 80, () -> configuration(home).toString());
    }

    @Test
    void theLinkOfTheRadioIsListedAsWifi() {
        Link link = networks.interfaces().stream().filter(each -> each.name().equals(radio)).findFirst().orElseThrow();
        assertEquals(Bearer.WLAN, link.bearer());
    }
}
