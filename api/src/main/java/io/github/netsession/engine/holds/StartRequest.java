package io.github.netsession.engine.holds;

import java.time.Duration;
import java.util.Optional;

/**
 * What a session asks for when it needs an access point to be up.
 *
 * @param session the session, which holds the access point
 * @param limit how long the session waits, negative for no limit; empty if the access point's limit counts
 * @param inBackground whether the user must not be disturbed
 * @param stopsLater whether the library is to stop the access point when no session holds it any more
 */
public record StartRequest(Object session, Optional<Duration> limit, boolean inBackground, boolean stopsLater) {
}
