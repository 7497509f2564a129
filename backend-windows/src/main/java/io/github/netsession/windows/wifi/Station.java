package io.github.netsession.windows.wifi;

import io.github.netsession.windows.wifi.WifiAdapter.State;
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
    /** What it is connected with: told by Windows, never merely intended. */
    private Optional<String> connected = Optional.empty();
    /** What is being connected. */
    private Optional<String> intended = Optional.empty();
    /** Whether Windows has told that something is being connected, be it saved or not. A roam within a network is not told so. */
    private boolean isBegun;
    /** Whether Windows has told, since the last reading, that the radio was switched. */
    private boolean isRadioChanged;
    /** Whether Windows has told what it is connected with, be it saved or not. */
    private boolean isTold;
    /** Whether it was connected when it was first seen: then nobody may ever tell with what. */
    private boolean wasConnected;
    private boolean isNew = true;
    private OptionalInt signal = OptionalInt.empty();
    private Optional<Map<String, Integer>> reach = Optional.empty();
    private boolean isConnectionStale = true;
    private boolean isReachStale = true;
    private Optional<Attempt> attempt = Optional.empty();

    Station(String guid) {
        this.guid = guid;
    }

    /** Takes a notice; gives back our attempt if the notice ends it, one way or the other, or begins one that was cancelled. */
    Optional<Attempt> apply(WifiNotice notice) {
        switch (notice.event()) {
            case CONNECTION_START -> {
                return begin(notice.profile());
            }
            case CONNECTION_COMPLETE -> {
                return complete(notice);
            }
            case ATTEMPT_FAIL -> isConnectionStale = true; // Others may follow.
            case DISCONNECTED -> {
                connected = connected.filter(profile -> !profile.equals(notice.profile()));
                isTold = isTold && connected.isPresent();
                wasConnected = false;
                signal = OptionalInt.empty();
                isConnectionStale = true;
                isReachStale = true;
            }
            case REACH_CHANGED -> isReachStale = true;
            case PROFILES_CHANGED -> askAgain(); // Only networks with a saved profile count as within reach.
            case ROAMED -> isConnectionStale = true;
            case RADIO_CHANGED -> isRadioChanged = true;
            case SIGNAL -> signal = OptionalInt.of(notice.number());
            // What was out of reach may be within now; to ask each time would be polling.
            case SCAN_ENDED -> reach = Optional.empty();
            case OTHER -> { }
        }
        return Optional.empty();
    }

    private Optional<Attempt> begin(String profile) {
        intended = named(profile);
        isBegun = true;
        attempt = attempt.map(own -> own.profile().equals(profile) ? own.as(own.isCancelled() ? Outcome.CANCELLED : Outcome.BEGUN) : own);
        Optional<Attempt> cancelled = attempt.filter(own -> own.profile().equals(profile) && own.isCancelled());
        cancelled.ifPresent(own -> attempt = Optional.empty());
        return cancelled;
    }

    /**
     * Only this notice, with reason 0 and with the profile that was asked for, is a success.
     * Source: wlanapi.h, wlan_notification_acm_connection_complete.
     */
    private Optional<Attempt> complete(WifiNotice notice) {
        boolean isSuccess = notice.number() == 0;
        intended = Optional.empty();
        isBegun = false;
        isConnectionStale = true;
        if (isSuccess) {
            connected = named(notice.profile());
            isTold = true;
        } else {
            isReachStale = true;
        }
        boolean isOurs = attempt.filter(own -> own.profile().equals(notice.profile())).isPresent();
        if (!isOurs && isSuccess) { // What was cancelled before it began did not come to begin.
            attempt = attempt.filter(own -> !own.isCancelled());
        }
        // Another one's success ends ours only once ours had begun: before, it is news of an earlier connection.
        boolean isReplaced = isSuccess && attempt.filter(own -> own.outcome() == Outcome.BEGUN).isPresent();
        if (!isOurs && !isReplaced) {
            return Optional.empty();
        }
        Attempt own = attempt.orElseThrow();
        attempt = Optional.empty();
        if (own.isCancelled()) {
            return isSuccess ? Optional.of(own) : Optional.empty();
        }
        return isOurs && isSuccess ? Optional.empty() : Optional.of(own.failed(isOurs ? notice.number() : 0));
    }

    /** A profile's name; a connection without a saved profile has none. */
    private static Optional<String> named(String profile) {
        return Optional.of(profile).filter(name -> !name.isEmpty());
    }

    /** What a reading has shown, later than all notices that were applied. */
    void seen(State now, List<String> saved) {
        state = now;
        profiles = List.copyOf(saved);
        wasConnected = (wasConnected || isNew && now == State.CONNECTED) && mayStillBeConnected();
        isNew = false;
        if (now == State.DISCONNECTED || now == State.NOT_READY) {
            if (!mayStillBeConnected()) {
                connected = Optional.empty();
                isTold = false;
            }
            signal = OptionalInt.empty();
            isConnectionStale = true;
        }
        if (!now.isOnItsWay() && now != State.CONNECTED) {
            intended = Optional.empty();
            isBegun = false;
        }
        isRadioChanged = false;
        if (now == State.NOT_READY) {
            isReachStale = true;
        }
    }

    /**
     * Whether the state leaves a connection that Windows has not told the end of. While the adapter goes from one transmitter of its network
     * to another, it associates and authenticates as for a new connection, but no start is told; while its driver recovers, it is not ready
     * for a moment, and so it is while its radio is off, which is told. Source: wlanapi.h, WLAN_INTERFACE_STATE,
     * wlan_notification_acm_connection_start, wlan_notification_msm_radio_state_change.
     */
    private boolean mayStillBeConnected() {
        return state == State.CONNECTED || !isBegun && (state.isOnItsWay() || state == State.NOT_READY && !isRadioChanged);
    }

    /**
     * Whether Windows tells of the next change. The steps of a connection are not told, and it is not documented that the end of a driver's
     * recovery is.
     */
    boolean isSettled() {
        return (state == State.CONNECTED || state == State.DISCONNECTED) && attempt.isEmpty();
    }

    /** Whether it is connected, with whatever, as far as Windows has told. */
    private boolean isStillConnected() {
        return state == State.CONNECTED || mayStillBeConnected() && (connected.isPresent() || isTold || wasConnected);
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

    /** Everything that was asked for behind the location permission has to be asked for again. */
    void askAgain() {
        isConnectionStale = true;
        isReachStale = true;
    }

    void connectedWith(WifiConnection connection) {
        connected = named(connection.profile());
        isTold = true;
        if (connected.isPresent() && connected.equals(intended)) { // The notice of that is still on its way.
            intended = Optional.empty();
            isBegun = false;
        }
        signal = OptionalInt.of(connection.signalPercent());
        attempt = attempt.filter(own -> !own.profile().equals(connection.profile()) || own.isCancelled());
    }

    void within(List<WifiNetwork> networks) {
        Map<String, Integer> best = new HashMap<>();
        networks.forEach(network -> best.merge(network.profile(), network.signalPercent(), Math::max));
        reach = Optional.of(Map.copyOf(best));
    }

    void reachUnknown() {
        reach = Optional.empty();
    }

    void signalUnknown() {
        signal = OptionalInt.empty();
    }

    /** Notices were lost: nothing that came by them counts any more. */
    void forget() {
        connected = Optional.empty();
        intended = Optional.empty();
        isBegun = false;
        signal = OptionalInt.empty();
        attempt = Optional.empty();
        isTold = false;
        isNew = true;
        askAgain();
    }

    /** Notes our attempt; gives back an earlier one at another profile, which it puts an end to. */
    Optional<Attempt> attempt(String profile) {
        Optional<Attempt> earlier = attempt.filter(own -> !own.profile().equals(profile) && !own.isCancelled());
        attempt = Optional.of(new Attempt(profile, Outcome.ASKED, 0));
        return earlier.map(own -> own.failed(0));
    }

    /** Forgets our attempt at a profile. */
    void giveUp(String profile) {
        attempt = attempt.filter(own -> !own.profile().equals(profile));
    }

    /** Whether our attempt at a profile has not come to an end. */
    boolean isTrying(String profile) {
        return attempt.filter(own -> own.profile().equals(profile)).isPresent();
    }

    /** Our attempt is not wanted any more, but there is nothing of it to be ended yet: that is for when it begins. */
    void cancelWhenItBegins() {
        attempt = attempt.map(own -> own.as(Outcome.CANCELLED));
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

    /** The profile that it is connected with or, while it connects, the one that it is on its way to. */
    Optional<String> current() {
        return state.isOnItsWay() && isBegun ? intended : connected;
    }

    /** Whether it is connected with the profile: also during a roam, and also while it is not ready. */
    boolean isConnectedWith(String profile) {
        return isStillConnected() && connected.filter(profile::equals).isPresent();
    }

    /** Whether it is connected, and not known with what. */
    boolean isConnectedWithUnknown() {
        return isStillConnected() && connected.isEmpty();
    }

    /** Whether it is connected with what is none of its saved profiles, or what nobody may ever tell. */
    boolean isStranger() {
        return isStillConnected() && (isTold || wasConnected) && connected.filter(profiles::contains).isEmpty();
    }

    boolean isBusyWith(String profile) {
        return isConnectedWith(profile) || state.isOnItsWay() && current().filter(profile::equals).isPresent();
    }

    /** Whether the profile's network may be within reach: unless it is known that it is not. */
    boolean mayReach(String profile) {
        return reach.isEmpty() || reach.get().containsKey(profile);
    }

    /** The signal of a profile's network, where it is known. */
    OptionalInt signal(String profile) {
        if (isConnectedWith(profile) && signal.isPresent()) {
            return signal;
        }
        Integer quality = reach.map(within -> within.get(profile)).orElse(null);
        return quality == null ? OptionalInt.empty() : OptionalInt.of(quality);
    }

    /** How far an attempt has come. */
    enum Outcome {
        /** Windows has taken the request. */
        ASKED,
        /** Windows has said that it has begun. */
        BEGUN,
        /** It is not wanted any more. */
        CANCELLED,
        /** It has failed. */
        FAILED
    }

    /**
     * A connection that we have asked for.
     *
     * @param profile the profile
     * @param outcome how far it has come
     * @param reason why it failed; 0 if another one was connected instead
     */
    record Attempt(String profile, Outcome outcome, int reason) {

        Attempt as(Outcome next) {
            return new Attempt(profile, next, reason);
        }

        Attempt failed(int code) {
            return new Attempt(profile, Outcome.FAILED, code);
        }

        boolean isCancelled() {
            return outcome == Outcome.CANCELLED;
        }
    }
}
