package io.github.netsession.engine.state;

import io.github.netsession.CapabilityReport;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import java.time.Duration;
import java.util.Optional;

/** The kinds of {@link NetworksEvent} as values: records that implement interfaces, so that a kind can gain an accessor without breaking a caller. */
public final class NetworksEvents {

    private NetworksEvents() {
    }

    record Present(NetworksState state) implements NetworksEvent.Present {
    }

    record ConfigurationAdded(NetworksState state, NetworkConfiguration configuration) implements NetworksEvent.ConfigurationAdded {
    }

    record ConfigurationRemoved(NetworksState state, NetworkConfiguration configuration) implements NetworksEvent.ConfigurationRemoved {
    }

    record ConfigurationChanged(NetworksState state, NetworkConfiguration before, NetworkConfiguration configuration)
        implements NetworksEvent.ConfigurationChanged {
    }

    record InterfaceAdded(NetworksState state, Link link) implements NetworksEvent.InterfaceAdded {
    }

    record InterfaceRemoved(NetworksState state, Link link) implements NetworksEvent.InterfaceRemoved {
    }

    record InterfaceChanged(NetworksState state, Link before, Link link) implements NetworksEvent.InterfaceChanged {
    }

    record DefaultInterfaceChanged(NetworksState state, Optional<Link> before, boolean wasKnown) implements NetworksEvent.DefaultInterfaceChanged {
    }

    record OnlineChanged(NetworksState state) implements NetworksEvent.OnlineChanged {
    }

    record ConnectivityChanged(NetworksState state, Connectivity before) implements NetworksEvent.ConnectivityChanged {
    }

    record MeteredChanged(NetworksState state, Metered before) implements NetworksEvent.MeteredChanged {
    }

    record UsagePoliciesChanged(NetworksState state) implements NetworksEvent.UsagePoliciesChanged {
    }

    record CapabilitiesChanged(NetworksState state, CapabilityReport report) implements NetworksEvent.CapabilitiesChanged {
    }

    record Resynchronized(NetworksState state, long losses) implements NetworksEvent.Resynchronized {
    }

    record Resumed(NetworksState state, Duration suspended) implements NetworksEvent.Resumed {
    }

    record Degraded(NetworksState state, String reason) implements NetworksEvent.Degraded {
    }

    record Recovered(NetworksState state) implements NetworksEvent.Recovered {
    }
}
