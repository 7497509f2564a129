/**
 * Which access points the processes of this user hold, recorded by files and kernel locks in a private directory. No daemon and no
 * polling: an event of the interface reports that something changed, and then a process reads here what was meant by the change.
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
 * <p>Only the engine's registry of holds uses this package. Start reading at {@link io.github.netsession.engine.holds.SharedHolds}.
 */
package io.github.netsession.engine.holds;
