package io.github.netsession.linux.nm;

import io.github.netsession.spi.SignalScale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The Wi-Fi access points that NetworkManager sees, on the clock and on the signal scale of all backends. One reading; pure.
 *
 * <p>NetworkManager's Strength is on two scales. NetworkManager polls the access point in use every six seconds: dBm + 120, for -90 to -20 dBm.
 * The value of all others, and for some seconds after a scan also of the one in use, is of the last scan: 100 - (|dBm| - 40) / 0.6, for -100 to
 * -40 dBm. If the kernel reports the strength of the link in use, the kernel's value is used. Source:
 * NetworkManager, libnm-platform/wifi/nm-wifi-utils-nl80211.c, nl80211_xbm_to_percent; core/nm-core-utils.c, nm_wifi_utils_level_to_quality;
 * core/devices/wifi/nm-device-wifi.c, periodic_update.
 */
final class NmStations {

    /** The lowest value on the scale of the access point in use; a lower value is of a scan. */
    private static final int LEAST_IN_USE = 30;
    private static final int IN_USE_OFFSET = 120;
    private static final int BEST_OF_SCAN_DBM = -40;
    /** Each reading measures the suspended time to 0.1 ms; it is rounded so that all readings give the same time. */
    private static final long SUSPENSION_STEP_NANOS = 100_000_000;

    private final NmTree tree;
    private final Map<String, Integer> percentOfLinks;
    private final Optional<Duration> suspended;
    private final Map<String, NmTree.Device> inUse = new HashMap<>();
    private final Map<String, List<Seen>> byName = new HashMap<>();

    /** An access point that a device sees: the device's name and the access point's path. */
    private record Seen(String iface, String path) {
    }

    /**
     * Makes the access points of one reading.
     *
     * @param tree what NetworkManager sees
     * @param percentOfLinks the signals that the kernel tells of the links in use, on the scale of all backends, by the names of the links
     * @param suspended how long the machine has been suspended since it booted; empty if not known
     */
    NmStations(NmTree tree, Map<String, Integer> percentOfLinks, Optional<Duration> suspended) {
        this.tree = tree;
        this.percentOfLinks = percentOfLinks;
        this.suspended = suspended;
        tree.devices().values().forEach(device -> {
            if (device.state() == NmNames.DEVICE_ACTIVATED) {
                inUse.put(device.station(), device);
            }
            device.stations().stream().filter(tree.stations()::containsKey).forEach(path ->
                byName.computeIfAbsent(tree.stations().get(path).ssid(), any -> new ArrayList<>()).add(new Seen(device.iface(), path)));
        });
    }

    /** Returns the signal of the access point in use, or else of the strongest that the profile could use. */
    OptionalInt signal(NmProfile profile, Optional<NmTree.Device> device) {
        Optional<NmTree.Device> connected = device.filter(each -> each.type() == NmNames.DEVICE_WIFI && each.state() == NmNames.DEVICE_ACTIVATED);
        OptionalInt measured = connected.map(this::percentOf).orElse(OptionalInt.empty());
        if (measured.isPresent()) {
            return measured;
        }
        Optional<String> used = device.map(NmTree.Device::station).filter(tree.stations()::containsKey);
        return used.isPresent() ? percent(used.get()) : paths(profile).map(this::percent).flatMapToInt(OptionalInt::stream).max();
    }

    /**
     * Returns when an access point that the profile could use was last seen in a scan, on the clock of {@link System#nanoTime()}, which stands
     * still while the machine is suspended. NetworkManager reports whole seconds since boot, rounded down; a time before the last suspension
     * becomes earlier than it was. Source: AccessPoint.LastSeen, CLOCK_BOOTTIME; HotSpot's nanoTime is CLOCK_MONOTONIC.
     */
    OptionalLong lastSeenNanos(NmProfile profile) {
        if (suspended.isEmpty()) {
            return OptionalLong.empty();
        }
        long steps = (suspended.get().toNanos() + SUSPENSION_STEP_NANOS / 2) / SUSPENSION_STEP_NANOS;
        OptionalLong seconds = paths(profile).map(tree.stations()::get).map(NmTree.Station::lastSeenSeconds).flatMapToLong(OptionalLong::stream).max();
        return seconds.isPresent() ? OptionalLong.of(seconds.getAsLong() * 1_000_000_000L - steps * SUSPENSION_STEP_NANOS) : OptionalLong.empty();
    }

    /** Returns the paths of the access points of a profile's network, on the devices that it may use. */
    private Stream<String> paths(NmProfile profile) {
        if (profile.ssid().isEmpty()) {
            return Stream.empty();
        }
        return byName.getOrDefault(profile.ssid(), List.of()).stream().filter(seen -> profile.interfaceName().map(seen.iface()::equals).orElse(true))
            .map(Seen::path).filter(path -> tree.stations().get(path).admits(profile));
    }

    private OptionalInt percent(String path) {
        OptionalInt measured = Optional.ofNullable(inUse.get(path)).map(this::percentOf).orElse(OptionalInt.empty());
        OptionalInt told = tree.stations().get(path).strengthPercent();
        if (measured.isPresent() || told.isEmpty()) {
            return measured;
        }
        return OptionalInt.of(SignalScale.percent(inUse.containsKey(path) ? dbmOfOneInUse(told.getAsInt()) : dbmOfScan(told.getAsInt())));
    }

    /** Returns what the kernel measured. */
    private OptionalInt percentOf(NmTree.Device device) {
        return Stream.of(device.link(), device.iface()).map(percentOfLinks::get).filter(Objects::nonNull).mapToInt(Integer::intValue).findFirst();
    }

    static int dbmOfOneInUse(int strengthPercent) {
        return strengthPercent < LEAST_IN_USE ? dbmOfScan(strengthPercent) : strengthPercent - IN_USE_OFFSET;
    }

    /** Inverts NetworkManager's rounding exactly: 0.6 dB are one percent, and the remainder was cut off. */
    static int dbmOfScan(int strengthPercent) {
        return BEST_OF_SCAN_DBM - ((100 - strengthPercent) * 3 + 4) / 5;
    }
}
