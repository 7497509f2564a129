package io.github.netsession.bench.start;

import io.github.netsession.Networks;

/** The counters of all interfaces, by this library. */
public final class FirstCounters {

    private FirstCounters() {
    }

    /**
     * Runs.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Networks networks = Networks.open()) {
            System.out.println(networks.counters().size());
        }
    }
}
