package io.github.netsession.macos.jna;

import com.sun.jna.Callback;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.Log;
import io.github.netsession.macos.ScStatus;
import io.github.netsession.macos.StoreKeys;
import io.github.netsession.macos.StoreChange;
import io.github.netsession.macos.StorePort;
import io.github.netsession.macos.jna.Layouts.SCDynamicStoreContext;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A session with configd. Source: SystemConfiguration/SCDynamicStore.h. */
final class DynamicStore implements StorePort {

    private static final long DRAIN_MILLIS = 300;
    /** Of one notice. With more, a reading of everything is as cheap. */
    private static final int MOST_KEYS = 256;

    /** Told are the keys as they were lent: they are read where a failure to do so is tried again. */
    private static final Notices<Long> NOTICES = new Notices<>();
    private static final ChangeCallback CALLBACK = (store, keys, number) -> NOTICES.tell(number, keys);
    private static final long FUNCTION = Notices.function(CALLBACK);

    /** SCDynamicStoreCallBack. */
    private interface ChangeCallback extends Callback {
        void invoke(long store, long changedKeys, long info);
    }

    private final WorkQueue queue;
    private final long number;
    /** What is ours, the last taken on top. */
    private final Deque<Cf.Owned> owned = new ArrayDeque<>();
    private long watching;
    /** Another for reading: a session is for one thread, and what comes of configd's end is dealt with on the queue. */
    private long reading;
    private long keys;
    private long readPatterns;
    private Optional<String> refused = Optional.empty();
    private boolean isWatching;

    private DynamicStore(WorkQueue queue, Consumer<StoreChange> changed) {
        this.queue = queue;
        this.number = NOTICES.join(keys -> changed.accept(change(keys)));
    }

    /** An empty list of keys means that configd was started anew, and that anything may have changed. */
    private static StoreChange change(long keys) {
        long count = keys == 0 ? 0 : Cf.count(keys);
        return count == 0 ? StoreChange.RESTART : count > MOST_KEYS ? StoreChange.UNNAMED : new StoreChange(false, Cf.texts(keys));
    }

    static DynamicStore open(WorkQueue queue, Consumer<StoreChange> changed) {
        DynamicStore opened = new DynamicStore(queue, changed);
        try {
            opened.watching = opened.keep(create(opened.number, FUNCTION));
            opened.reading = opened.keep(create(0, 0));
            opened.keys = opened.keep(Cf.strings(StoreKeys.KEYS));
            opened.readPatterns = opened.keep(Cf.strings(StoreKeys.READ_PATTERNS));
            opened.watch(opened.keep(Cf.strings(StoreKeys.WATCHED_PATTERNS)));
            return opened;
        } catch (RuntimeException | Error e) { // Then nobody else would give it back.
            opened.close();
            throw e;
        }
    }

    private long keep(Cf.Owned object) {
        owned.push(object);
        return object.ref();
    }

    private static Cf.Owned create(long number, long function) {
        ByteBuffer context = NativeMemory.buffer(SCDynamicStoreContext.SIZE);
        context.putLong(SCDynamicStoreContext.info, number);
        try (Cf.Owned name = Cf.string("netsession")) {
            long store = SystemConfiguration.SCDynamicStoreCreate(0, name.ref(), function, context);
            if (store == 0) {
                throw ScStatus.refused("SCDynamicStoreCreate", SystemConfiguration.SCError());
            }
            return new Cf.Owned(store);
        }
    }

    private void watch(long watchedPatterns) {
        if (SystemConfiguration.SCDynamicStoreSetNotificationKeys(watching, keys, watchedPatterns) == 0) {
            refused = Optional.of(ScStatus.refused("SCDynamicStoreSetNotificationKeys", SystemConfiguration.SCError()).getMessage());
        } else if (SystemConfiguration.SCDynamicStoreSetDispatchQueue(watching, queue.ref()) == 0) {
            refused = Optional.of(ScStatus.refused("SCDynamicStoreSetDispatchQueue", SystemConfiguration.SCError()).getMessage());
        } else {
            isWatching = true;
        }
    }

    @Override
    public Optional<String> refused() {
        return refused;
    }

    @Override
    public Map<String, Object> read() {
        return read(keys, readPatterns);
    }

    @Override
    public Map<String, Object> read(Set<String> some) {
        try (Cf.Owned array = Cf.strings(some)) {
            return read(array.ref(), 0);
        }
    }

    private Map<String, Object> read(long names, long patterns) {
        long all = SystemConfiguration.SCDynamicStoreCopyMultiple(reading, names, patterns);
        if (all == 0) {
            throw ScStatus.refused("SCDynamicStoreCopyMultiple", SystemConfiguration.SCError());
        }
        try (Cf.Owned dictionary = new Cf.Owned(all)) {
            return Cf.dictionary(dictionary.ref());
        }
    }

    @Override
    public void close() {
        NOTICES.leave(number);
        if (isWatching) {
            isWatching = false;
            if (SystemConfiguration.SCDynamicStoreSetDispatchQueue(watching, 0) == 0) {
                Log.LOGGER.log(Level.DEBUG, "the notices of the store do not end: {0}",
                    ScStatus.refused("SCDynamicStoreSetDispatchQueue", SystemConfiguration.SCError()).getMessage());
            }
            queue.drain(DRAIN_MILLIS);
        }
        while (!owned.isEmpty()) {
            owned.pop().close();
        }
    }
}
