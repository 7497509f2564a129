package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Traffic;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.spi.BackendProvider;
import java.util.function.BooleanSupplier;

/** What the beds of the contract on Linux have in common: {@code ap0} and {@code ap1}, whose cables end in {@code net0} and {@code net1}. */
abstract class LinkBed implements ContractBed {

    /** The link that an access point is on. */
    abstract String link(ConfigurationId id);

    final String peer(ConfigurationId id) {
        return link(id).replace("ap", "net");
    }

    @Override
    public final BackendProvider provider() {
        return new LinuxBackendProvider();
    }

    @Override
    public final void cut(ConfigurationId id) {
        Netns.ip("link set " + peer(id) + " down");
    }

    @Override
    public final void send(ConfigurationId id) {
        LinkWitness.send(link(id));
    }

    @Override
    public final Traffic counted(ConfigurationId id) {
        return LinkWitness.counted(link(id));
    }

    @Override
    public final boolean await(BooleanSupplier condition) {
        return LinkWitness.await(condition);
    }
}
