/**
 * Calls into the engine and out of it: the application's calls become turns on the engine thread, and listeners and futures are called on the
 * callback executor, one at a time and in order, while no lock is held. {@code Workers} has the two threads that do both. Also the futures,
 * which in virtual time let the time pass.
 *
 * <p>Knows no other package of the engine. Used by {@code engine}, {@code state} and {@code control}.
 *
 * <p>Start reading at {@link io.github.netsession.engine.calls.Turns}, then {@link io.github.netsession.engine.calls.TurnClock} and
 * {@link io.github.netsession.engine.calls.CallbackQueue}.
 */
package io.github.netsession.engine.calls;
