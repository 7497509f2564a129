package io.github.netsession.windows;

import io.github.netsession.spi.BackendProvider;
import io.github.netsession.testkit.VethBed;
import java.util.function.BooleanSupplier;

/** What the beds of the contract under Wine have in common: their packets go over cables of the Linux around it. */
abstract class WindowsBed extends VethBed {

    @Override
    public final BackendProvider provider() {
        return new WindowsBackendProvider();
    }

    @Override
    public final int rounds() {
        return 5;
    }

    @Override
    public final boolean await(BooleanSupplier condition) {
        return Linux.await(condition);
    }
}
