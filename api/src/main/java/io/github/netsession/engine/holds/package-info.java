/**
 * Access points: what was last read of each, its start and stop with their deadlines, and who holds it, in this process and across the
 * processes of this user. Used by {@code engine} and {@code control}; knows {@code backend}, {@code session} and {@code state}.
 *
 * <p>Start reading at {@link io.github.netsession.engine.holds.CriticalSection}, {@link io.github.netsession.engine.holds.AccessPoints} and
 * {@link io.github.netsession.engine.holds.InterfaceControl}; for the files at {@link io.github.netsession.engine.holds.SharedHolds}. There is no
 * daemon and no polling: when an interface changes, a process reads in the files what has happened. Each scope has a private directory:
 * {@code gate} is locked by one process at a time, so each step of it is atomic for the others; {@code ledger} has what sessions had started,
 * which process stopped an access point last, and which processes are stopping one; each process has {@code NAME.lock}, locked while it is
 * alive, and {@code NAME.holds}, what it holds. A process releases {@code gate} during a call of its backend, which may take long: it writes the
 * start or stop into the ledger before the call, and the outcome after it.
 */
package io.github.netsession.engine.holds;
