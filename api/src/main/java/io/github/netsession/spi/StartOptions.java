package io.github.netsession.spi;

import java.util.Objects;

/** How an access point is to be started. */
public final class StartOptions {

    private final boolean inBackground;

    private StartOptions(Builder builder) {
        inBackground = builder.inBackground;
    }

    /** Returns a builder of the options of a start that may ask somebody. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return true if nobody must be asked anything: no dialog, no interactive authorisation} */
    public boolean inBackground() {
        return inBackground;
    }

    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof StartOptions other && inBackground == other.inBackground;
    }

    @Override
    public int hashCode() {
        return Objects.hash(inBackground);
    }

    @Override
    public String toString() {
        return "StartOptions[inBackground=" + inBackground + "]";
    }

    /** Makes options. The engine makes them, and so do tests. */
    public static final class Builder {

        private boolean inBackground;

        private Builder() {
        }

        /** Sets whether nobody must be asked anything; by default somebody may be. */
        public Builder inBackground(boolean inBackground) {
            this.inBackground = inBackground;
            return this;
        }

        /** Makes the options. */
        public StartOptions build() {
            return new StartOptions(this);
        }
    }
}
