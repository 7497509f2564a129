package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionFailure;
import java.util.List;
import java.util.Optional;

/** What a session decides by, read-only. Some answers are read when they are asked for. */
public interface SessionView {

    /**
     * Returns the time.
     *
     * @return nanoseconds by the engine's clock
     */
    long nowNanos();

    /**
     * Returns the session's configuration.
     *
     * @return its id
     */
    ConfigurationId id();

    /**
     * Returns the access point that the session is on, if its configuration is an access point.
     *
     * @return the access point; empty for a session over several
     */
    Optional<ConfigurationId> own();

    /**
     * Returns whether the user chooses the network of the session at each opening.
     *
     * @return true if so
     */
    boolean isUserChoice();

    /**
     * Returns whether the session's configuration exists.
     *
     * @return true if so
     */
    boolean isDefined();

    /**
     * Returns the service network that the user chose, if it is not defined any more.
     *
     * @return its id
     */
    Optional<ConfigurationId> removedChoice();

    /**
     * Returns the policy of the session's service network, or of the service network that the user chose.
     *
     * @return the policy
     */
    RoamingPolicy policy();

    /**
     * Returns the access points that the session may use.
     *
     * @return the access points in the order of the children
     */
    List<? extends AccessPointView> members();

    /**
     * Returns an access point, member or not.
     *
     * @param id its id
     * @return the access point
     */
    AccessPointView accessPoint(ConfigurationId id);

    /**
     * Returns whether the session may try to start an access point that is down.
     *
     * @return false if that is known to be refused
     */
    boolean mayStart();

    /**
     * Returns whether the system may find a Wi-Fi network: there is a Wi-Fi device, and starting was permitted at the last reading.
     *
     * @return true if so
     */
    boolean maySystemFindWlan();

    /**
     * Returns the interface to which the system has moved its default route in this turn.
     *
     * @return its name
     */
    Optional<String> preferredInterface();

    /**
     * Returns whether two access points share a link, usually a radio.
     *
     * @param one an access point
     * @param other an access point
     * @return true if so
     */
    boolean shareLink(ConfigurationId one, ConfigurationId other);

    /**
     * Returns whether another access point is up, or starting, on the link of this one.
     *
     * @param id the access point
     * @return true if so
     */
    boolean isReplaced(ConfigurationId id);

    /**
     * Returns whether a start would take the radio from sessions other than the session's peers, which would make the same move.
     *
     * @param id the access point
     * @return true if so
     */
    boolean takesFromOthers(ConfigurationId id);

    /**
     * Returns whether the session's peers, and no other sessions, hold an access point.
     *
     * @param id the access point
     * @return true if so
     */
    boolean isHeldByPeers(ConfigurationId id);

    /**
     * Returns whether a session had started an access point, so that the library stops it when no session holds it any more.
     *
     * @param id the access point
     * @return true if so
     */
    boolean isStarted(ConfigurationId id);

    /**
     * Returns whether a device that moves from one access point to the other keeps its address.
     *
     * @param from an access point
     * @param to an access point
     * @return true if so
     */
    boolean isSeamless(ConfigurationId from, ConfigurationId to);

    /**
     * Returns whether the application has answered the open question, and that answer has not become an input yet.
     *
     * @return true if so
     */
    boolean isAnswerQueued();

    /**
     * Returns the failure to report if a session, here or in another process, has stopped the access point since it came up.
     *
     * @param id the access point
     * @return the failure; empty if no session has
     */
    Optional<SessionFailure> stoppedSinceUp(ConfigurationId id);

    /**
     * Returns the failure to report if a session, here or in another process, has stopped the access point since its start began.
     *
     * @param id the access point
     * @return the failure; empty if no session has
     */
    Optional<SessionFailure> stoppedSinceStart(ConfigurationId id);

    /**
     * Returns why an access point is no longer up.
     *
     * @param id the access point
     * @return the failure
     */
    SessionFailure lost(ConfigurationId id);

    /**
     * Returns why the session cannot be opened now. May ask the backend for a remedy.
     *
     * @return the failure
     */
    SessionFailure notUsable();
}
