/**
 * Everything that a session decides, as one function: from the session, an input, and what the session sees, to the next session and the effects
 * to carry out. The function covers opening, closing, watching and roaming, for a session on one access point as for a session over several.
 * The package also has the failures that sessions report, and ranks access points. No thread, no clock, no I/O: the time is part of what the
 * session sees.
 *
 * <p>Knows no other package of the engine. Used by {@code engine}, {@code holds} and {@code control}, which carries out the effects.
 *
 * <p>Start reading at {@link io.github.netsession.engine.session.SessionModel}, {@link io.github.netsession.engine.session.SessionInput},
 * {@link io.github.netsession.engine.session.SessionView} and {@link io.github.netsession.engine.session.Effect}, then at
 * {@link io.github.netsession.engine.session.SessionMachine}, whose whole table is a test. {@code Opening}, {@code Watching} and {@code Roaming} are
 * its parts; {@code Choice}, {@link io.github.netsession.engine.session.Ranking} and
 * {@link io.github.netsession.engine.session.CandidateHistory} choose the access point.
 */
package io.github.netsession.engine.session;
