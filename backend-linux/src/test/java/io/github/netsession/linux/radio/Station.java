package io.github.netsession.linux.radio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine that the library runs on: D-Bus, wpa_supplicant, NetworkManager and one simulated radio or more. nmcli, iw and ip are the witnesses. */
final class Station {

    private static final Path LINKS = Path.of("/sys/class/net");
    private static final String SUPPLICANT = "/run/wpa_supplicant";
    private static final Pattern CONNECTED_TO = Pattern.compile("Connected to ([0-9a-f:]+)");
    private static final Pattern COUNTERS = Pattern.compile("\"rx\":\\{\"bytes\":(\\d+).*\"tx\":\\{\"bytes\":(\\d+)");
    private static final Duration SCAN = Duration.ofSeconds(8);
    /** Of an access point in use NetworkManager says up to 20 less, on a scale of its own. */
    private static final int TOLERANCE = 22;
    private static final Duration READY = Duration.ofSeconds(60);

    private static int plugged;
    /** Whether a test has changed it; to ask would start a program for each test. */
    private static boolean isSwitchedOff;
    private static boolean isBlocked;
    private static boolean isUnchecked;

    private Station() {
    }

    /** Once for each guest. */
    static void start() {
        Path bus = Guest.file("bus.conf", """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen><auth>EXTERNAL</auth><policy context="default">
            <allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
            </policy></busconfig>
            """);
        // What does not autoconnect is left alone: each test begins with everything down.
        Path configuration = Guest.file("nm.conf", """
            [main]
            plugins=keyfile
            auth-polkit=root-only
            dhcp=internal
            dns=none
            rc-manager=unmanaged
            hostname-mode=none
            no-auto-default=*
            [device]
            wifi.scan-rand-mac-address=no
            [connectivity]
            uri=%s
            interval=20
            [logging]
            level=INFO
            """.formatted(Air.CHECK));
        try {
            for (String folder : List.of("/run/dbus", "/run/NetworkManager", "/etc/NetworkManager/system-connections")) {
                Files.createDirectories(Path.of(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Guest.start("bus.log", "dbus-daemon", "--config-file=" + bus, "--nofork", "--nopidfile");
        Guest.await(READY, "D-Bus answers", () -> Guest.run("dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus", "org.freedesktop.DBus.GetId").exit() == 0, () -> "nothing");
        Guest.start("supplicant.log", "wpa_supplicant", "-u", "-O", SUPPLICANT);
        Guest.start("nm.log", "NetworkManager", "--debug", "--config=" + configuration);
        Guest.await(READY, "NetworkManager runs", () -> Guest.run("nmcli", "-t", "-f", "RUNNING", "general").output().startsWith("running"),
            () -> Guest.run("nmcli", "general").output());
    }

    /** Runs nmcli in its form for programs, and fails if it fails. */
    static String nmcli(String... arguments) {
        return Guest.must(Guest.words(List.of("nmcli", "-t"), arguments));
    }

    /** The same, where it may fail. */
    static Guest.Result tryNmcli(String... arguments) {
        return Guest.run(Guest.words(List.of("nmcli", "-t"), arguments));
    }

    /** The links of the radios that are plugged in, the one of the boot first. */
    static List<String> radios() {
        try (Stream<Path> links = Files.list(LINKS)) {
            return links.filter(link -> Files.exists(link.resolve("phy80211"))).map(link -> link.getFileName().toString())
                .sorted(Comparator.comparingInt(Station::index)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int index(String link) {
        return Integer.parseInt(read(link, "ifindex"));
    }

    static String read(String link, String file) {
        try {
            return Files.readString(LINKS.resolve(link).resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plugs a radio in, and waits until NetworkManager has it. Returns its link. */
    static String plug() {
        Set<String> before = new TreeSet<>(radios());
        Guest.must(Guest.tool("hwsim"), "plug", "plugged" + ++plugged);
        List<String> fresh = new ArrayList<>();
        Guest.await(READY, "the new radio has a link", () -> {
            fresh.clear();
            radios().stream().filter(link -> !before.contains(link)).forEach(fresh::add);
            return fresh.size() == 1;
        }, Station::radios);
        String link = fresh.get(0);
        Guest.await(READY, link + " is managed", () -> state(link).equals("disconnected"), () -> state(link));
        return link;
    }

    /** Unplugs the radio of a link. */
    static void unplug(String link) {
        Guest.must(Guest.tool("hwsim"), "unplug", read(link, "phy80211/name"));
        Guest.await(READY, link + " is gone", () -> !radios().contains(link) && state(link).isEmpty(), () -> state(link));
    }

    /** NetworkManager's word for the state of a link; empty without a link. */
    static String state(String link) {
        return nmcli("-f", "DEVICE,STATE", "device").lines().filter(line -> line.startsWith(link + ":")).map(line -> line.substring(link.length() + 1))
            .findFirst().orElse("");
    }

    /** The name of the profile on a link, as NetworkManager sees it; empty if there is none. */
    static String profileOn(String link) {
        return nmcli("-f", "DEVICE,CONNECTION", "device").lines().filter(line -> line.startsWith(link + ":")).map(line -> line.substring(link.length() + 1))
            .findFirst().orElse("");
    }

    /** The names of the profiles that NetworkManager calls activated. */
    static Set<String> active() {
        Set<String> names = new TreeSet<>();
        nmcli("-f", "TYPE,STATE,NAME", "connection", "show", "--active").lines().map(line -> line.split(":", 3))
            .filter(line -> line[0].contains("wireless") && line[1].equals("activated")).forEach(line -> names.add(line[2]));
        return names;
    }

    /** The BSSID that iw sees a link connected to; empty if it is not. */
    static String bssid(String link) {
        Matcher matcher = CONNECTED_TO.matcher(Guest.run("iw", "dev", link, "link").output());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** A row of NetworkManager's list of access points. */
    record Seen(String bssid, String ssid, int strength) {
    }

    /** The access points that NetworkManager lists now, without a scan. */
    static List<Seen> seen(String link) {
        return tryNmcli("-e", "no", "-f", "SIGNAL,BSSID,SSID", "device", "wifi", "list", "ifname", link, "--rescan", "no").output().lines()
            .filter(line -> line.matches("\\d+:([0-9A-F]{2}:){6}.*"))
            .map(line -> new Seen(line.replaceFirst("^\\d+:", "").substring(0, 17).toLowerCase(Locale.ROOT),
                line.replaceFirst("^\\d+:", "").substring(18), Integer.parseInt(line.substring(0, line.indexOf(':'))))).toList();
    }

    /** Asks for a scan as a user would; NetworkManager may refuse one so soon after another. */
    static void scan(String link) {
        tryNmcli("device", "wifi", "rescan", "ifname", link);
    }

    /** Makes a profile that does not connect by itself. Returns its UUID. */
    static String profile(String name, String ssid, String passphrase) {
        String uuid = UUID.randomUUID().toString();
        profile(uuid, name, ssid, passphrase);
        return uuid;
    }

    static void profile(String uuid, String name, String ssid, String passphrase, String... more) {
        List<String> arguments = new ArrayList<>(List.of("connection", "add", "type", "wifi", "con-name", name, "ssid", ssid, "connection.uuid", uuid,
            "connection.autoconnect", "no", "ipv6.method", "disabled"));
        if (!passphrase.isEmpty()) {
            arguments.addAll(List.of("wifi-sec.key-mgmt", "wpa-psk", "wifi-sec.psk", passphrase));
        }
        arguments.addAll(Arrays.asList(more));
        nmcli(arguments.toArray(String[]::new));
    }

    static String profile(String ssid) {
        return profile(ssid, ssid, Air.passphrase(ssid));
    }

    /** The names of NetworkManager's profiles for Wi-Fi. */
    static Set<String> profiles() {
        Set<String> names = new TreeSet<>();
        nmcli("-f", "TYPE,NAME", "connection", "show").lines().filter(line -> line.contains("wireless")).forEach(line ->
            names.add(line.substring(line.indexOf(':') + 1)));
        return names;
    }

    /** Bytes received and sent by ip's counters. */
    static List<Long> counted(String link) {
        Matcher matcher = COUNTERS.matcher(Guest.must("ip", "-s", "-j", "link", "show", link));
        if (!matcher.find()) {
            throw new IllegalStateException("ip shows no counters of " + link);
        }
        return List.of(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** Goes from one access point of an SSID to another, as wpa_supplicant does by itself when the signal falls. */
    static void roam(String link, Air.Ap to) {
        String answer = tryRoam(link, to);
        if (!answer.strip().equals("OK")) {
            throw new IllegalStateException("wpa_supplicant does not roam: " + answer);
        }
    }

    /** The same, where the other access point may be off. */
    static String tryRoam(String link, Air.Ap to) {
        return Guest.run("wpa_cli", "-p", SUPPLICANT, "-i", link, "roam", to.bssid).output();
    }

    static void wifi(boolean on) {
        isSwitchedOff = !on;
        nmcli("radio", "wifi", on ? "on" : "off");
    }

    /** As the key of a laptop does it. Source: linux/rfkill.h, struct rfkill_event: index, type (1: WLAN), operation (3: change all), soft, hard. */
    static void rfkill(boolean blocked) {
        try {
            Files.write(Path.of("/dev/rfkill"), new byte[] {0, 0, 0, 0, 1, 3, (byte) (blocked ? 1 : 0), 0});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!blocked && isBlocked) {
            // The kernel takes the links down. NetworkManager brings them up when udev tells of the key, and here is no udev.
            radios().forEach(link -> Guest.must("ip", "link", "set", link, "up"));
        }
        isBlocked = blocked;
    }

    static void connectivityChecks(boolean on) {
        isUnchecked = !on;
        Guest.must("dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager",
            "org.freedesktop.DBus.Properties.Set", "string:org.freedesktop.NetworkManager", "string:ConnectivityCheckEnabled", "variant:boolean:" + on);
    }

    /** So many radios, on, disconnected, without a profile. Returns their links. */
    static List<String> reset(int count) {
        if (isBlocked) {
            rfkill(false);
        }
        if (isSwitchedOff) {
            wifi(true);
        }
        if (isUnchecked) {
            connectivityChecks(true);
        }
        Set<String> profiles = profiles();
        if (!profiles.isEmpty()) {
            nmcli(Guest.words(List.of("connection", "delete"), profiles.toArray(String[]::new)));
        }
        radios().stream().skip(count).forEach(Station::unplug);
        while (radios().size() < count) {
            plug();
        }
        for (String link : radios()) {
            Guest.await(READY, link + " is disconnected", () -> state(link).equals("disconnected"), () -> nmcli("device"));
        }
        return radios();
    }

    /** Scans until every access point is listed, about as strong as it is heard now: the list may be minutes old. */
    static void know(String link) {
        Guest.await(READY, link + " has seen every access point", () -> {
            if (knows(link)) {
                return true;
            }
            scan(link);
            return Guest.comesTrue(SCAN, () -> knows(link));
        }, () -> seen(link));
    }

    private static boolean knows(String link) {
        List<Seen> seen = seen(link);
        return seen.size() == Air.Ap.values().length
            && seen.stream().allMatch(each -> Math.abs(each.strength() - Air.strength(each.bssid())) <= TOLERANCE);
    }
}
