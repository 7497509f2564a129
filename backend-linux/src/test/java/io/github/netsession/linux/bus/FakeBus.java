package io.github.netsession.linux.bus;

import io.github.netsession.spi.BackendException;
import java.util.Optional;

/** Buses that a test makes up. */
public final class FakeBus {

    private FakeBus() {
    }

    /** There is none. */
    public static BusConnector nowhere() {
        return new BusConnector() {
            @Override
            public Optional<String> obstacle() {
                return Optional.of("there is no system bus in this test");
            }

            @Override
            public Optional<String> socket() {
                return Optional.empty();
            }

            @Override
            public BusPort connect(boolean waiting) {
                throw new BackendException(BackendException.Kind.UNSUPPORTED, "D-Bus", "there is no system bus in this test");
            }
        };
    }

    /** Nobody listens. */
    public static BusHandler nobody() {
        return new BusHandler() {
            @Override
            public void connected() {
                // Nothing to subscribe to.
            }

            @Override
            public void lost() {
                // Nothing to forget.
            }

            @Override
            public boolean signal(BusMessage signal) {
                return true;
            }

            @Override
            public long nanosToWait() {
                return Long.MAX_VALUE;
            }

            @Override
            public boolean timePassed() {
                return false;
            }
        };
    }
}
