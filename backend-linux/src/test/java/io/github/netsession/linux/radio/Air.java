package io.github.netsession.linux.radio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is on the air: hostapd's access points, each on a simulated radio, and the networks behind them, all in the namespace {@code ap}. */
final class Air {

    /** The access points, in the order of the radios they are on: phy0, phy1, ... */
    enum Ap {
        HOME_1("home", 1, "02:00:00:00:aa:01", Security.WPA2),
        HOME_2("home", 6, "02:00:00:00:aa:02", Security.WPA2),
        CAFE("cafe", 11, "02:00:00:00:cc:01", Security.WPA2),
        SAFE("safe", 3, "02:00:00:00:dd:01", Security.WPA3),
        FREE("free", 9, "02:00:00:00:ee:01", Security.NONE);

        final String ssid;
        final int channel;
        final String bssid;
        final Security security;

        Ap(String ssid, int channel, String bssid, Security security) {
            this.ssid = ssid;
            this.channel = channel;
            this.bssid = bssid;
            this.security = security;
        }

        String radio() {
            return "phy" + ordinal();
        }

        String link() {
            return "wlan" + ordinal();
        }

        /** Home's two are on one bridge, so that a station keeps its address from one to the other. */
        String network() {
            return ssid.equals("home") ? "bridge" : link();
        }
    }

    enum Security { NONE, WPA2, WPA3 }

    static final List<Ap> HOME = List.of(Ap.HOME_1, Ap.HOME_2);
    static final String CHECK = "http://10.10.0.1/cgi-bin/check";
    /** What a station hears of every access point when nothing else was asked for. */
    static final int STRONG_DBM = -30;
    /** A simulated radio sends with 20 dBm, and what is heard is the sum. Source: mac80211_hwsim.c, rx_rssi. */
    private static final int SENT_DBM = 20;
    private static final int WEAKEST_DBM = -100 + SENT_DBM;
    private static final Set<Ap> OFF = EnumSet.noneOf(Ap.class);
    private static final Map<Ap, Integer> HEARD = new EnumMap<>(Ap.class);
    private static final Path DEBUG = Path.of("/sys/kernel/debug/ieee80211");

    private Air() {
    }

    /** The access points of an SSID. */
    static List<Ap> in(String ssid) {
        return Arrays.stream(Ap.values()).filter(ap -> ap.ssid.equals(ssid)).toList();
    }

    static String passphrase(String ssid) {
        return "secret-" + ssid;
    }

    /** The first three bytes of the addresses in a network, with their dots. */
    static String addresses(String ssid) {
        return switch (ssid) {
            case "home" -> "10.11.0.";
            case "cafe" -> "10.12.0.";
            case "safe" -> "10.14.0.";
            case "free" -> "10.15.0.";
            default -> throw new IllegalArgumentException(ssid);
        };
    }

    /** Starts what sends back all that it gets, at a port where the access points are. */
    static void echo(int port) {
        Guest.start("echo.log", Guest.words(List.of("ip", "netns", "exec", "ap"), "busybox", "nc", "-ll", "-p", Integer.toString(port), "-e", "cat"));
        Guest.await(Duration.ofSeconds(10), "the echo listens", () -> there("busybox", "netstat", "-tln").contains(":" + port + " "), () -> "echo.log");
    }

    /** Runs a program where the access points are. */
    static String there(String... command) {
        return Guest.must(Guest.words(List.of("ip", "netns", "exec", "ap"), command));
    }

    /** Once for each guest. */
    static void start() {
        Guest.must("ip", "netns", "add", "ap");
        there("ip", "link", "set", "lo", "up");
        there("ip", "link", "add", "bridge", "type", "bridge");
        List<String> configurations = new ArrayList<>();
        for (Ap ap : Ap.values()) {
            Guest.must("iw", "phy", ap.radio(), "set", "netns", "name", "ap");
            configurations.add(Guest.file("hostapd-" + ap.link(), configuration(ap)).toString());
        }
        Guest.start("hostapd.log", Guest.words(List.of("ip", "netns", "exec", "ap", "hostapd"), configurations.toArray(String[]::new)));
        for (Ap ap : Ap.values()) {
            Guest.await(Duration.ofSeconds(60), ap + " is on", () -> isOn(ap), () -> "hostapd.log says why");
            if (ap != Ap.HOME_2) {
                there("ip", "address", "add", addresses(ap.ssid) + "1/24", "dev", ap.network());
                there("ip", "link", "set", ap.network(), "up");
            }
        }
        startServices();
    }

    private static String configuration(Ap ap) {
        return "interface=" + ap.link() + "\ndriver=nl80211\nctrl_interface=" + Guest.FILES + "/hostapd\nssid=" + ap.ssid + "\nhw_mode=g\nchannel="
            + ap.channel + "\nbssid=" + ap.bssid + "\nauth_algs=1\n" + (ap.network().equals("bridge") ? "bridge=bridge\n" : "")
            + switch (ap.security) {
                case NONE -> "";
                case WPA2 -> "wpa=2\nwpa_key_mgmt=WPA-PSK\nrsn_pairwise=CCMP\nwpa_passphrase=" + passphrase(ap.ssid) + "\n";
                case WPA3 -> "wpa=2\nwpa_key_mgmt=SAE\nrsn_pairwise=CCMP\nieee80211w=2\nsae_password=" + passphrase(ap.ssid) + "\n";
            };
    }

    /** Addresses for the stations, and what NetworkManager asks whether it has reached the Internet. */
    private static void startServices() {
        StringBuilder dhcp = new StringBuilder("port=0\nbind-dynamic\ndhcp-leasefile=" + Guest.FILES + "/leases\n");
        for (Ap ap : Ap.values()) {
            if (ap != Ap.HOME_2) {
                dhcp.append("interface=").append(ap.network()).append("\ndhcp-range=").append(addresses(ap.ssid)).append("50,").append(addresses(ap.ssid))
                    .append("99,255.255.255.0,1h\n");
            }
        }
        // As an Android phone says that it shares a connection that costs.
        dhcp.append("dhcp-option-force=tag:").append(Ap.CAFE.network()).append(",43,ANDROID_METERED\n");
        Guest.start("dnsmasq.log", "ip", "netns", "exec", "ap", "dnsmasq", "--keep-in-foreground", "--user=root", "--pid-file",
            "--conf-file=" + Guest.file("dnsmasq.conf", dhcp.toString()));
        there("ip", "address", "add", "10.10.0.1/32", "dev", "lo");
        Path check = Guest.file("www/cgi-bin/check", """
            #!/bin/sh
            read -r network < %s/portal
            case $REMOTE_ADDR in
              "$network"*) printf 'Status: 302 Found\\r\\nLocation: http://10.10.0.1/login\\r\\n\\r\\n' ;;
              *) printf 'Content-Type: text/plain\\r\\n\\r\\nNetworkManager is online\\n' ;;
            esac
            """.formatted(Guest.FILES));
        if (!check.toFile().setExecutable(true)) {
            throw new IllegalStateException(check + " cannot be made executable");
        }
        portal("nowhere");
        Guest.start("httpd.log", "ip", "netns", "exec", "ap", "busybox", "httpd", "-f", "-p", "10.10.0.1:80", "-h", Guest.FILES + "/www");
    }

    private static Guest.Result hostapd(Ap ap, String... command) {
        return Guest.run(Guest.words(List.of("hostapd_cli", "-p", Guest.FILES + "/hostapd", "-i", ap.link()), command));
    }

    private static boolean isOn(Ap ap) {
        return hostapd(ap, "status").output().contains("state=ENABLED");
    }

    /** Ends an access point's radio; it throws its stations off before. */
    static void off(Ap ap) {
        if (OFF.add(ap)) {
            hostapd(ap, "disable");
            Guest.await(Duration.ofSeconds(10), ap + " is off", () -> !isOn(ap), () -> "on");
        }
    }

    static void on(Ap ap) {
        if (OFF.remove(ap)) {
            hostapd(ap, "enable");
            Guest.await(Duration.ofSeconds(10), ap + " is on", () -> isOn(ap), () -> "off");
        }
    }

    /** Throws a station off, which may come back at once. */
    static void deauthenticate(Ap ap, String station) {
        hostapd(ap, "deauthenticate", station);
    }

    /** How strongly the stations hear an access point. */
    static void signal(Ap ap, int dbm) {
        if (dbm < WEAKEST_DBM || dbm > 0) {
            throw new IllegalArgumentException(dbm + " dBm cannot be simulated");
        }
        HEARD.put(ap, dbm);
        // The kernel reads an unsigned number.
        simulate(ap, "rx_rssi", Long.toUnsignedString(dbm - SENT_DBM));
    }

    /** NetworkManager's number for an access point that a scan has just heard. Source: nm-wifi-utils, 100 at -40 dBm and 0 at -100. */
    static int strength(String bssid) {
        int dbm = Arrays.stream(Ap.values()).filter(ap -> ap.bssid.equals(bssid)).map(HEARD::get).findFirst().orElse(WEAKEST_DBM);
        return Math.min(100, 100 - (int) ((-40 - dbm) / 0.6));
    }

    /** The access point goes on, and nobody hears it: radios hear each other only in a common group. */
    static void outOfRange(Ap ap) {
        simulate(ap, "group", "2");
    }

    static void withinRange(Ap ap) {
        simulate(ap, "group", "1");
    }

    private static void simulate(Ap ap, String what, String value) {
        try {
            Files.writeString(DEBUG.resolve(ap.radio()).resolve("hwsim").resolve(what), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stations of this network are sent to a page where they should log in, instead of to where they want to go. */
    static void portalAt(String ssid) {
        portal(addresses(ssid));
    }

    static void portalNowhere() {
        portal("nowhere");
    }

    private static void portal(String network) {
        Guest.file("portal", network + "\n");
    }

    /** All on and strong, but for cafe, which is heard as said. */
    static void reset(int cafeDbm) {
        portalNowhere();
        for (Ap ap : Ap.values()) {
            withinRange(ap);
            signal(ap, ap == Ap.CAFE ? cafeDbm : STRONG_DBM);
            on(ap);
        }
    }
}
