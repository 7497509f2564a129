package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.StartResult;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A service that is connected and disconnected. Of a PPP line macOS counts who has asked for it, and takes it down when nobody is left; so this
 * process is counted for a service that a session started, and for no other. On the configd thread, but for {@link #told}.
 */
final class ServiceConnection {

    /** How long is waited for macOS to say that it takes a service down. */
    private static final long GOING_MILLIS = 300;

    private final ConfigurationId id;
    private final String name;
    private final BackendSink sink;
    private final ConnectionPort port;
    private final Attempt attempt = new Attempt();
    private final Semaphore told = new Semaphore(0);
    private final boolean systemCounts;
    private boolean isCounted;

    /** A start of ours, as far as macOS has told of it. */
    private static final class Attempt {

        private boolean isUnderWay;
        private boolean hasBegun;

        synchronized void begin() {
            isUnderWay = true;
            hasBegun = false;
        }

        /** Seen, though it may not be told. */
        synchronized void hasBegun() {
            hasBegun = true;
        }

        synchronized void end() {
            isUnderWay = false;
        }

        /** True if this is how it has failed: what falls back before it has begun is what was up before. */
        synchronized boolean hasFailed(int status) {
            boolean isDown = status == ConnectionPort.DISCONNECTED || status == ConnectionPort.INVALID;
            boolean hasFailed = isUnderWay && hasBegun && isDown;
            hasBegun |= status == ConnectionPort.CONNECTING;
            isUnderWay &= !hasFailed && status != ConnectionPort.CONNECTED;
            return hasFailed;
        }
    }

    ServiceConnection(MacOs os, NetworkService service, BackendSink sink) {
        this.id = service.configurationId();
        this.name = '"' + service.name() + '"';
        this.sink = sink;
        this.systemCounts = service.isCounted();
        this.port = os.connection(service.id(), this::told);
    }

    /** In macOS's thread. Why a start falls back (a wrong password, no answer), macOS tells the user, but not us. */
    private void told(int status) {
        told.release();
        if (attempt.hasFailed(status)) {
            sink.failed(id, new BackendException(Kind.FAILED, "SCNetworkConnectionStart", name + " went down again before it was up")
                .withRemedy("connect it in System Settings, where macOS says what is wrong"));
        }
        sink.changed();
    }

    int status() {
        return port.status();
    }

    boolean isTold() {
        return port.isTold();
    }

    /** Ours if this is what brings it up. */
    StartResult start() {
        int status = port.status();
        if (status == ConnectionPort.INVALID) {
            throw new BackendException(Kind.UNSUPPORTED, "SCNetworkConnectionGetStatus", name + " is no service that macOS can connect");
        } else if (isUp(status)) {
            return StartResult.NOT_OURS;
        }
        attempt.begin();
        try {
            port.start();
        } catch (BackendException refused) {
            attempt.end();
            throw refused;
        }
        isCounted = systemCounts;
        if (port.status() == ConnectionPort.CONNECTING) {
            attempt.hasBegun();
        }
        return StartResult.OURS;
    }

    /** For everybody. True, as it is settled. */
    boolean stop() {
        withdraw(true);
        return true;
    }

    /** False if somebody else keeps it up. */
    boolean giveBack() {
        told.drainPermits();
        withdraw(false);
        if (!systemCounts) {
            return true; // For everybody, too.
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOING_MILLIS);
        while (isUp(port.status())) {
            try {
                if (System.nanoTime() - end >= 0 || !told.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return !isUp(port.status());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private void withdraw(boolean forEverybody) {
        attempt.end();
        int status = port.status();
        // It is invalid also while its controller does not answer for a moment: then it may be up.
        if (isUp(status) || status == ConnectionPort.INVALID) {
            port.stop(forEverybody);
        }
        isCounted = false;
    }

    private static boolean isUp(int status) {
        return status == ConnectionPort.CONNECTED || status == ConnectionPort.CONNECTING;
    }

    /** A session holds it; {@code started}: a session, of whatever process, had started it. Counted once for all of this process. */
    boolean hold(boolean started) {
        if (systemCounts && started && !isCounted && isUp(port.status())) {
            port.start();
            isCounted = true;
        }
        return isCounted;
    }

    /** No session holds it any longer. */
    boolean release() {
        if (isCounted) {
            withdraw(false);
        }
        return isCounted;
    }

    void close() {
        port.close();
    }
}
