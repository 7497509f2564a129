/**
 * Counts the holders of access points across the processes of this user, by files and kernel locks in a private directory. There is no
 * daemon and no polling: when an interface changes, a process reads in the files what has happened. Only {@code holds} uses this package,
 * which knows nothing but the API.
 *
 * <p>Each scope has a private directory: {@code gate} is locked by one process at a time, so each step of it is atomic for the others; the time
 * of its last change shows waiting processes that it was locked again; {@code ledger} has what sessions had started, which process stopped an
 * access point last, and which processes are stopping one; each process has {@code NAME.lock}, locked while it is alive, and
 * {@code NAME.holds}, what it holds. A process releases {@code gate} during a call of its backend, which may take long: it writes the start or
 * stop into the ledger before the call, and the outcome after it.
 *
 * <p>Start reading at {@link io.github.netsession.engine.holds.shared.SharedHolds}.
 */
package io.github.netsession.engine.holds.shared;
