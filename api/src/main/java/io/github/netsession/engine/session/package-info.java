/**
 * The model of a session, as functions and values: its phases, inputs and steps, the failures that it reports, which access point is better, and
 * when to move. No thread, no clock, no I/O: the time is an argument.
 *
 * <p>Knows no other package of the engine. Used by {@code engine}, {@code holds} and {@code control}.
 *
 * <p>Start reading at {@link io.github.netsession.engine.session.SessionMachine}, whose whole table is a test; for roaming at
 * {@link io.github.netsession.engine.session.Ranking} and {@link io.github.netsession.engine.session.CandidateHistory}.
 */
package io.github.netsession.engine.session;
