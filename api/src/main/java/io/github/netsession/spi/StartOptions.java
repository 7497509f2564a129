package io.github.netsession.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Options for the start of an access point. */
public final class StartOptions {

    private final boolean inBackground;
    private final boolean stopsAutoconnected;

    private StartOptions(Builder builder) {
        inBackground = builder.inBackground;
        stopsAutoconnected = builder.stopsAutoconnected;
    }

    /** Returns a builder of options. By default the start may ask the user. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return true if the start must not ask the user anything: no dialog and no interactive authorisation} */
    public boolean inBackground() {
        return inBackground;
    }

    /**
     * {@return true if the engine may later stop the access point even if the operating system would have started it without the request}
     * See {@link Backend#start}.
     */
    public boolean stopsAutoconnected() {
        return stopsAutoconnected;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof StartOptions other && inBackground == other.inBackground
            && stopsAutoconnected == other.stopsAutoconnected;
    }

    @Override
    public int hashCode() {
        return Objects.hash(inBackground, stopsAutoconnected);
    }

    @Override
    public String toString() {
        return "StartOptions[inBackground=" + inBackground + ", stopsAutoconnected=" + stopsAutoconnected + "]";
    }

    /** Builds options. For the engine and for tests. */
    public static final class Builder {

        private boolean inBackground;
        private boolean stopsAutoconnected;

        private Builder() {
        }

        /** Sets whether the start must not ask the user anything; by default false. */
        public Builder inBackground(boolean inBackground) {
            this.inBackground = inBackground;
            return this;
        }

        /** Sets whether the access point may later be stopped even if the operating system would have started it; by default false. */
        public Builder stopsAutoconnected(boolean stopsAutoconnected) {
            this.stopsAutoconnected = stopsAutoconnected;
            return this;
        }

        /** Builds the options. */
        public StartOptions build() {
            return new StartOptions(this);
        }
    }
}
