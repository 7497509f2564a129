package io.github.netsession;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a session on a service network moves, and to which access point. A policy is given with the definition:
 * {@link Networks#defineServiceNetwork(String, java.util.List, RoamingPolicy)} or
 * {@link Networks#defineServiceNetwork(String, java.util.function.Predicate, RoamingPolicy)}.
 *
 * <p>The criteria are read top-down; the first one that differs decides, and the access point in use wins a tie:
 * <ol>
 * <li>usable: its signal is not known to be too weak to last;
 * <li>it reaches the Internet, or nothing is known of that;
 * <li>it is not metered; unknown counts as not metered;
 * <li>with {@link Ranking#BEARER_AND_SIGNAL}, the bearer and then the signal strength;
 * <li>the order of {@link NetworkConfiguration#children()}: that of the {@linkplain #order() comparator} or, without one, that of the definition.
 * </ol>
 *
 * <p>The table lists the properties, their defaults and their ranges.
 * <table>
 * <caption>Properties</caption>
 * <tr><th>property</th><th>default</th><th>range</th></tr>
 * <tr><td>{@link #ranking()}</td><td>DEFINITION_ORDER</td><td>DEFINITION_ORDER, BEARER_AND_SIGNAL</td></tr>
 * <tr><td>{@link #order()}</td><td>none</td><td>none, or a comparator of access points</td></tr>
 * <tr><td>{@link #dwell()}</td><td>10 s</td><td>0 s or more</td></tr>
 * <tr><td>{@link #decisionTime()}</td><td>60 s</td><td>more than 0 s</td></tr>
 * <tr><td>{@link #searchTime()}</td><td>20 s</td><td>0 s or more</td></tr>
 * <tr><td>{@link #patience()}</td><td>1 min</td><td>more than 0 s</td></tr>
 * <tr><td>{@link #longestPatience()}</td><td>1 h</td><td>{@code patience} or more</td></tr>
 * <tr><td>{@link #noisePercent()}</td><td>15 %</td><td>1 to 100</td></tr>
 * <tr><td>{@link #weakPercent()}</td><td>30 %</td><td>0 to 100</td></tr>
 * <tr><td>{@link #strongPercent()}</td><td>45 %</td><td>{@code weakPercent} to 100</td></tr>
 * </table>
 *
 * <p>A duration of more than 73 years counts as 73 years: {@code ChronoUnit.FOREVER.getDuration()} means never.
 *
 * <p>30 % and 45 % are -85 and -77.5 dBm: below the first, Wi-Fi is at its lowest rates and about to break off; above the second it keeps a
 * link. 15 % is 7.5 dB, about twice the fading that a device at rest sees. A NetworkManager that has lost its network has scanned after 4 s,
 * and was on another one after 21 s (measured on mac80211). The percentages are those of {@link NetworkConfiguration#signalPercent()}.
 */
public final class RoamingPolicy {

    /** The last criterion. Constants may be added: a {@code switch} over it needs a {@code default}. */
    public enum Ranking {
        /**
         * The order of {@link NetworkConfiguration#children()}: that of the {@linkplain RoamingPolicy#order() comparator}, if there is one. Without a
         * comparator it is the order in which the application listed the access points or, for a service network that is defined by a predicate, the
         * order in which {@link Networks#configurations()} lists them.
         */
        DEFINITION_ORDER,
        /**
         * The bearer, in the order Ethernet, WLAN, 4G, other cellular, 3G, 2G and Bluetooth, others; then the signal strength. The order of
         * {@link NetworkConfiguration#children()} decides between access points that are equal otherwise.
         */
        BEARER_AND_SIGNAL
    }

    private static final RoamingPolicy DEFAULTS = builder().build();

    private final Ranking ranking;
    private final Comparator<? super NetworkConfiguration> order; // Null if there is none.
    private final Duration dwell;
    private final Duration decisionTime;
    private final Duration searchTime;
    private final Duration patience;
    private final Duration longestPatience;
    private final int noisePercent;
    private final int weakPercent;
    private final int strongPercent;

    private RoamingPolicy(Builder builder) {
        ranking = builder.ranking;
        order = builder.order;
        dwell = builder.dwell;
        decisionTime = builder.decisionTime;
        searchTime = builder.searchTime;
        patience = builder.patience;
        longestPatience = builder.longestPatience;
        noisePercent = builder.noisePercent;
        weakPercent = builder.weakPercent;
        strongPercent = builder.strongPercent;
    }

    /** Returns the policy of a service network that was defined without one. */
    public static RoamingPolicy defaults() {
        return DEFAULTS;
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder with the properties of this policy. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.ranking = ranking;
        builder.order = order;
        builder.dwell = dwell;
        builder.decisionTime = decisionTime;
        builder.searchTime = searchTime;
        builder.patience = patience;
        builder.longestPatience = longestPatience;
        builder.noisePercent = noisePercent;
        builder.weakPercent = weakPercent;
        builder.strongPercent = strongPercent;
        return builder;
    }

    /** {@return by what usable access points are ranked that reach equally far and cost the same} */
    public Ranking ranking() {
        return ranking;
    }

    /** {@return the comparator that orders the access points of the service network, better ones first; empty if there is none} */
    public Optional<Comparator<? super NetworkConfiguration>> order() {
        return Optional.ofNullable(order);
    }

    /** {@return how long a candidate must have been better before it is offered} */
    public Duration dwell() {
        return dwell;
    }

    /** {@return how long an offer, and an access point on trial, waits for the answer of a handler} */
    public Duration decisionTime() {
        return decisionTime;
    }

    /** {@return how long a session that has lost its access point waits for the system to find another one} */
    public Duration searchTime() {
        return searchTime;
    }

    /** {@return how long a candidate that was declined, or failed, is left out; each further time in a row doubles it} */
    public Duration patience() {
        return patience;
    }

    /** {@return where that doubling ends} */
    public Duration longestPatience() {
        return longestPatience;
    }

    /** {@return how much stronger a signal must be to count as stronger} */
    public int noisePercent() {
        return noisePercent;
    }

    /** {@return the signal strength below which the access point in use is about to be lost} */
    public int weakPercent() {
        return weakPercent;
    }

    /** {@return the signal strength from which on a candidate is usable} */
    public int strongPercent() {
        return strongPercent;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof RoamingPolicy other && ranking == other.ranking && Objects.equals(order, other.order) && dwell.equals(other.dwell)
            && decisionTime.equals(other.decisionTime)
            && searchTime.equals(other.searchTime) && patience.equals(other.patience) && longestPatience.equals(other.longestPatience)
            && noisePercent == other.noisePercent && weakPercent == other.weakPercent && strongPercent == other.strongPercent;
    }

    @Override
    public int hashCode() {
        return Objects.hash(ranking, order, dwell, decisionTime, searchTime, patience, longestPatience, noisePercent, weakPercent, strongPercent);
    }

    @Override
    public String toString() {
        return "RoamingPolicy[ranking=" + ranking + ", order=" + order() + ", dwell=" + dwell + ", decisionTime=" + decisionTime + ", searchTime=" + searchTime
            + ", patience=" + patience + ", longestPatience=" + longestPatience + ", noisePercent=" + noisePercent
            + ", weakPercent=" + weakPercent + ", strongPercent=" + strongPercent + "]";
    }

    /** Builds policies. */
    public static final class Builder {

        /** Nanoseconds that can be added to a time without an overflow. */
        private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

        private Ranking ranking = Ranking.DEFINITION_ORDER;
        private Comparator<? super NetworkConfiguration> order;
        private Duration dwell = Duration.ofSeconds(10);
        private Duration decisionTime = Duration.ofSeconds(60);
        private Duration searchTime = Duration.ofSeconds(20);
        private Duration patience = Duration.ofMinutes(1);
        private Duration longestPatience = Duration.ofHours(1);
        private int noisePercent = 15;
        private int weakPercent = 30;
        private int strongPercent = 45;

        private Builder() {
        }

        /** Sets by what usable access points are ranked that reach equally far and cost the same; by default DEFINITION_ORDER. */
        public Builder ranking(Ranking ranking) {
            this.ranking = Objects.requireNonNull(ranking, "ranking");
            return this;
        }

        /**
         * Sets a comparator that orders the access points of the service network, better ones first; by default there is none. The order shows in
         * {@link NetworkConfiguration#children()}, where listed access points that do not exist come last. Between access points that the comparator
         * calls equal, the order without a comparator decides. {@link RoamingPolicy} states which criteria come before this order: a comparator
         * alone cannot prefer a metered access point to another one.
         *
         * <p>The comparator is called on the same threads as the
         * {@linkplain Networks#defineServiceNetwork(String, java.util.function.Predicate, RoamingPolicy) predicate}, with the same restrictions, and
         * under no lock. An access point is compared again when one of its properties has changed: with some of the others, which are not compared
         * with each other again. If the comparator throws, the two access points count as equal, and the first exception is logged with the name
         * of the service network. An inconsistent comparator results in some order, and in no failure.
         *
         * <p>A value that differs while an access point is in use, such as its state or signal strength, can make a session go back and forth
         * between two access points. Only {@link #dwell} limits how often.
         *
         * @param order the comparator; policies are equal only if their comparators are
         * @return this
         */
        public Builder order(Comparator<? super NetworkConfiguration> order) {
            this.order = Objects.requireNonNull(order, "order");
            return this;
        }

        /** Sets how long a candidate must have been better before it is offered; by default 10 s. */
        public Builder dwell(Duration dwell) {
            this.dwell = notNegative(dwell, "dwell");
            return this;
        }

        /** Sets how long an offer, and an access point on trial, waits for the answer of a handler; by default 60 s. */
        public Builder decisionTime(Duration decisionTime) {
            this.decisionTime = positive(decisionTime, "decisionTime");
            return this;
        }

        /** Sets how long a session that has lost its access point waits for the system to find another one; by default 20 s. */
        public Builder searchTime(Duration searchTime) {
            this.searchTime = notNegative(searchTime, "searchTime");
            return this;
        }

        /** Sets how long a candidate that was declined, or failed, is left out; each further time in a row doubles it; by default 1 min. */
        public Builder patience(Duration patience) {
            this.patience = positive(patience, "patience");
            return this;
        }

        /** Sets where that doubling ends; by default 1 h. */
        public Builder longestPatience(Duration longestPatience) {
            this.longestPatience = positive(longestPatience, "longestPatience");
            return this;
        }

        /** Sets how much stronger a signal must be to count as stronger; by default 15 %. */
        public Builder noisePercent(int noisePercent) {
            this.noisePercent = percent(noisePercent, 1, "noisePercent");
            return this;
        }

        /** Sets the signal strength below which the access point in use is about to be lost; by default 30 %. */
        public Builder weakPercent(int weakPercent) {
            this.weakPercent = percent(weakPercent, 0, "weakPercent");
            return this;
        }

        /** Sets the signal strength from which on a candidate is usable; by default 45 %. */
        public Builder strongPercent(int strongPercent) {
            this.strongPercent = percent(strongPercent, 0, "strongPercent");
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if {@code longestPatience} is less than {@code patience}, or {@code strongPercent} less than
         *     {@code weakPercent}
         */
        public RoamingPolicy build() {
            require(longestPatience.compareTo(patience) >= 0,
                "longestPatience must not be less than patience, " + patience + ", and is " + longestPatience);
            require(strongPercent >= weakPercent, "strongPercent must not be less than weakPercent, " + weakPercent + ", and is " + strongPercent);
            return new RoamingPolicy(this);
        }

        private static Duration notNegative(Duration time, String name) {
            require(!Objects.requireNonNull(time, name).isNegative(), name + " must not be negative, and is " + time);
            return bounded(time);
        }

        private static Duration positive(Duration time, String name) {
            require(!Objects.requireNonNull(time, name).isNegative() && !time.isZero(), name + " must be positive, and is " + time);
            return bounded(time);
        }

        private static Duration bounded(Duration time) {
            return time.compareTo(LONGEST) < 0 ? time : LONGEST;
        }

        private static int percent(int value, int least, String name) {
            require(value >= least && value <= 100, name + " must be from " + least + " to 100, and is " + value);
            return value;
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
