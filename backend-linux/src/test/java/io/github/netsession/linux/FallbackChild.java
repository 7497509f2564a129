package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.linux.jna.NetlinkRefusal;

/** A program for another JVM, in which the backend may not work: prints which backend it got, why, and what it knows. */
final class FallbackChild {

    private FallbackChild() {
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            NetlinkRefusal.of(Integer.parseInt(arguments[0]));
        }
        try (Networks networks = Networks.open()) {
            System.out.println("backend " + networks.backend());
            System.out.println("reason " + networks.fallbackReason().orElse("none"));
            System.out.println("default known " + networks.isDefaultInterfaceKnown());
            System.out.println("counters " + networks.counters().size());
            System.out.println("remedy " + networks.capabilities().of(Capability.DATA_STATISTICS).remedy().orElse("none"));
            NetworkSession session = networks.session(networks.configurations().get(0));
            System.out.println("traffic " + session.traffic());
        }
    }
}
