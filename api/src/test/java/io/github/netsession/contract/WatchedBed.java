package io.github.netsession.contract;

import io.github.netsession.Networks;

/** A bed for {@link WatchingContract} only: the backend cannot start and stop its access points. */
public interface WatchedBed extends ContractBed {

    @Override
    default boolean isStartable() {
        return false;
    }

    @Override
    default Networks openDenied() {
        throw new UnsupportedOperationException("these cannot be started anyway");
    }
}
