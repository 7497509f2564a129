package io.github.netsession;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one interface: bytes, packets, errors and drops in both directions. All values are 64 bits wide and, within one
 * {@link Networks}, never decrease.
 *
 * <p>Counters belong to the link, which is its index, and not to its name. They begin at what the operating system shows, and a link that is
 * renamed keeps them. A 32-bit overflow is corrected. If the operating system resets the counters of a link (because the driver was reloaded),
 * the sums continue and a new {@linkplain #epoch() epoch} begins. If the name belongs to another link than before (because two links swapped
 * their names, or the interface was created again), a new epoch begins too. The values are then those of the other link; a value that would be
 * lower than the previous value continues from there. In the first epoch the values are exactly those of the operating system.
 *
 * <p>A program that subtracts an earlier value from a later one must compare the epochs: if they differ, the difference may include bytes that
 * passed before.
 *
 * <pre>{@code
 * InterfaceCounters before = networks.counters(interfaceName).orElseThrow();
 * uploads.run();
 * InterfaceCounters after = networks.counters(interfaceName).orElseThrow();
 * if (after.epoch() == before.epoch()) {
 *     log.accept(after.bytesWritten() - before.bytesWritten() + " bytes sent by all programs");
 * }
 * }</pre>
 */
public final class InterfaceCounters {

    private final String interfaceName;
    private final int interfaceIndex;
    private final long bytesReceived;
    private final long bytesWritten;
    private final long packetsReceived;
    private final long packetsWritten;
    private final long errorsReceived;
    private final long errorsWritten;
    private final long droppedReceived;
    private final long droppedWritten;
    private final int epoch;

    private InterfaceCounters(Builder builder) {
        interfaceName = builder.interfaceName;
        interfaceIndex = builder.interfaceIndex;
        bytesReceived = builder.bytesReceived;
        bytesWritten = builder.bytesWritten;
        packetsReceived = builder.packetsReceived;
        packetsWritten = builder.packetsWritten;
        errorsReceived = builder.errorsReceived;
        errorsWritten = builder.errorsWritten;
        droppedReceived = builder.droppedReceived;
        droppedWritten = builder.droppedWritten;
        epoch = builder.epoch;
    }

    /** Returns a builder of the counters of the interface with this name and index; all counters are 0. */
    public static Builder builder(String interfaceName, int interfaceIndex) {
        return new Builder(interfaceName, interfaceIndex);
    }

    /** {@return the name of the interface} */
    public String interfaceName() {
        return interfaceName;
    }

    /** {@return the operating system's index of the interface at the time of reading} */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** {@return bytes received, link-layer headers included as the operating system counts them} */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** {@return bytes sent, link-layer headers included as the operating system counts them} */
    public long bytesWritten() {
        return bytesWritten;
    }

    /** {@return packets received} */
    public long packetsReceived() {
        return packetsReceived;
    }

    /** {@return packets sent} */
    public long packetsWritten() {
        return packetsWritten;
    }

    /** {@return packets received with errors} */
    public long errorsReceived() {
        return errorsReceived;
    }

    /** {@return packets that could not be sent} */
    public long errorsWritten() {
        return errorsWritten;
    }

    /** {@return packets dropped on arrival} */
    public long droppedReceived() {
        return droppedReceived;
    }

    /** {@return packets dropped before sending} */
    public long droppedWritten() {
        return droppedWritten;
    }

    /**
     * {@return the number of the epoch, 0 or more. It increases if the counters were reset or the name belongs to another link; within one
     * {@link Networks} a name never has the same epoch again}
     */
    public int epoch() {
        return epoch;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof InterfaceCounters other && interfaceName.equals(other.interfaceName)
            && interfaceIndex == other.interfaceIndex && bytesReceived == other.bytesReceived && bytesWritten == other.bytesWritten
            && packetsReceived == other.packetsReceived && packetsWritten == other.packetsWritten && errorsReceived == other.errorsReceived
            && errorsWritten == other.errorsWritten && droppedReceived == other.droppedReceived && droppedWritten == other.droppedWritten
            && epoch == other.epoch;
    }

    @Override
    public int hashCode() {
        return Objects.hash(interfaceName, interfaceIndex, bytesReceived, bytesWritten, packetsReceived, packetsWritten, errorsReceived,
            errorsWritten, droppedReceived, droppedWritten, epoch);
    }

    @Override
    public String toString() {
        return "InterfaceCounters[interfaceName=" + interfaceName + ", interfaceIndex=" + interfaceIndex
            + ", bytesReceived=" + bytesReceived + ", bytesWritten=" + bytesWritten + ", packetsReceived=" + packetsReceived
            + ", packetsWritten=" + packetsWritten + ", errorsReceived=" + errorsReceived + ", errorsWritten=" + errorsWritten
            + ", droppedReceived=" + droppedReceived + ", droppedWritten=" + droppedWritten + ", epoch=" + epoch + "]";
    }

    /** Builds counters. For the engine and for tests; applications get counters from {@link Networks#counters()}. */
    public static final class Builder {

        private final String interfaceName;
        private final int interfaceIndex;
        private long bytesReceived;
        private long bytesWritten;
        private long packetsReceived;
        private long packetsWritten;
        private long errorsReceived;
        private long errorsWritten;
        private long droppedReceived;
        private long droppedWritten;
        private int epoch;

        private Builder(String interfaceName, int interfaceIndex) {
            this.interfaceName = Objects.requireNonNull(interfaceName, "interfaceName");
            this.interfaceIndex = interfaceIndex;
        }

        /** Sets the bytes received; by default 0. */
        public Builder bytesReceived(long bytesReceived) {
            this.bytesReceived = bytesReceived;
            return this;
        }

        /** Sets the bytes sent; by default 0. */
        public Builder bytesWritten(long bytesWritten) {
            this.bytesWritten = bytesWritten;
            return this;
        }

        /** Sets the packets received; by default 0. */
        public Builder packetsReceived(long packetsReceived) {
            this.packetsReceived = packetsReceived;
            return this;
        }

        /** Sets the packets sent; by default 0. */
        public Builder packetsWritten(long packetsWritten) {
            this.packetsWritten = packetsWritten;
            return this;
        }

        /** Sets the packets received with errors; by default 0. */
        public Builder errorsReceived(long errorsReceived) {
            this.errorsReceived = errorsReceived;
            return this;
        }

        /** Sets the packets that could not be sent; by default 0. */
        public Builder errorsWritten(long errorsWritten) {
            this.errorsWritten = errorsWritten;
            return this;
        }

        /** Sets the packets dropped on arrival; by default 0. */
        public Builder droppedReceived(long droppedReceived) {
            this.droppedReceived = droppedReceived;
            return this;
        }

        /** Sets the packets dropped before sending; by default 0. */
        public Builder droppedWritten(long droppedWritten) {
            this.droppedWritten = droppedWritten;
            return this;
        }

        /** Sets the number of the epoch; by default 0. */
        public Builder epoch(int epoch) {
            this.epoch = epoch;
            return this;
        }

        /** Builds the counters. */
        public InterfaceCounters build() {
            return new InterfaceCounters(this);
        }
    }
}
