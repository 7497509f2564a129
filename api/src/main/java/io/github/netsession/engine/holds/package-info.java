/**
 * The holds of sessions on access points: counts the holders, starts and stops the interfaces, and diagnoses losses. Holds of several
 * processes are recorded by files and kernel locks in a private directory of the user. There is no daemon and no polling: if an event
 * reports that an interface has changed, a process reads the directory to learn whether a session caused that.
 *
 * <p>Each scope has a directory with these files:
 * <ul>
 * <li>{@code gate}: only one process at a time has its lock, so that each step of a process is atomic for the others;
 * <li>{@code ledger}: which access points sessions had started, and which process stopped an access point last;
 * <li>{@code NAME.lock}: one per process, locked as long as that process is alive;
 * <li>{@code NAME.holds}: what that process holds.
 * </ul>
 * The ledger and the holds are text that begins with a version, and are replaced atomically.
 *
 * <p>Used by the engine and its control package. Start reading at {@link io.github.netsession.engine.holds.HoldRegistry} for the counting,
 * at {@link io.github.netsession.engine.holds.InterfaceControl} for starts and stops.
 */
package io.github.netsession.engine.holds;
