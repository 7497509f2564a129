package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What sessions of all processes had started, with the identity of what was started. Not thread-safe; the registry calls it under its lock.
 */
public final class StartRecords {

    private final LedgerSteps ledger;

    StartRecords(LedgerSteps ledger) {
        this.ledger = ledger;
    }

    /**
     * Records that a session of this process is about to start an access point.
     *
     * @param id the access point
     * @param identity what is about to be started, as far as it is known before
     * @return what sessions of this process had started before, then {@link #restore} undoes this call; if it is empty, {@link #withdraw} does
     */
    public Optional<InterfaceIdentity> begin(ConfigurationId id, InterfaceIdentity identity) {
        Optional<InterfaceIdentity> before = ownIdentity(id);
        ledger.change(each -> each.start(id, ledger.party(), identity));
        return before;
    }

    private Optional<InterfaceIdentity> ownIdentity(ConfigurationId id) {
        return ledger.read().ownIdentity(id, ledger.party());
    }

    /**
     * Records what a session of this process has started; and that it has started it, if another process has stopped it in the meantime: the
     * stop may have come before the start.
     *
     * @param id the access point
     * @param identity what was started; not definite if that is not known
     */
    public void keep(ConfigurationId id, InterfaceIdentity identity) {
        // Without the lock, it is not known whether another process has stopped it: that is decided in the next step that gets the lock.
        if (!ledger.enter() || !isStartedHere(id) || identity.isDefinite() && !ownIdentity(id).equals(Optional.of(identity))) {
            ledger.change(each -> each.keepStart(id, ledger.party(), identity));
        }
    }

    /**
     * Forgets that a session of this process was about to start an access point. Starts by other processes still count.
     *
     * @param id the access point
     */
    public void withdraw(ConfigurationId id) {
        ledger.change(each -> each.withdrawStart(id, ledger.party()));
    }

    /**
     * Forgets that a session of this process was about to start an access point again, and remembers what had been started before.
     *
     * @param id the access point
     * @param before what had been started before, from {@link #begin}
     */
    public void restore(ConfigurationId id, InterfaceIdentity before) {
        ledger.change(each -> each.restoreStart(id, ledger.party(), before));
    }

    /**
     * Forgets that sessions had started an access point: from now on sessions may not stop it.
     *
     * @param id the access point
     */
    public void forget(ConfigurationId id) {
        if (isStarted(id)) {
            ledger.change(each -> each.started().remove(id));
        }
    }

    /**
     * Returns whether a session of any process had started an access point.
     *
     * @param id the access point
     * @return true if one had started it
     */
    public boolean isStarted(ConfigurationId id) {
        return ledger.read().started().containsKey(id);
    }

    /**
     * Returns whether a session of this process had started an access point, or is about to start it.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isStartedHere(ConfigurationId id) {
        return ledger.read().isStartedBy(id, ledger.party());
    }

    /**
     * Returns what sessions had started under an id.
     *
     * @param id the access point
     * @return its identity; empty if no session of any process had started it
     */
    public Optional<InterfaceIdentity> identity(ConfigurationId id) {
        return ledger.read().startedAs(id);
    }

    /**
     * Returns the access points that sessions of any process had started.
     *
     * @return what was started under each id; a copy
     */
    public Map<ConfigurationId, InterfaceIdentity> all() {
        Ledger now = ledger.read();
        Map<ConfigurationId, InterfaceIdentity> started = new TreeMap<>();
        now.started().keySet().forEach(id -> started.put(id, now.startedAs(id).orElseThrow()));
        return started;
    }

    /**
     * Records that what sessions had started under an id has another identity now, because the network service that identifies it has restarted
     * while it stayed up.
     *
     * @param id the access point
     * @param before its identity before
     * @param now its identity now
     */
    public void replaceIdentity(ConfigurationId id, InterfaceIdentity before, InterfaceIdentity now) {
        if (identity(id).equals(Optional.of(before))) {
            ledger.change(each -> each.replaceIdentity(id, before, now));
        }
    }

    /**
     * Records that what sessions had started has other ids now.
     *
     * @param ids the new ids
     */
    public void rename(Map<InterfaceIdentity, ConfigurationId> ids) {
        ledger.change(each -> each.rename(ids));
    }
}
