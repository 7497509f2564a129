package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.BackendProvider;
import java.util.function.BooleanSupplier;

/** Two lines by PPP over Ethernet, each on a cable of its own, in the world of the stand-ins. */
final class LinesBed implements ContractBed {

    private static final String[] WORLD = {
        "link lo0 1 24 0x8049 16384 -", "address lo0 127.0.0.1/8", "path 1 0 0",
        "store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"LINE-0\",\"LINE-1\"]}"};
    private static final int[] SENT = {100, 200};

    private final long[] written = new long[2];
    private int nextIndex = 10;

    LinesBed() {
        StandIn.load(WORLD);
        StandIn.act("interface en5 Ethernet Ethernet 5", "interface en6 Ethernet Ethernet 6", "delay connect 2", "delay disconnect 2");
        for (int number = 0; number < 2; number++) {
            StandIn.act("link " + cable(number) + ' ' + (5 + number) + " 6 0x8863 1500 02:00:00:00:00:0" + (5 + number));
            add(number);
        }
    }

    private static int number(ConfigurationId id) {
        return id.value().endsWith("0") ? 0 : 1;
    }

    private static String service(int number) {
        return "LINE-" + number;
    }

    private static String cable(int number) {
        return "en" + (5 + number);
    }

    private static String tunnel(int number) {
        return "ppp" + number;
    }

    private void add(int number) {
        String setup = "store Setup:/Network/Service/" + service(number);
        StandIn.act("store State:/Network/Interface/" + cable(number) + "/Link {\"Active\":true}",
            "link " + tunnel(number) + ' ' + nextIndex++ + " 23 0x8010 1492 -",
            "service " + service(number) + ' ' + tunnel(number) + " 10.64." + number + ".2/32",
            setup + " {\"UserDefinedName\":\"Line " + number + "\"}",
            setup + "/Interface {\"Type\":\"PPP\",\"SubType\":\"PPPoE\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"" + cable(number) + "\"}");
        written[number] = 0;
    }

    @Override
    public BackendProvider provider() {
        return new StandInProvider();
    }

    @Override
    public Networks openDenied() {
        StandIn.act("refuse start 1003", "refuse stop 1003");
        return Networks.builder().backend(provider()).open();
    }

    @Override
    public ConfigurationId first() {
        return ConfigurationId.of("service", service(0));
    }

    @Override
    public ConfigurationId second() {
        return ConfigurationId.of("service", service(1));
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
    public void remove(ConfigurationId id) {
        String service = service(number(id));
        StandIn.act("forget store Setup:/Network/Service/" + service + "/Interface", "forget store Setup:/Network/Service/" + service,
            "forget service " + service, "forget link " + tunnel(number(id)));
    }

    @Override
    public void restore(ConfigurationId id) {
        add(number(id));
    }

    @Override
    public boolean isUp(ConfigurationId id) {
        return StandIn.number("status " + service(number(id))) == ConnectionPort.CONNECTED;
    }

    @Override
    public void send(ConfigurationId id) {
        StandIn.act("traffic " + tunnel(number(id)) + " 0 " + SENT[number(id)]);
        written[number(id)] += SENT[number(id)];
    }

    @Override
    public Traffic counted(ConfigurationId id) {
        return new Traffic(0, written[number(id)]);
    }

    @Override
    public boolean await(BooleanSupplier condition) {
        return StandIn.await(condition);
    }

    @Override
    public void close() {
        StandIn.load(WORLD);
    }
}
