package io.github.netsession.spi;

import java.util.Objects;

/** Options for the start of an access point. */
public final class StartOptions {

    private final boolean inBackground;

    private StartOptions(Builder builder) {
        inBackground = builder.inBackground;
    }

    /** Returns a builder of options. By default the start may ask the user. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return true if the start must not ask the user anything: no dialog and no interactive authorisation} */
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

    /** Builds options. For the engine and for tests. */
    public static final class Builder {

        private boolean inBackground;

        private Builder() {
        }

        /** Sets whether the start must not ask the user anything; by default false. */
        public Builder inBackground(boolean inBackground) {
            this.inBackground = inBackground;
            return this;
        }

        /** Builds the options. */
        public StartOptions build() {
            return new StartOptions(this);
        }
    }
}
