package io.github.netsession.bench.start;

import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/** The counters of all interfaces, by OSHI. */
public final class FirstCountersOfOshi {

    private FirstCountersOfOshi() {
    }

    /**
     * Runs.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        List<NetworkIF> interfaces = new SystemInfo().getHardware().getNetworkIFs(true);
        System.out.println(interfaces.size() + " " + interfaces.get(0).getBytesRecv());
    }
}
