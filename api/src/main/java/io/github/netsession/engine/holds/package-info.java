/**
 * Access points: what was last read of each, its start and stop with their deadlines, and who holds it. A
 * session sees an access point as an {@link io.github.netsession.engine.session.AccessPointView}. Used by {@code engine} and
 * {@code control}; knows {@code backend}, {@code session}, {@code state} and {@code holds.shared}, which counts across processes.
 *
 * <p>Start reading at {@link io.github.netsession.engine.holds.CriticalSection}, {@link io.github.netsession.engine.holds.AccessPoints} and
 * {@link io.github.netsession.engine.holds.InterfaceControl}; for the holders at {@link io.github.netsession.engine.holds.HoldRegistry}.
 */
package io.github.netsession.engine.holds;
