package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.macos.jna.StandIn;

/** Two lines by PPP over Ethernet, each on a cable of its own, in the world of the stand-ins. */
final class LinesBed extends StandInBed {

    private int nextIndex = 10;

    LinesBed() {
        super("LINE-");
        StandIn.act("interface en5 Ethernet Ethernet 5", "interface en6 Ethernet Ethernet 6", "delay connect 2", "delay disconnect 2");
        for (int number = 0; number < 2; number++) {
            StandIn.act("link " + cable(number) + ' ' + (5 + number) + " 6 0x8863 1500 02:00:00:00:00:0" + (5 + number));
            add(number);
        }
    }

    private static String cable(int number) {
        return "en" + (5 + number);
    }

    private static String tunnel(int number) {
        return "ppp" + number;
    }

    @Override
    String countedLink(int number) {
        return tunnel(number);
    }

    @Override
    void add(int number) {
        String setup = "store Setup:/Network/Service/" + service(number);
        StandIn.act("store State:/Network/Interface/" + cable(number) + "/Link {\"Active\":true}",
            "link " + tunnel(number) + ' ' + nextIndex++ + " 23 0x8010 1492 -",
            "service " + service(number) + ' ' + tunnel(number) + " 10.64." + number + ".2/32",
            setup + " {\"UserDefinedName\":\"Line " + number + "\"}",
            setup + "/Interface {\"Type\":\"PPP\",\"SubType\":\"PPPoE\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"" + cable(number) + "\"}");
    }

    @Override
    public Networks openDenied() {
        StandIn.act("refuse start 1003", "refuse stop 1003");
        return Networks.builder().backend(provider()).open();
    }

    @Override
    public void up(ConfigurationId id) {
        StandIn.act("up " + service(number(id)));
    }

    @Override
    public void down(ConfigurationId id) {
        StandIn.act("down " + service(number(id)));
    }

    @Override
    public void cut(ConfigurationId id) {
        StandIn.act("store State:/Network/Interface/" + cable(number(id)) + "/Link {\"Active\":false}");
        down(id);
    }

    @Override
    public void gap(ConfigurationId id) {
        String link = "store State:/Network/Interface/" + cable(number(id)) + "/Link {\"Active\":";
        StandIn.act(link + "false}");
        StandIn.act(link + "true}");
    }

    @Override
    public void remove(ConfigurationId id) {
        String service = service(number(id));
        StandIn.act("forget store Setup:/Network/Service/" + service + "/Interface", "forget store Setup:/Network/Service/" + service,
            "forget service " + service, "forget link " + tunnel(number(id)));
    }

    @Override
    public boolean isUp(ConfigurationId id) {
        return StandIn.number("status " + service(number(id))) == ConnectionPort.CONNECTED;
    }
}
