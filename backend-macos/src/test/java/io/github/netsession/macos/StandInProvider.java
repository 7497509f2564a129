package io.github.netsession.macos;

import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;

/** The macOS backend on the stand-ins for Apple's libraries; found by the service loader like any other, and taken only by its name. */
public final class StandInProvider implements BackendProvider {

    static final String NAME = "macos-standin";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return -1;
    }

    @Override
    public Probe probe() {
        return Probe.usable("it is asked for by name only");
    }

    @Override
    public Backend open(BackendSink sink) {
        return MacBackend.open(StandIn.os(), sink);
    }
}
