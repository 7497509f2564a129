package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.spi.CounterSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A network device in a simulated world: a radio, a network card. One access point at a time is up on it; if another one is
 * started, the first one goes down. Its counters count the traffic of all its access points.
 */
public final class SimDevice {

    private final Changes changes;
    private final Numbering numbering;
    private final String name;
    private final Bearer bearer;
    private final SimCounters counters = new SimCounters();
    private final List<DeviceUser> users = new ArrayList<>();
    private int linkIndex;

    /** Numbers devices, as a kernel numbers its links. */
    interface Numbering {

        /** Returns a link index that no device has had. May be called without the lock. */
        int newLinkIndex();

        /** Learns that a device has got another link index. Requires the lock. */
        void reindex(SimDevice device, int before);
    }

    SimDevice(Changes changes, Numbering numbering, String name, Bearer bearer, int linkIndex) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a device needs a name");
        }
        this.changes = changes;
        this.numbering = numbering;
        this.name = name;
        this.bearer = bearer;
        this.linkIndex = linkIndex;
    }

    /**
     * Returns the name of its interface.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what it is.
     *
     * @return the technology
     */
    public Bearer bearer() {
        return bearer;
    }

    /**
     * Replaces it, as when it is unplugged and another one is plugged in: another link index, counters at zero, nothing up on it.
     *
     * @return this
     */
    public SimDevice replace() {
        int index = numbering.newLinkIndex();
        changes.update(name + " is made anew", () -> {
            count();
            users.forEach(DeviceUser::takeDown);
            int before = linkIndex;
            linkIndex = index;
            numbering.reindex(this, before);
            counters.reset();
        });
        return this;
    }

    /**
     * Returns what its counter of bytes received shows, as a system reads it.
     *
     * @return bytes
     */
    public long bytesReceived() {
        return shown(SimCounters::shownReceived);
    }

    /**
     * Returns what its counter of bytes sent shows, as a system reads it.
     *
     * @return bytes
     */
    public long bytesWritten() {
        return shown(SimCounters::shownWritten);
    }

    private long shown(ToLongFunction<SimCounters> counter) {
        synchronized (changes) {
            count();
            return counter.applyAsLong(counters);
        }
    }

    /**
     * Sets what its byte counters show; its packet counters continue.
     *
     * @param received bytes received, not negative
     * @param written bytes sent, not negative
     * @return this
     */
    public SimDevice counters(long received, long written) {
        if (received < 0 || written < 0) {
            throw new IllegalArgumentException("counters cannot be negative: " + received + ", " + written);
        }
        changes.update(name + " counters show " + received + ' ' + written, () -> {
            count();
            counters.show(received, written);
        });
        return this;
    }

    /**
     * Resets all its counters to zero, as some drivers do.
     *
     * @return this
     */
    public SimDevice resetCounters() {
        changes.update(name + " counters begin anew", () -> {
            count();
            counters.reset();
        });
        return this;
    }

    /**
     * Makes its counters 32 bits wide from now on, so that they wrap.
     *
     * @return this
     */
    public SimDevice narrowCounters() {
        changes.update(name + " counters are narrow", () -> {
            count();
            counters.narrow();
        });
        return this;
    }

    // Requires the lock of Changes from here on.

    void add(DeviceUser user) {
        users.add(user);
    }

    /** Removes an access point; true if the device has none left. */
    boolean remove(DeviceUser user) {
        users.remove(user);
        return users.isEmpty();
    }

    int linkIndex() {
        return linkIndex;
    }

    /** Makes whatever else is up on it, or starting, give way. */
    void giveWayTo(DeviceUser user) {
        users.stream().filter(other -> other != user).forEach(DeviceUser::giveWay);
    }

    /** Brings the counters up to the present moment. */
    void count() {
        users.forEach(user -> user.count(counters));
    }

    /** Reports after a change whether anything is up on it. */
    void followRadio() {
        boolean isFree = users.stream().noneMatch(DeviceUser::isUp);
        users.forEach(user -> user.followRadio(isFree));
    }

    void row(CounterSink sink) {
        count();
        counters.row(linkIndex, sink);
    }
}
