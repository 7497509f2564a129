package io.github.netsession.contract;

import io.github.netsession.spi.BackendException;
import java.util.function.Supplier;

/** What code of others may throw. */
public enum Thrown implements Supplier<Throwable> {

    /** An ordinary defect. */
    RUNTIME_EXCEPTION {
        @Override
        public Throwable get() {
            return new IllegalStateException("expected by the test");
        }
    },
    /** Thrown by any line when no memory is free. */
    OUT_OF_MEMORY {
        @Override
        public Throwable get() {
            return new OutOfMemoryError("expected by the test");
        }
    },
    /** Thrown by any call when no stack is left. */
    STACK_OVERFLOW {
        @Override
        public Throwable get() {
            return new StackOverflowError("expected by the test");
        }
    },
    /** An error that cannot even be described. */
    UNDESCRIBABLE {
        @Override
        public Throwable get() {
            return new Undescribable();
        }
    },
    /** A refusal of the system. */
    REFUSAL {
        @Override
        public Throwable get() {
            return new BackendException(BackendException.Kind.TEMPORARY, "test", "expected by the test");
        }
    },
    /** An exception that is its own cause's cause. */
    CYCLIC {
        @Override
        public Throwable get() {
            RuntimeException one = new IllegalStateException("expected by the test");
            one.initCause(new IllegalStateException("and so on", one));
            return one;
        }
    };

    private static final class Undescribable extends Error {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("expected by the test");
        }

        @Override
        public String toString() {
            throw new OutOfMemoryError("expected by the test");
        }
    }
}
