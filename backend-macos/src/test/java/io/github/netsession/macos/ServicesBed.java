package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.BackendProvider;
import java.util.function.BooleanSupplier;

/** Two Ethernet services, which nobody but an administrator can start, in the world of the stand-ins. */
final class ServicesBed implements ContractBed {

    private static final String[] WORLD = {
        "link lo0 1 24 0x8049 16384 -", "address lo0 127.0.0.1/8", "path 1 0 0",
        "store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"CABLE-0\",\"CABLE-1\"]}"};
    private static final int UP = 0x8863;
    private static final int DOWN = 0x8822;
    private static final int PACKET_BYTES = 1000;

    private final long[] written = new long[2];
    private final int[] index = new int[2];
    private final boolean[] isUp = new boolean[2];
    private int nextIndex = 5;

    ServicesBed() {
        StandIn.load(WORLD);
        add(0);
        add(1);
    }

    private static int number(ConfigurationId id) {
        return id.value().endsWith("0") ? 0 : 1;
    }

    private static String service(int number) {
        return "CABLE-" + number;
    }

    private static String link(int number) {
        return "en" + (5 + number);
    }

    private void add(int number) {
        index[number] = nextIndex++;
        written[number] = 0;
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
    public BackendProvider provider() {
        return new StandInProvider();
    }

    @Override
    public Networks openDenied() {
        throw new UnsupportedOperationException("these cannot be started anyway");
    }

    @Override
    public boolean isStartable() {
        return false;
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
    public void restore(ConfigurationId id) {
        add(number(id));
    }

    @Override
    public boolean isUp(ConfigurationId id) {
        return isUp[number(id)];
    }

    @Override
    public void send(ConfigurationId id) {
        StandIn.act("traffic " + link(number(id)) + " 0 " + PACKET_BYTES);
        written[number(id)] += PACKET_BYTES;
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
