package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.spi.CounterSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network device in a {@link SimWorld}: a radio, a network card. One access point at a time is up on it; another one that is
 * started there makes it give way. Its counters count what goes through it, over whichever access point.
 */
public final class SimDevice {

    private final SimWorld world;
    private final String name;
    private final Bearer bearer;
    private final SimCounters counters = new SimCounters();
    private final List<SimAccessPoint> accessPoints = new ArrayList<>();
    private int linkIndex;

    SimDevice(SimWorld world, String name, Bearer bearer, int linkIndex) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a device needs a name");
        }
        this.world = world;
        this.name = name;
        this.bearer = bearer;
        this.linkIndex = linkIndex;
    }

    /**
     * The name of its interface.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it is.
     *
     * @return the technology
     */
    public Bearer bearer() {
        return bearer;
    }

    /**
     * Makes it anew, as when it is unplugged and plugged in again: another link index, counters at zero, nothing up on it.
     *
     * @return this
     */
    public SimDevice replace() {
        int index = world.inventory().newLinkIndex();
        world.update(name + " is made anew", () -> {
            count();
            accessPoints.forEach(SimAccessPoint::fall);
            int before = linkIndex;
            linkIndex = index;
            world.inventory().reindex(this, before);
            counters.reset();
        });
        return this;
    }

    /**
     * Sets what its byte counters show; its packet counters go on.
     *
     * @param received bytes received, not negative
     * @param written bytes sent, not negative
     * @return this
     */
    public SimDevice counters(long received, long written) {
        if (received < 0 || written < 0) {
            throw new IllegalArgumentException("counters cannot be negative: " + received + ", " + written);
        }
        world.update(name + " counters show " + received + ' ' + written, () -> {
            count();
            counters.show(received, written);
        });
        return this;
    }

    /**
     * Lets all its counters begin anew at zero, as some drivers do.
     *
     * @return this
     */
    public SimDevice resetCounters() {
        world.update(name + " counters begin anew", () -> {
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
        world.update(name + " counters are narrow", () -> {
            count();
            counters.narrow();
        });
        return this;
    }

    // Under the world's lock from here on.

    void add(SimAccessPoint accessPoint) {
        accessPoints.add(accessPoint);
    }

    /** True if none is left. */
    boolean remove(SimAccessPoint accessPoint) {
        accessPoints.remove(accessPoint);
        return accessPoints.isEmpty();
    }

    List<SimAccessPoint> accessPoints() {
        return accessPoints;
    }

    int linkIndex() {
        return linkIndex;
    }

    /** The access point that is up on it. */
    Optional<SimAccessPoint> present() {
        return accessPoints.stream().filter(SimAccessPoint::isUp).findFirst();
    }

    /** Whatever else is up on it, or starting, gives way. */
    void giveWayTo(SimAccessPoint accessPoint) {
        accessPoints.stream().filter(other -> other != accessPoint).forEach(other -> {
            other.station().giveWay();
            other.settle();
        });
    }

    /** Brings the counters up to the present moment. */
    void count() {
        accessPoints.forEach(accessPoint -> accessPoint.flow().count(counters));
    }

    /** After a change: when nothing is up on it, its system scans, and finds what it had forgotten. */
    void followRadio() {
        boolean isFree = accessPoints.stream().noneMatch(SimAccessPoint::isUp);
        accessPoints.forEach(accessPoint -> accessPoint.air().followRadio(isFree));
    }

    void row(CounterSink sink) {
        count();
        counters.row(linkIndex, sink);
    }
}
