package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What sessions of all processes have stopped, or are about to stop. A mark is the number of the last start or stop at some moment; a stop with
 * a higher number is later. Not thread-safe, except where a method says otherwise; the registry calls it under its lock.
 */
public final class StopRecords {

    private final LedgerSteps ledger;

    StopRecords(LedgerSteps ledger) {
        this.ledger = ledger;
    }

    /**
     * Records that a session of this process is about to stop an access point. {@link #end} or {@link #withdraw} must follow. In between, the
     * access point counts as stopped and as started for other processes. If this process dies, they end the stop.
     *
     * @param id the access point
     */
    public void begin(ConfigurationId id) {
        ledger.enter();
        ProcessHolds self = ProcessHolds.own(Map.of());
        String name = ledger.ownName();
        ledger.change(each -> each.beginStop(id, ledger.party(), name, self));
    }

    /**
     * Forgets that a session of this process was about to stop an access point, because that was refused or is not needed.
     *
     * @param id the access point
     */
    public void withdraw(ConfigurationId id) {
        ledger.change(each -> each.withdrawStop(id, ledger.party()));
    }

    /**
     * Records that a session of this process has stopped an access point. A start that another process has begun in the meantime still counts,
     * and the stop is later than that start.
     *
     * @param id the access point
     */
    public void end(ConfigurationId id) {
        ProcessHolds self = ProcessHolds.own(Map.of());
        ledger.change(each -> each.stop(id, ledger.party(), self));
    }

    /**
     * Waits for a short time while other processes are about to stop an access point, because the outcome is known then. A stop needs
     * milliseconds as a rule; a turn waits for half a second at most.
     *
     * @param id the access point
     */
    public void awaitOthers(ConfigurationId id) {
        while (ledger.readIfInUse().otherStop(id, ledger.party()).isPresent()) {
            if (!ledger.pauseForStop()) {
                return;
            }
        }
    }

    /**
     * Returns whether another process is about to stop an access point, and nothing has been started since it decided that. Then a second stop
     * is not needed, and it could take down what a third process starts after the first one.
     *
     * @param id the access point
     * @return true if so; false if the files cannot be read now
     */
    public boolean isUnderWayElsewhere(ConfigurationId id) {
        return ledger.enter() && ledger.last().isOtherStopping(id, ledger.party());
    }

    /**
     * Returns whether another process is about to stop an access point, no matter what was started since it decided that. Does not wait.
     *
     * @param id the access point
     * @return the number of its decision; empty if no other process is
     */
    public OptionalLong pendingElsewhere(ConfigurationId id) {
        return ledger.readIfInUse().otherStop(id, ledger.party()).stream().mapToLong(Ledger.Stop::number).findFirst();
    }

    /**
     * Returns the current mark.
     *
     * @return the mark
     */
    public long mark() {
        return ledger.readIfInUse().lastNumber();
    }

    /**
     * Returns a mark that is at least as high as the number of every stop that was recorded before the call. Takes no lock and creates nothing.
     * Safe from any thread.
     *
     * @return the mark
     */
    public long markNow() {
        return ledger.peekLastNumber();
    }

    /**
     * Returns the same before this process has any records.
     *
     * @param place the directory
     * @param scope the name of the scope
     * @return the mark; if the ledger cannot be read, so high that no stop is later
     */
    public static long markNow(Path place, String scope) {
        return LedgerFile.peek(place, scope).orElse(Long.MAX_VALUE);
    }

    /**
     * Returns whether a session of any process has stopped an access point since a mark. If another process is about to stop it, this method
     * waits for a short time; without an outcome, the access point counts as stopped.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if one has stopped it
     */
    public boolean isStoppedSince(ConfigurationId id, long mark) {
        awaitOthers(id);
        return ledger.last().isStoppedSince(id, mark) || ledger.last().otherStop(id, ledger.party()).isPresent();
    }

    /**
     * Returns whether a session of any process has stopped an access point since a mark, and one has started it after that: so it was down, even
     * if no reading shows that.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if it was stopped and then started
     */
    public boolean isRestartedSince(ConfigurationId id, long mark) {
        return ledger.readIfInUse().isRestartedSince(id, mark);
    }

    /**
     * Describes the process that stopped an access point last, or is about to stop it.
     *
     * @param id the access point
     * @return text for people; empty if no process has stopped it, or this one did
     */
    public Optional<String> stopper(ConfigurationId id) {
        Ledger now = ledger.last();
        return now.otherStop(id, ledger.party()).or(() -> Optional.ofNullable(now.lastStops().get(id)))
            .filter(stop -> stop.pid() != ProcessHandle.current().pid()).map(stop -> "process " + stop.pid() + " (" + stop.program() + ')');
    }
}
