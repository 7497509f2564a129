/**
 * Which sessions the processes of this user hold, by files and kernel locks in a private directory. No daemon and no polling: a
 * process is told of a change by the interface's own event, and looks here for what was meant by it.
 *
 * <p>A directory per scope has {@code gate}, whose lock makes a step of one process whole; {@code ledger}, what was started and
 * stopped by whom; and, for each process that takes part, {@code NAME.lock}, locked as long as it lives, with
 * {@code NAME.holds}, what it holds. Files are replaced as a whole, and are text that begins with a version.
 *
 * <p>Used by the engine's registry of holds only. Start reading at {@link io.github.netsession.engine.holds.SharedHolds}.
 */
package io.github.netsession.engine.holds;
