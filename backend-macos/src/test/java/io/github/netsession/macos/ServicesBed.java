package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.WatchedBed;
import io.github.netsession.macos.jna.StandIn;

/** Two Ethernet services, which nobody but an administrator can start, in the world of the stand-ins. */
final class ServicesBed extends StandInBed implements WatchedBed {

    private static final int UP = 0x8863;
    private static final int DOWN = 0x8822;

    private final int[] index = new int[2];
    private final boolean[] isUp = new boolean[2];
    private int nextIndex = 5;

    ServicesBed() {
        super("CABLE-");
        add(0);
        add(1);
    }

    private static String link(int number) {
        return "en" + (5 + number);
    }

    @Override
    String countedLink(int number) {
        return link(number);
    }

    @Override
    void add(int number) {
        index[number] = nextIndex++;
        String setup = "store Setup:/Network/Service/" + service(number);
        flags(number, DOWN);
        StandIn.act("address " + link(number) + " 192.0.2." + (number + 1) + "/24", setup + " {\"UserDefinedName\":\"Cable " + number + "\"}",
            setup + "/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"" + link(number) + "\"}");
        active(number, true);
        isUp[number] = false;
    }

    private void flags(int number, int flags) {
        StandIn.act("link " + link(number) + ' ' + index[number] + " 6 " + flags + " 1500 02:00:00:00:00:0" + (5 + number));
    }

    private void active(int number, boolean active) {
        StandIn.act("store State:/Network/Interface/" + link(number) + "/Link {\"Active\":" + active + '}');
    }

    @Override
    public void up(ConfigurationId id) {
        int number = number(id);
        flags(number, UP);
        isUp[number] = true;
        StandIn.act("store State:/Network/Service/" + service(number) + "/IPv4 {\"InterfaceName\":\"" + link(number) + "\",\"Addresses\":[\"192.0.2."
            + (number + 1) + "\"]}");
    }

    @Override
    public void down(ConfigurationId id) {
        int number = number(id);
        flags(number, DOWN);
        if (isUp[number]) {
            isUp[number] = false;
            StandIn.act("forget store State:/Network/Service/" + service(number) + "/IPv4");
        }
    }

    @Override
    public void cut(ConfigurationId id) {
        active(number(id), false);
    }

    @Override
    public void gap(ConfigurationId id) {
        active(number(id), false);
        active(number(id), true);
    }

    @Override
    public void remove(ConfigurationId id) {
        int number = number(id);
        // In this order, so that whoever reads in between sees a service that is up still, or none, and never one that is there and down.
        StandIn.act("forget store Setup:/Network/Service/" + service(number) + "/Interface", "forget store Setup:/Network/Service/" + service(number));
        if (isUp[number]) {
            isUp[number] = false;
            StandIn.act("forget store State:/Network/Service/" + service(number) + "/IPv4");
        }
        StandIn.act("forget link " + link(number), "forget store State:/Network/Interface/" + link(number) + "/Link");
    }

    @Override
    public boolean isUp(ConfigurationId id) {
        return isUp[number(id)];
    }
}
