package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.AccessPoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Profiles that reach only their link, and what the whole reaches and costs beside its profiles. */
@Tag("unit")
class NmReachTest {

    private final NmWorld world = new NmWorld();

    /** A wired profile on a link that is up with an address. */
    @BeforeEach
    void wired() {
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.link(1, "eth0", "10.0.0.1");
    }

    private ConfigurationState after(NmActiveLinks before, boolean answers) {
        NmState state = answers ? world.state() : world.state().behind("it does not answer");
        NmStations stations = new NmStations(world.tree(), Map.of(), Optional.empty());
        return new NmAccessPoints(state, world.tree(), world.links, stations, before).accessPoints().get(0).state();
    }

    /** A profile for a direct cable that was up stays so for as long as NetworkManager says so: it waits for the cable. */
    @Test
    void aGapDoesNotEndAProfileWithoutAnAddress() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.links.set(0, NmWorld.link(1, "eth0", true, true, "fe80::1"));
        NmActiveLinks before = world.points().activeLinks();
        assertEquals(ConfigurationState.ACTIVE, after(before, true));
        assertEquals(ConfigurationState.ACTIVE, after(before, false), "nothing has changed but that it hangs");
        assertEquals(ConfigurationState.DISCOVERED, after(NmActiveLinks.NONE, false));
        world.links.set(0, NmWorld.link(1, "eth0", true, false));
        assertEquals(ConfigurationState.ACTIVE, after(before, true));
        assertEquals(ConfigurationState.DEFINED, after(before, false), "the cable is out, and nobody waits for it");
        assertEquals(ConfigurationState.DEFINED, after(NmActiveLinks.NONE, true), "it was never in");
        world.links.set(0, NmWorld.link(1, "eth0", false, false));
        assertEquals(ConfigurationState.DISCOVERED, after(before, true));
    }

    private String whole() {
        List<AccessPoint> all = world.points().accessPoints();
        return all.get(0).connectivity() + " " + all.get(0).metered() + " of " + world.points().connectivity(all) + " " + world.points().metered(all);
    }

    /** NetworkManager judges the whole and the device at different moments. */
    @Test
    void theWholeIsAsTheProfileWithTheDefaultRoute() {
        world.root.set("Connectivity", 4L).set("Metered", 4L).set("PrimaryConnection", NmWorld.activePath(1));
        assertEquals("UNKNOWN UNKNOWN of UNKNOWN UNKNOWN", whole(), "nothing is up");
        world.root.set("Connectivity", 1L);
        assertEquals("UNKNOWN UNKNOWN of NONE UNKNOWN", whole());
        world.root.set("Connectivity", 4L);
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Ip4Connectivity", 2L).set("Metered", 1L).set("ActiveConnection", NmWorld.activePath(1));
        assertEquals("CAPTIVE_PORTAL YES of CAPTIVE_PORTAL YES", whole());
        world.root.set("PrimaryConnection", NmNames.NO_OBJECT);
        assertEquals("CAPTIVE_PORTAL YES of INTERNET GUESSED_NO", whole(), "it does not have the default route");
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("ActiveConnection", NmWorld.activePath(1));
        world.root.set("PrimaryConnection", NmWorld.activePath(1));
        assertEquals("INTERNET UNKNOWN of INTERNET GUESSED_NO", whole(), "the device is not judged");
    }

    @Test
    void whatReachesOnlyTheLinkIsLocalAndSoIsTheWhole() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.links.set(0, NmWorld.link(1, "eth0", true, true, "169.254.7.7"));
        world.root.set("Connectivity", 4L);
        assertEquals("LOCAL UNKNOWN of LOCAL GUESSED_NO", whole());
        world.root.set("Connectivity", 1L);
        assertEquals("LOCAL UNKNOWN of LOCAL GUESSED_NO", whole());
    }
}
