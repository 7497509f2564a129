/**
 * What sessions do: open, close, stop, follow their access points, and roam. {@code Sessions} enters the critical section and the rest runs in
 * it, except the getters of {@code Session} and the sockets, which work on any thread.
 *
 * <p>Knows all other packages below {@code engine}; only {@code engine} uses it. Decisions that need nothing but values belong to
 * {@code session}; this package supplies the values and does what the decisions ask for.
 *
 * <p>Start reading at {@link io.github.netsession.engine.control.Sessions}, then {@code AccessPointSessions} for a session on one access point,
 * {@code ServiceNetworkSessions} and {@code Migration} for a session over several. {@code SessionsFactory} shows the parts.
 */
package io.github.netsession.engine.control;
