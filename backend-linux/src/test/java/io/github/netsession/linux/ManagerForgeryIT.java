package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Anybody may send a signal to anybody on the system bus, whatever was subscribed to: what somebody else says is not NetworkManager's word. */
@Tag("manager")
@Timeout(120)
class ManagerForgeryIT extends ManagerStory {

    private static final String DHCP = "0ff1ce00-0000-4000-8000-000000000003";
    private static final String ACTIVE = "org.freedesktop.NetworkManager.Connection.Active";

    private static List<String> everybody() {
        return Arrays.stream(Netns.run("dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus.ListNames").output().split("\"")).filter(name -> name.startsWith(":")).toList();
    }

    private static void forge(String path, String member, String... arguments) {
        for (String name : everybody()) {
            String[] command = {"dbus-send", "--system", "--type=signal", "--dest=" + name, path, member};
            String[] all = Arrays.copyOf(command, command.length + arguments.length);
            System.arraycopy(arguments, 0, all, command.length, arguments.length);
            Netns.run(all);
        }
    }

    @Test
    void aStartDoesNotFailBecauseSomebodyElseSaysSo() {
        bed.profile(DHCP, "dhcp", "ap1", BY_HAND + "[ipv4]\nmethod=auto\ndhcp-timeout=60\nmay-fail=false\n[ipv6]\nmethod=disabled\n");
        NetworkSession session = session(ConfigurationId.of("nm", DHCP));
        CompletableFuture<?> opening = session.open();
        eventually(() -> bed.nmcli("-f", "UUID,STATE", "connection", "show", "--active").contains(DHCP + ":activating"), "it is on its way");
        for (int number = 0; number < 10; number++) {
            forge("/org/freedesktop/NetworkManager/ActiveConnection/" + number, ACTIVE + ".StateChanged", "uint32:4", "uint32:9");
        }
        // A true signal behind the false ones shows that they have been taken in.
        up(OFFICE);
        assertFalse(opening.isDone(), () -> "it failed: " + failureOf(opening));
        assertEquals(List.of(true), List.of(bed.nmcli("-f", "UUID,STATE", "connection", "show", "--active").contains(DHCP + ":activating")));
        session.stop().join();
    }
}
