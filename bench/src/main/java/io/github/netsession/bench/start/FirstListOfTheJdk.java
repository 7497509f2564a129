package io.github.netsession.bench.start;

import java.net.NetworkInterface;
import java.net.SocketException;

/** The list of all interfaces, by the JDK, which has no counters. */
public final class FirstListOfTheJdk {

    private FirstListOfTheJdk() {
    }

    /**
     * Runs.
     *
     * @param arguments none
     * @throws SocketException if the JDK cannot read them
     */
    public static void main(String[] arguments) throws SocketException {
        System.out.println(NetworkInterface.networkInterfaces().mapToLong(each -> each.getInterfaceAddresses().size()).sum());
    }
}
