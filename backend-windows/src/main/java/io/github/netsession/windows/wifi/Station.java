package io.github.netsession.windows.wifi;

import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of one adapter. Moved by notices and by readings; what has to be asked for behind the location permission, it remembers. */
final class Station {

    private final String guid;
    private State state = State.DISCONNECTED;
    private List<String> profiles = List.of();
    private Optional<String> current = Optional.empty();
    private OptionalInt signal = OptionalInt.empty();
    private Optional<Map<String, Integer>> reach = Optional.empty();
    private boolean isConnectionStale = true;
    private boolean isReachStale = true;
    private Optional<Attempt> attempt = Optional.empty();

    Station(String guid) {
        this.guid = guid;
    }

    /** Takes a notice; gives back our attempt if the notice ends it in failure. */
    Optional<Attempt> apply(WifiNotice notice) {
        switch (notice.event()) {
            case CONNECTION_START -> {
                current = named(notice.profile());
                attempt.filter(own -> own.profile().equals(notice.profile())).ifPresent(own -> attempt = Optional.of(own.begun()));
            }
            case CONNECTION_COMPLETE -> {
                return complete(notice);
            }
            case ATTEMPT_FAIL -> isReachStale = true;
            case DISCONNECTED -> {
                current = current.filter(profile -> !profile.equals(notice.profile()));
                signal = OptionalInt.empty();
                isConnectionStale = true;
                isReachStale = true;
            }
            case REACH_CHANGED, SCAN_ENDED -> isReachStale = true;
            case PROFILES_CHANGED, ROAMED -> isConnectionStale = true;
            case SIGNAL -> signal = OptionalInt.of(notice.number());
            case OTHER -> { }
        }
        return Optional.empty();
    }

    /** Only this notice, with reason 0 and with the profile that was asked for, is a success. Source: wlanapi.h, wlan_notification_acm_connection_complete. */
    private Optional<Attempt> complete(WifiNotice notice) {
        boolean isOurs = attempt.filter(own -> own.profile().equals(notice.profile())).isPresent();
        boolean isSuccess = notice.number() == 0;
        if (isSuccess) {
            current = named(notice.profile());
            isConnectionStale = true;
        } else {
            isReachStale = true;
        }
        if (isOurs && isSuccess) {
            attempt = Optional.empty();
            return Optional.empty();
        }
        // Another one's success ends ours only once ours had begun: before, it is news of an earlier connection.
        Optional<Attempt> failed = attempt.filter(own -> isOurs || isSuccess && own.isBegun()).map(own -> own.failed(notice.number()));
        if (failed.isPresent()) {
            attempt = Optional.empty();
        }
        return failed;
    }

    /** A profile's name; a connection without a saved profile has none. */
    private static Optional<String> named(String profile) {
        return Optional.of(profile).filter(name -> !name.isEmpty());
    }

    /** What a reading has shown, later than all notices that were applied. */
    void seen(State now, List<String> saved) {
        state = now;
        profiles = List.copyOf(saved);
        if (now == State.DISCONNECTED || now == State.NOT_READY) {
            current = Optional.empty();
            signal = OptionalInt.empty();
            isConnectionStale = true;
        }
        if (now == State.NOT_READY) {
            isReachStale = true;
        }
    }

    /** Whether the connection should be asked for now; it counts as asked for then. */
    boolean takeConnectionStale() {
        boolean ask = isConnectionStale && state == State.CONNECTED;
        isConnectionStale &= !ask;
        return ask;
    }

    /** Whether the networks within reach should be asked for now; they count as asked for then. */
    boolean takeReachStale() {
        boolean ask = isReachStale && state != State.NOT_READY;
        isReachStale &= !ask;
        return ask;
    }

    void connectedWith(WifiConnection connection) {
        current = named(connection.profile());
        signal = OptionalInt.of(connection.signalPercent());
    }

    void within(List<WifiNetwork> networks) {
        Map<String, Integer> best = new HashMap<>();
        networks.forEach(network -> best.merge(network.profile(), network.signalPercent(), Math::max));
        reach = Optional.of(Map.copyOf(best));
    }

    void reachUnknown() {
        reach = Optional.empty();
    }

    /** Notices were lost: nothing that came by them counts any more. */
    void forget() {
        isConnectionStale = true;
        isReachStale = true;
    }

    void attempt(String profile) {
        attempt = Optional.of(new Attempt(profile, false, 0));
    }

    /** Forgets our attempt at a profile; true if there was one. */
    boolean giveUp(String profile) {
        boolean isOurs = attempt.filter(own -> own.profile().equals(profile)).isPresent();
        attempt = attempt.filter(own -> !isOurs);
        return isOurs;
    }

    String guid() {
        return guid;
    }

    State state() {
        return state;
    }

    List<String> profiles() {
        return profiles;
    }

    /** The profile that it is connected with, or on its way to. */
    Optional<String> current() {
        return current;
    }

    boolean isBusyWith(String profile) {
        return current.filter(profile::equals).isPresent() && (state == State.CONNECTED || state == State.CONNECTING);
    }

    /** Whether the profile's network may be within reach: unless it is known that it is not. */
    boolean mayReach(String profile) {
        return reach.isEmpty() || reach.get().containsKey(profile);
    }

    /** The signal of a profile's network, where it is known. */
    OptionalInt signal(String profile) {
        if (isBusyWith(profile) && signal.isPresent()) {
            return signal;
        }
        Integer quality = reach.map(within -> within.get(profile)).orElse(null);
        return quality == null ? OptionalInt.empty() : OptionalInt.of(quality);
    }

    /**
     * A connection that we have asked for.
     *
     * @param profile the profile
     * @param isBegun whether the service has said that it has begun
     * @param reason why it failed
     */
    record Attempt(String profile, boolean isBegun, int reason) {

        Attempt begun() {
            return new Attempt(profile, true, reason);
        }

        Attempt failed(int code) {
            return new Attempt(profile, isBegun, code);
        }
    }
}
