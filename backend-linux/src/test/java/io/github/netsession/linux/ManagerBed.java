package io.github.netsession.linux;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ProgramResult;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real NetworkManager on a system bus of its own, in the namespaces that manager/bin/java has made: the links {@code ap0} and
 * {@code ap1} are what it manages, the other ends of the cables are {@code net0} and {@code net1}. nmcli is the witness.
 */
final class ManagerBed implements AutoCloseable {

    private static final Path RUN = Path.of("/run");
    private static final String SOCKET = "/run/dbus/system_bus_socket";

    private final Path directory;
    private final List<Process> others = new ArrayList<>();
    private Process bus;
    private Process manager;

    /** A bed where a NetworkManager runs. */
    static ManagerBed withManager() {
        ManagerBed bed = withBus();
        bed.startManager();
        return bed;
    }

    /** A bed with two cables and a bus, and nobody on it. */
    static ManagerBed withBus() {
        ManagerBed bed = new ManagerBed();
        bed.cable(0);
        bed.cable(1);
        bed.startBus();
        return bed;
    }

    /** A bed without anything: no link, no bus. */
    ManagerBed() {
        Netns.clean();
        if (!"tmpfs".equals(run("stat", "-f", "-c", "%T", "/run").trim()) || Files.exists(Path.of(SOCKET))) {
            throw new IllegalStateException("the manager tier must see a /run of its own: start the test JVM by src/test/manager/bin/java");
        }
        try {
            directory = Files.createTempDirectory(RUN, "netsession-bed", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.createDirectory(directory.resolve("profiles"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(directory.resolve("bus.conf"), """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig><type>system</type><listen>unix:path=%s</listen><auth>EXTERNAL</auth><policy context="default">
                <allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
                </policy></busconfig>
                """.formatted(SOCKET));
            configure("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes NetworkManager's configuration, for the next one that is started; with more lines of it. */
    void configure(String more) {
        file("nm.conf", """
            [main]
            plugins=keyfile
            auth-polkit=root-only
            dns=none
            rc-manager=unmanaged
            no-auto-default=*
            hostname-mode=none
            [keyfile]
            path=%s/profiles
            unmanaged-devices=interface-name:net*
            [logging]
            level=INFO
            """.formatted(directory) + more);
    }

    /** Writes any other file of the bed. */
    Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pair of cable ends; NetworkManager manages the one. */
    void cable(int number) {
        Netns.accessPoint(number).add();
    }

    void startBus() {
        bus = start("bus.log", "dbus-daemon", "--config-file=" + directory + "/bus.conf", "--nofork", "--nopidfile");
        Await.until(() -> Files.exists(Path.of(SOCKET)) && Netns.run("dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus", "org.freedesktop.DBus.GetId").exit() == 0);
    }

    void startManager() {
        launchManager();
        Await.until(() -> Netns.run("nmcli", "-t", "-f", "RUNNING", "general").output().startsWith("running"));
    }

    /** Does not wait for it to run. */
    void launchManager() {
        manager = start("nm.log", "NetworkManager", "--debug", "--config=" + directory + "/nm.conf", "--config-dir=" + directory + "/none",
            "--system-config-dir=" + directory + "/none", "--intern-config=" + directory + "/intern.conf", "--state-file=" + directory + "/state",
            "--pid-file=" + directory + "/nm.pid");
    }

    /** Any other program of the bed, which ends with it. */
    Process start(String log, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(log).toFile())).start();
            others.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void killManager() {
        end(manager);
    }

    void killBus() {
        end(bus);
    }

    /** As {@code kill -STOP} and {@code kill -CONT} do. */
    void signalManager(String signal) {
        run("kill", "-" + signal, Long.toString(manager.pid()));
    }

    void signalBus(String signal) {
        run("kill", "-" + signal, Long.toString(bus.pid()));
    }

    static void end(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end: " + process.info());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives NetworkManager an Ethernet profile for a link, with a fixed address and more lines of its keyfile, or changes it. */
    void profile(String uuid, String name, String link, String sections) {
        Path file = directory.resolve("profiles").resolve(uuid + ".nmconnection");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "[connection]\nid=" + name + "\nuuid=" + uuid + "\ntype=ethernet\ninterface-name=" + link + "\n" + sections);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (manager != null && manager.isAlive()) {
            nmcli("connection", "load", file.toString());
        }
    }

    /** Runs nmcli, and fails if it fails. */
    String nmcli(String... arguments) {
        return nmcli(Set.of(0), arguments);
    }

    /** The same, where it may end otherwise, too. Source: nmcli(1), exit status. */
    String nmcli(Set<Integer> exits, String... arguments) {
        List<String> command = new ArrayList<>(List.of("nmcli", "-t"));
        command.addAll(Arrays.asList(arguments));
        return run(exits, command.toArray(String[]::new));
    }

    private static String run(String... command) {
        return run(Set.of(0), command);
    }

    private static String run(Set<Integer> exits, String... command) {
        ProgramResult result = Netns.run(command);
        if (!exits.contains(result.exit())) {
            throw new IllegalStateException(Arrays.toString(command) + " ended with " + result.exit() + ": " + result.output());
        }
        return result.output();
    }

    /** The witness: whether a profile is active. */
    boolean isActive(String uuid) {
        return Arrays.asList(nmcli("-f", "UUID,STATE", "connection", "show", "--active").split("\n")).contains(uuid + ":activated");
    }

    /** What NetworkManager has written. */
    String log() {
        try {
            return Files.readString(directory.resolve("nm.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (int i = others.size() - 1; i >= 0; i--) {
            end(others.get(i));
        }
        try {
            Files.deleteIfExists(Path.of(SOCKET));
            deleteAll(directory);
            deleteAll(RUN.resolve("NetworkManager"));
            Files.createDirectories(RUN.resolve("NetworkManager"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Netns.clean();
    }

    private static void deleteAll(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
