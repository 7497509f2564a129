package io.github.netsession.linux.nm;

import io.github.netsession.linux.bus.BusValues;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long NetworkManager itself takes at most until a profile is up or has failed: the sum of what it waits for one after the other. It
 * reports failures itself, so the limit only has to be long enough, and to end a start at all if NetworkManager hangs.
 *
 * <p>{@code connection.wait-device-timeout} does not count: it delays only the end of the machine's startup, and a start without a device
 * fails at once. A default of NetworkManager.conf is not told by NetworkManager; where a profile leaves a limit to it, NetworkManager's own
 * default is assumed. Source: nm-settings-dbus(5), NetworkManager.conf(5).
 */
final class NmTimeLimits {

    static final Duration LEAST = Duration.ofSeconds(30);
    /** Also of profiles whose limits are not known, and of those that wait without end. */
    static final Duration MOST = Duration.ofMinutes(5);

    /** For what takes a moment and has no limit in a profile, so that NetworkManager reports a failure before the limit is over. */
    private static final long MARGIN_MILLIS = 10_000;
    /** Of one attempt to associate and to log in. Source: nm-device.c, nm_device_get_supplicant_timeout. */
    private static final long AUTH_SECONDS = 25;
    /** An attempt that failed is repeated so often, each time after a new key was asked for. Source: nm-device.c, NM_DEVICE_AUTH_RETRIES_DEFAULT. */
    private static final long AUTH_RETRIES = 3;
    /** For which a person may take over the key. Source: nm-secret-agent.c, the D-Bus limit of GetSecrets. */
    private static final long PROMPT_SECONDS = 120;
    private static final long DHCP_SECONDS = 45;
    /** Source: nm-lndp-ndisc.c, the least default of ra-timeout; the kernel's default of solicitations leads to it. */
    private static final long ROUTER_SECONDS = 30;
    /** Source: nm-vpn-connection.c, _get_vpn_timeout. */
    private static final long VPN_SECONDS = 60;

    private final BusValues settings;
    private final BusValues connection;

    private NmTimeLimits(BusValues settings) {
        this.settings = settings;
        this.connection = settings.values("connection");
    }

    /** Returns the limit of a start of a profile with these settings. */
    static Duration of(BusValues settings) {
        return new NmTimeLimits(settings).sum();
    }

    private Duration sum() {
        OptionalLong link = linkSeconds();
        if (link.isEmpty()) {
            return MOST;
        }
        long millis = MARGIN_MILLIS + (link.getAsLong() + addressSeconds() + positive(connection, "gateway-ping-timeout", 0)) * 1_000
            + positive(connection, "wait-activation-delay", 0);
        return Duration.ofMillis(Math.max(LEAST.toMillis(), Math.min(millis, MOST.toMillis())));
    }

    /** Until there is a link; empty if that has no limit, or none that is known: of what is made of other devices, and of modems. */
    private OptionalLong linkSeconds() {
        return switch (connection.text("type").orElse("")) {
            case NmProfile.WIRED, "veth" -> has("802-1x") ? loginSeconds() : OptionalLong.of(0);
            case NmProfile.WIFI -> has("802-11-wireless-security") ? loginSeconds() : OptionalLong.of(AUTH_SECONDS);
            case "vpn" -> OptionalLong.of(PROMPT_SECONDS + positive(settings.values("vpn"), "timeout", VPN_SECONDS));
            default -> OptionalLong.empty();
        };
    }

    private boolean has(String section) {
        return settings.entries().containsKey(section);
    }

    private OptionalLong loginSeconds() {
        long retries = connection.number("auth-retries").orElse(-1);
        if (retries == 0) {
            return OptionalLong.empty(); // It tries for ever.
        }
        long repeated = Math.max(0, retries < 0 ? AUTH_RETRIES : retries);
        long attempt = positive(settings.values("802-1x"), "auth-timeout", AUTH_SECONDS);
        return OptionalLong.of(attempt + repeated * (PROMPT_SECONDS + attempt));
    }

    /**
     * Until there are addresses. Both families are configured at the same time. If only one is required, the start ends with that one;
     * otherwise the slower one may decide.
     */
    private long addressSeconds() {
        if (connection.text("type").orElse("").equals("vpn")) {
            return 0; // The VPN service brings the addresses with the link.
        }
        BusValues four = settings.values("ipv4");
        BusValues six = settings.values("ipv6");
        long slowest = isRequired(four) == isRequired(six) ? Math.max(fourSeconds(four), sixSeconds(six))
            : isRequired(four) ? fourSeconds(four) : sixSeconds(six);
        return Math.max(slowest, Math.max(positive(four, "required-timeout", 0), positive(six, "required-timeout", 0)) / 1_000);
    }

    private static boolean isRequired(BusValues ip) {
        String method = ip.text("method").orElse("auto");
        return !ip.flag("may-fail", true) && !method.equals("disabled") && !method.equals("ignore");
    }

    private static long fourSeconds(BusValues ip) {
        long conflicts = positive(ip, "dad-timeout", 0) / 1_000;
        return conflicts + (ip.text("method").orElse("auto").equals("auto") ? dhcpSeconds(ip) : 0);
    }

    private static long sixSeconds(BusValues ip) {
        return switch (ip.text("method").orElse("auto")) {
            case "auto" -> positive(ip, "ra-timeout", ROUTER_SECONDS) + dhcpSeconds(ip); // A router may refer to DHCP.
            case "dhcp" -> dhcpSeconds(ip);
            default -> 0;
        };
    }

    private static long dhcpSeconds(BusValues ip) {
        return positive(ip, "dhcp-timeout", DHCP_SECONDS);
    }

    /** Zero and -1 mean the default. The numbers have 32 bits, so their sums cannot overflow. */
    private static long positive(BusValues section, String key, long otherwise) {
        long number = section.number(key).orElse(0);
        return number > 0 ? Math.min(number, Integer.MAX_VALUE) : otherwise;
    }
}
