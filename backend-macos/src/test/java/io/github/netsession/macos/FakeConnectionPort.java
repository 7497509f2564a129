package io.github.netsession.macos;

import java.util.function.IntConsumer;

/** A service that is connected and disconnected, which counts who has asked for it, as macOS does. A test moves it, or it must. */
final class FakeConnectionPort implements ConnectionPort {

    private final FakeMacOs os;
    private final String id;
    private volatile IntConsumer changed = status -> { };
    private volatile int status = DISCONNECTED;
    private volatile boolean isCounted;
    private volatile int others;
    private volatile int afterStop = DISCONNECTED;
    private volatile boolean isSlow;
    volatile boolean isTold = true;

    FakeConnectionPort(FakeMacOs os, String id) {
        this.os = os;
        this.id = id;
    }

    void tells(IntConsumer whom) {
        changed = whom;
    }

    /** It is so without having told. */
    FakeConnectionPort is(int now) {
        status = now;
        return this;
    }

    /** It becomes so, and tells. */
    FakeConnectionPort becomes(int now) {
        status = now;
        return tell(now);
    }

    /** Tells what may be true no longer. */
    FakeConnectionPort tell(int said) {
        changed.accept(said);
        return this;
    }

    /** So many other programs have asked for it, too. */
    FakeConnectionPort alsoFor(int programs) {
        others = programs;
        return this;
    }

    /** A start is taken, and nothing comes of it by itself. */
    void isSlow() {
        isSlow = true;
    }

    /** What it becomes at once when nobody wants it any more. */
    FakeConnectionPort afterStop(int becomes) {
        afterStop = becomes;
        return this;
    }

    boolean isCounted() {
        return isCounted;
    }

    @Override
    public int status() {
        os.called("status " + id);
        return status;
    }

    @Override
    public boolean isTold() {
        return isTold;
    }

    @Override
    public void start() {
        os.called("start " + id);
        isCounted = true;
        if (!isSlow && (status == DISCONNECTED || status == DISCONNECTING)) {
            becomes(CONNECTING);
        }
    }

    @Override
    public void stop(boolean forEverybody) {
        os.called((forEverybody ? "stop " : "withdraw ") + id);
        isCounted = false;
        if (forEverybody || others == 0) {
            becomes(afterStop);
        }
    }

    @Override
    public void close() {
        isCounted = false;
        os.called("close " + id);
    }
}
