package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.windows.jna.JnaWindowsOs;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Sockets on the default interface: the options of both versions of IP are kept. Sends nothing. Not run on real Windows so far. */
@Tag("host")
@Tag("every-jdk")
@EnabledOnOs(OS.WINDOWS)
class SocketsHostIT {

    private final SocketPort port = new JnaWindowsOs().sockets();

    private void assertDirected(NetworkChannel channel, Link link, boolean isIpv6) throws IOException {
        try (channel) {
            new SocketDirector(port).direct(link, channel);
            port.with(channel, socket -> {
                assertEquals(isIpv6, port.isIpv6(socket));
                for (UnicastOption option : UnicastOption.of(isIpv6)) {
                    assertArrayEquals(option.bytes(link.index()), port.option(socket, option), option.nativeName());
                }
            });
        }
    }

    @Test
    void socketsOfEveryFamilyKeepTheLinkThatTheyAreDirectedTo() throws IOException {
        Optional<Link> link;
        try (Networks networks = Networks.open()) {
            link = networks.defaultInterface();
        }
        if (link.isEmpty()) {
            System.out.println("no default interface on this machine: no socket is directed");
            return;
        }
        assertDirected(SocketChannel.open(StandardProtocolFamily.INET), link.get(), false);
        assertDirected(DatagramChannel.open(StandardProtocolFamily.INET), link.get(), false);
        if (Boolean.getBoolean("netsession.wine")) {
            System.out.println("Wine takes the number of IPv6 in another order (DirectRoutingIT): no socket of both versions is directed");
            return;
        }
        assertDirected(SocketChannel.open(), link.get(), true);
        assertDirected(DatagramChannel.open(), link.get(), true);
    }
}
