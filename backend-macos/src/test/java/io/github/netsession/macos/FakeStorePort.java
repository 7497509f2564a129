package io.github.netsession.macos;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A session with the configd of a {@link FakeMacOs}. */
final class FakeStorePort implements StorePort {

    private final FakeMacOs os;
    private final Consumer<StoreChange> changed;
    private final Optional<String> refused;
    private volatile boolean isClosed;

    FakeStorePort(FakeMacOs os, Consumer<StoreChange> changed, Optional<String> refused) {
        this.os = os;
        this.changed = changed;
        this.refused = refused;
    }

    /** Tells of a change, as configd does; {@code everything}: as it does when it was started anew. Not any more once it is closed. */
    void tell(boolean everything) {
        tell(everything ? StoreChange.RESTART : StoreChange.UNNAMED);
    }

    /** Tells which keys have changed. */
    void tell(String... keys) {
        tell(new StoreChange(false, Set.of(keys)));
    }

    private void tell(StoreChange change) {
        if (!isClosed) {
            changed.accept(change);
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public Optional<String> refused() {
        return refused;
    }

    @Override
    public Map<String, Object> read() {
        if (isClosed) {
            throw new IllegalStateException("read after it was closed");
        }
        os.called("read");
        return os.store.copy();
    }

    @Override
    public Map<String, Object> read(Set<String> keys) {
        if (isClosed) {
            throw new IllegalStateException("read after it was closed");
        }
        os.called("read " + String.join(" ", new TreeSet<>(keys)));
        Map<String, Object> values = os.store.copy();
        values.keySet().retainAll(keys);
        return values;
    }

    @Override
    public void close() {
        isClosed = true;
        os.called("store.close");
    }
}
