package io.github.netsession.linux;

import io.github.netsession.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the beds of the contract on Linux have in common: a network for each link, one packet through it, and ip's counters. */
final class LinkWitness {

    private static final Pattern SENT = Pattern.compile("\"rx\":\\{\"bytes\":(\\d+).*\"tx\":\\{\"bytes\":(\\d+)");

    private LinkWitness() {
    }

    /** The first three bytes of the addresses on a link, with their dots. */
    static String network(String link) {
        return link.equals("ap0") ? "192.0.2." : "198.51.100.";
    }

    /** A static neighbour makes the only packet on the link the one that is sent here. */
    static void send(String link) {
        String neighbour = network(link) + "99";
        Netns.ip("neigh replace " + neighbour + " lladdr 02:00:00:00:00:99 dev " + link);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1000], 1000, InetAddress.getByName(neighbour), 9));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Traffic counted(String link) {
        Matcher matcher = SENT.matcher(Netns.ip("-s -j link show " + link));
        if (!matcher.find()) {
            throw new IllegalStateException("ip shows no counters of " + link);
        }
        return new Traffic(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** Waits for up to a minute. */
    static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }
}
