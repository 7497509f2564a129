package com.example.courier;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ProgramResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A real NetworkManager on a system bus of its own. It connects up0 by the profile {@code office} and up1 by the profile {@code phone}, whose
 * traffic costs.
 */
final class RunningManager implements AutoCloseable {

    static final String OFFICE = "50fb6b4a-db11-45e8-b9ec-ed9391a8e6ba";
    static final String PHONE = "59d39d3d-f569-4f75-94dd-0a69f858a728";

    private static final Path SOCKET = Path.of("/run/dbus/system_bus_socket");

    private final Path directory;
    private final List<Process> programs = new ArrayList<>();

    RunningManager(Path directory) throws IOException {
        this.directory = directory;
        if (Files.exists(SOCKET)) {
            throw new IllegalStateException("this test needs a /run of its own: ./check manager");
        }
        Files.writeString(directory.resolve("bus.conf"), """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig><type>system</type><listen>unix:path=%s</listen><auth>EXTERNAL</auth><policy context="default">
            <allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
            </policy></busconfig>
            """.formatted(SOCKET));
        Files.writeString(directory.resolve("nm.conf"), """
            [main]
            plugins=keyfile
            auth-polkit=root-only
            dns=none
            rc-manager=unmanaged
            no-auto-default=*
            hostname-mode=none
            [keyfile]
            path=%s
            unmanaged-devices=interface-name:up2
            """.formatted(directory));
        // Metered: 1 is yes, 2 is no. Source: nm-settings(5).
        profile(OFFICE, "office", 0, 2);
        profile(PHONE, "phone", 1, 1);
        start("dbus-daemon", "--config-file=" + directory + "/bus.conf", "--nofork", "--nopidfile");
        Await.until(() -> Files.exists(SOCKET));
        start("NetworkManager", "--debug", "--config=" + directory + "/nm.conf", "--config-dir=" + directory + "/none", "--system-config-dir=" + directory
            + "/none", "--intern-config=" + directory + "/intern.conf", "--state-file=" + directory + "/state", "--pid-file=" + directory + "/nm.pid");
    }

    void awaitProfiles() {
        Await.until(() -> isActive(OFFICE) && isActive(PHONE), () -> "both profiles active");
    }

    /** NetworkManager gives a profile up some seconds after its carrier is gone. */
    void awaitOfficeGone() {
        Await.until(() -> !isActive(OFFICE), () -> "the office inactive");
    }

    private static boolean isActive(String uuid) {
        return ProgramResult.of("nmcli", "-t", "-f", "UUID,STATE", "connection", "show", "--active").output().contains(uuid + ":activated");
    }

    private void profile(String uuid, String name, int link, int metered) throws IOException {
        Path file = Files.createFile(directory.resolve(uuid + ".nmconnection"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String network = "10.77." + link;
        // The phone has the better default route, so plain sockets leave by it.
        Files.writeString(file, """
            [connection]
            id=%s
            uuid=%s
            type=ethernet
            interface-name=up%d
            metered=%d
            [ipv4]
            method=manual
            address1=%s.2/24,%s.1
            route-metric=%d
            [ipv6]
            method=disabled
            """.formatted(name, uuid, link, metered, network, network, 200 - 100 * link));
    }

    private void start(String... command) throws IOException {
        programs.add(new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"))
            .redirectOutput(directory.resolve(command[0] + ".log").toFile()).start());
    }

    @Override
    public void close() throws IOException {
        for (int number = programs.size() - 1; number >= 0; number--) {
            programs.get(number).destroyForcibly().onExit().join();
        }
        Files.deleteIfExists(SOCKET);
    }
}
