package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.spi.AccessPoint.Transition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The state of an access point, and what follows when it changes. All but {@link #update} and {@link #look} requires the lock of {@link Changes}. */
final class Station implements DeviceUser {

    private final Changes changes;
    private final String name;
    private final SimDevice device;
    private final ConfigurationId id;
    private final AirState air = new AirState();
    private final Signal signal;
    private final Flow flow;
    private boolean up;
    private boolean addressed;
    private long upSince;
    private Transition transition = Transition.NONE;
    /** Empty if the carrier decides. */
    private Optional<Boolean> startProgress = Optional.empty();
    private Metered metered = Metered.UNKNOWN;
    private Connectivity connectivity = Connectivity.UNKNOWN;
    private Optional<String> mobilityDomain = Optional.empty();
    private Duration connectTimeout = NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT;
    private boolean givesAddress = true;
    private LinkAddress address;
    /** Rises with each start and stop, so that the end of one that was overtaken does nothing. */
    private int motion;
    private boolean isRadioFree = true;
    private int scans;

    Station(Changes changes, Reception reception, String name, SimDevice device) {
        this.changes = changes;
        this.name = name;
        this.device = device;
        this.flow = new Flow(changes, device);
        this.signal = new Signal(name, reception, air, changes.clock());
        this.address = Cidr.parse("192.0.2." + (1 + device.linkIndex() % 250) + "/24");
        this.id = SimId.of(name);
    }

    String name() {
        return name;
    }

    ConfigurationId id() {
        return id;
    }

    SimDevice device() {
        return device;
    }

    Flow flow() {
        return flow;
    }

    AirState air() {
        return air;
    }

    Signal signal() {
        return signal;
    }

    /** Changes it, with everything that follows from that, and reports it. */
    void update(String what, Runnable change) {
        changes.update(name + ' ' + what, () -> {
            device.count();
            change.run();
            settle();
        });
    }

    /** Answers a question about it, as of the present moment. May be called without the lock. */
    <T> T look(Supplier<T> question) {
        synchronized (changes) {
            return question.get();
        }
    }

    /** After a change: its transfers, its service and its device follow. */
    void settle() {
        flow.follow(carries()).forEach(ended -> changes.afterwards(ended::tell));
        followCarrier();
        device.followRadio();
    }

    void mobilityDomain(String domain) {
        mobilityDomain = Optional.of(domain);
    }

    void address(LinkAddress present) {
        address = present;
    }

    void givesAddress(boolean gives) {
        givesAddress = gives;
    }

    void metered(Metered judged) {
        metered = judged;
    }

    void connectivity(Connectivity judged) {
        connectivity = judged;
    }

    void connectTimeout(Duration limit) {
        connectTimeout = limit;
    }

    @Override
    public boolean isUp() {
        return up;
    }

    /** Whether it is neither up nor on its way. */
    boolean isAtRest() {
        return !up && transition == Transition.NONE;
    }

    /** Whether bytes can go through it; a gap of a moment only delays them. */
    private boolean carries() {
        return up && signal.isInRange() && !air.isOff();
    }

    private boolean hasCarrier() {
        return signal.isInRange() && !air.isOff() && !air.isInGap();
    }

    /** A network service waits for the carrier for a while, and then takes the access point down. */
    private void followCarrier() {
        air.carrier(up && !hasCarrier()).ifPresent(silence -> changes.clock().after(silence.patience(), () -> {
            synchronized (changes) {
                if (!air.isCurrent(silence)) {
                    return;
                }
            }
            update("is given up by its service", this::down);
        }));
    }

    @Override
    public void followRadio(boolean isFree) {
        if (isFree != isRadioFree) {
            isRadioFree = isFree;
            scans++;
        }
        int mine = scans;
        air.foundAfter().filter(delay -> isFree).ifPresent(delay -> changes.clock().after(delay, () -> {
            synchronized (changes) {
                if (mine != scans || air.foundAfter().isEmpty()) {
                    return;
                }
            }
            update("is found", () -> air.seen(changes.clock().nanos()));
        }));
    }

    @Override
    public void count(SimCounters counters) {
        flow.count(counters);
    }

    /** Begins a start or stop, which ends only if it is still {@linkplain #isCurrent current} then. */
    int move() {
        return ++motion;
    }

    boolean isCurrent(int move) {
        return move == motion;
    }

    void transition(Transition present) {
        transition = present;
    }

    void startProgress(Optional<Boolean> shown) {
        startProgress = shown;
    }

    void beginStart() {
        device.giveWayTo(this);
        transition = Transition.STARTING;
    }

    void up() {
        motion++;
        device.giveWayTo(this);
        transition = Transition.NONE;
        upSince = up ? upSince : changes.nextNumber();
        up = true;
        addressed = givesAddress;
    }

    void down() {
        motion++;
        transition = Transition.NONE;
        up = false;
        addressed = false;
    }

    @Override
    public void giveWay() {
        if (!isAtRest()) {
            changes.trace(name + " gives way");
            down();
        }
        settle();
    }

    @Override
    public void takeDown() {
        down();
        settle();
    }

    Observation.State state() {
        boolean isUsed = up && addressed;
        return new Observation.State(name, device.name(), device.bearer(), device.linkIndex(), hasCarrier(), hasCarrier() && !air.isWaking(),
            air.isListed(signal.isInRange()), up, addressed, upSince, transition, startProgress.orElse(hasCarrier()),
            air.metered(metered, isUsed), connectivity, air.signal(signal.percent(), isUsed), connectTimeout, address, mobilityDomain, air.isManaged(),
            air.seenNanos());
    }
}
