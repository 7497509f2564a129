package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Traffic;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.testkit.Await;
import java.util.function.BooleanSupplier;

/** What the beds of the contract in the world of the stand-ins have in common: two services, whose ids end in 0 and 1, and the bytes sent. */
abstract class StandInBed implements ContractBed {

    /** Two numbers, so that the bytes of the one cannot be taken for those of the other. */
    private static final int[] PACKET_BYTES = {100, 200};

    private final String prefix;
    private final long[] written = new long[2];

    /** Begins a new world, in which the services are in the system's order. */
    StandInBed(String prefix) {
        this.prefix = prefix;
        empty();
    }

    private void empty() {
        StandIn.load("link lo0 1 24 0x8049 16384 -", "address lo0 127.0.0.1/8", "path 1 0 0",
            "store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"" + service(0) + "\",\"" + service(1) + "\"]}");
    }

    final String service(int number) {
        return prefix + number;
    }

    static int number(ConfigurationId id) {
        return id.value().endsWith("0") ? 0 : 1;
    }

    /** The link whose bytes count for a service. */
    abstract String countedLink(int number);

    /** Adds a service that is down, on a new link. */
    abstract void add(int number);

    @Override
    public final BackendProvider provider() {
        return new StandInProvider();
    }

    @Override
    public final ConfigurationId first() {
        return ConfigurationId.of("service", service(0));
    }

    @Override
    public final ConfigurationId second() {
        return ConfigurationId.of("service", service(1));
    }

    @Override
    public final void restore(ConfigurationId id) {
        written[number(id)] = 0;
        add(number(id));
    }

    @Override
    public final void send(ConfigurationId id) {
        int number = number(id);
        StandIn.act("traffic " + countedLink(number) + " 0 " + PACKET_BYTES[number]);
        written[number] += PACKET_BYTES[number];
    }

    @Override
    public final Traffic counted(ConfigurationId id) {
        return new Traffic(0, written[number(id)]);
    }

    @Override
    public final boolean await(BooleanSupplier condition) {
        return Await.comesTrue(condition);
    }

    @Override
    public final void close() {
        empty();
    }
}
