package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Links that have other names than NetworkManager knows. */
@Tag("unit")
class NmRenamesTest {

    private final NmWorld world = new NmWorld();
    private final NmRenames renames = new NmRenames();

    @BeforeEach
    void twoLinks() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.device(2, "eth1", NmWorld.ETHERNET, 1);
        world.link(1, "eth0", "10.0.0.1");
        world.link(2, "eth1", "10.0.0.2");
    }

    /** What is shown of the two devices. */
    private String shown() {
        NmTree tree = renames.over(world.tree(), world.links);
        return tree.devices().get(NmWorld.devicePath(1)).iface() + " " + tree.devices().get(NmWorld.devicePath(2)).iface();
    }

    private void kernelSays(String first, String second) {
        world.links.clear();
        world.link(1, first, "10.0.0.1");
        world.link(2, second, "10.0.0.2");
    }

    private void managerSays(int device, String name) {
        world.device(device, name, NmWorld.ETHERNET, 1);
    }

    @Test
    void withoutARenameNothingIsMade() {
        NmTree told = world.tree();
        assertSame(told, renames.over(told, world.links));
    }

    @Test
    void aRenameIsSeenBeforeNetworkManagerHearsOfIt() {
        assertEquals("eth0 eth1", shown());
        kernelSays("uplink", "eth1");
        assertEquals("uplink eth1", shown());
        assertEquals("uplink eth1", shown(), "and for as long as it takes");
        kernelSays("wan", "eth1");
        assertEquals("wan eth1", shown());
        managerSays(1, "wan");
        assertEquals("wan eth1", shown());
    }

    /** Another link may have got the name. */
    @Test
    void twoLinksThatSwapTheirNamesStayWhatTheyAre() {
        assertEquals("eth0 eth1", shown());
        kernelSays("eth1", "eth0");
        assertEquals("eth1 eth0", shown());
        managerSays(1, "eth1");
        assertEquals("eth1 eth0", shown(), "it has heard of one of them");
        managerSays(2, "eth0");
        assertEquals("eth1 eth0", shown());
    }

    @Test
    void aLinkThatIsMadeAnewByTheSameNameIsTheDevices() {
        assertEquals("eth0 eth1", shown());
        world.links.clear();
        world.link(2, "eth1", "10.0.0.2");
        assertEquals("eth0 eth1", shown());
        world.link(7, "eth0", "10.0.0.1");
        assertEquals("eth0 eth1", shown());
        kernelSays("eth0", "eth1");
        assertEquals("eth0 eth1", shown());
    }

    /** A modem's link comes and goes under the device, and is another each time. */
    @Test
    void theLinkOfADeviceIsFollowedByItself() {
        world.device(3, "cdc-wdm0", NmWorld.MODEM, 1).set("IpInterface", "wwan0");
        world.link(3, "wwan0", "10.0.0.3");
        renames.over(world.tree(), world.links);
        world.links.remove(2);
        world.link(3, "mobile", "10.0.0.3");
        NmTree.Device modem = renames.over(world.tree(), world.links).devices().get(NmWorld.devicePath(3));
        assertEquals("cdc-wdm0 mobile", modem.iface() + " " + modem.link());
    }
}
