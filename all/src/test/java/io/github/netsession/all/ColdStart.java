package io.github.netsession.all;

import io.github.netsession.Networks;

/** The program of {@link StartTest}: opens the networks, reads the counters, and ends at once. */
final class ColdStart {

    private ColdStart() {
    }

    public static void main(String[] arguments) {
        Networks networks = Networks.open();
        System.out.println(networks.backend() + " " + networks.counters().size());
        Runtime.getRuntime().halt(0);
    }
}
