package io.github.netsession.spi;

import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The complete state of the system at one moment, as read by a backend. */
public final class Snapshot {

    private final List<AccessPoint> accessPoints;
    private final List<Link> links;
    private final String defaultInterface; // Null if there is none, or if it is not known.
    private final boolean defaultInterfaceKnown;
    private final Connectivity connectivity;
    private final Metered metered;
    private final Set<UsagePolicy> usagePolicies;
    private final Duration suspended; // Null if there is none.
    private final long losses;
    private final boolean exact;

    private Snapshot(Builder builder) {
        accessPoints = builder.accessPoints;
        links = builder.links;
        defaultInterface = builder.defaultInterface;
        defaultInterfaceKnown = builder.defaultInterfaceKnown;
        connectivity = builder.connectivity;
        metered = builder.metered;
        usagePolicies = builder.usagePolicies;
        suspended = builder.suspended;
        losses = builder.losses;
        exact = builder.exact;
    }

    /** Returns a builder of a snapshot. By default it is the exact snapshot of a machine without networks. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder with all values of this snapshot. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.accessPoints = accessPoints;
        copy.links = links;
        copy.defaultInterface = defaultInterface;
        copy.defaultInterfaceKnown = defaultInterfaceKnown;
        copy.connectivity = connectivity;
        copy.metered = metered;
        copy.usagePolicies = usagePolicies;
        copy.suspended = suspended;
        copy.losses = losses;
        copy.exact = exact;
        return copy;
    }

    /** {@return all access points, in a stable order, each id once} */
    public List<AccessPoint> accessPoints() {
        return accessPoints;
    }

    /** {@return all links, each name and index once} */
    public List<Link> links() {
        return links;
    }

    /** {@return the name of the default link, through which traffic to the Internet leaves; empty if there is none, or if it is not known} */
    public Optional<String> defaultInterface() {
        return defaultInterface == null || !defaultInterfaceKnown ? Optional.empty() : Optional.of(defaultInterface);
    }

    /** {@return whether the default link is known; if not, {@link #defaultInterface()} is empty} */
    public boolean isDefaultInterfaceKnown() {
        return defaultInterfaceKnown;
    }

    /** {@return how far the network reaches; UNKNOWN if the system makes no assessment} */
    public Connectivity connectivity() {
        return connectivity;
    }

    /** {@return whether the network in use is metered; UNKNOWN if the system does not report it} */
    public Metered metered() {
        return metered;
    }

    /** {@return the restrictions that the system puts on the network in use, in addition to those that follow from {@link #metered()}} */
    public Set<UsagePolicy> usagePolicies() {
        return usagePolicies;
    }

    /** {@return how long the machine has been suspended in total since it booted, if known; only the increase of this value matters} */
    public Optional<Duration> suspended() {
        return suspended == null ? Optional.empty() : Optional.of(suspended);
    }

    /** {@return how often the watcher has lost change notices since the backend was opened} */
    public long losses() {
        return losses;
    }

    /** {@return false if the system changed during every attempt to read it} */
    public boolean exact() {
        return exact;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof Snapshot other && accessPoints.equals(other.accessPoints) && links.equals(other.links)
            && Objects.equals(defaultInterface, other.defaultInterface) && defaultInterfaceKnown == other.defaultInterfaceKnown
            && connectivity == other.connectivity && metered == other.metered
            && usagePolicies.equals(other.usagePolicies) && Objects.equals(suspended, other.suspended)
            && losses == other.losses && exact == other.exact;
    }

    @Override
    public int hashCode() {
        return Objects.hash(accessPoints, links, defaultInterface, defaultInterfaceKnown, connectivity, metered, usagePolicies, suspended, losses, exact);
    }

    @Override
    public String toString() {
        return "Snapshot[accessPoints=" + accessPoints + ", links=" + links + ", defaultInterface=" + defaultInterface()
            + ", defaultInterfaceKnown=" + defaultInterfaceKnown
            + ", connectivity=" + connectivity + ", metered=" + metered + ", usagePolicies=" + usagePolicies
            + ", suspended=" + suspended() + ", losses=" + losses + ", exact=" + exact + "]";
    }

    /** Builds snapshots. For backends and for tests. */
    public static final class Builder {

        private List<AccessPoint> accessPoints = List.of();
        private List<Link> links = List.of();
        private String defaultInterface;
        private boolean defaultInterfaceKnown = true;
        private Connectivity connectivity = Connectivity.UNKNOWN;
        private Metered metered = Metered.UNKNOWN;
        private Set<UsagePolicy> usagePolicies = Set.of();
        private Duration suspended;
        private long losses;
        private boolean exact = true;

        private Builder() {
        }

        /** Sets all access points, in a stable order, each id once; by default none. */
        public Builder accessPoints(List<AccessPoint> accessPoints) {
            this.accessPoints = List.copyOf(Objects.requireNonNull(accessPoints, "accessPoints"));
            return this;
        }

        /** Sets all links, each name and index once; by default none. */
        public Builder links(List<Link> links) {
            this.links = List.copyOf(Objects.requireNonNull(links, "links"));
            return this;
        }

        /** Sets the name of the default link, through which traffic to the Internet leaves; by default there is none. */
        public Builder defaultInterface(String defaultInterface) {
            this.defaultInterface = Objects.requireNonNull(defaultInterface, "defaultInterface");
            return this;
        }

        /**
         * Sets whether the default link is known; by default true, so that a snapshot without a default link says that there is none. A backend that
         * cannot ask, or gets no answer, sets false.
         */
        public Builder defaultInterfaceKnown(boolean defaultInterfaceKnown) {
            this.defaultInterfaceKnown = defaultInterfaceKnown;
            return this;
        }

        /** Sets how far the network reaches; by default UNKNOWN. */
        public Builder connectivity(Connectivity connectivity) {
            this.connectivity = Objects.requireNonNull(connectivity, "connectivity");
            return this;
        }

        /** Sets whether the network in use is metered; by default UNKNOWN. */
        public Builder metered(Metered metered) {
            this.metered = Objects.requireNonNull(metered, "metered");
            return this;
        }

        /** Sets the restrictions on the network in use, in addition to those that follow from the metered value; by default none. */
        public Builder usagePolicies(Set<UsagePolicy> usagePolicies) {
            this.usagePolicies = Set.copyOf(Objects.requireNonNull(usagePolicies, "usagePolicies"));
            return this;
        }

        /** Sets how long the machine has been suspended in total since it booted; by default it is not known. */
        public Builder suspended(Duration suspended) {
            this.suspended = Objects.requireNonNull(suspended, "suspended");
            return this;
        }

        /** Sets how often the watcher has lost change notices since the backend was opened; by default 0. */
        public Builder losses(long losses) {
            this.losses = losses;
            return this;
        }

        /** Sets whether all values are of one moment; by default true. */
        public Builder exact(boolean exact) {
            this.exact = exact;
            return this;
        }

        /** Builds the snapshot. */
        public Snapshot build() {
            return new Snapshot(this);
        }
    }
}
