package io.github.netsession.internal;

import java.util.Optional;

/** Implemented by a backend that brings the clock of its engine: a simulated world, whose time is virtual, or a test that moves the time. */
public interface ClockSource {

    /**
     * Returns the clock. Called once, when the engine opens the backend.
     *
     * @return the clock; empty for real time
     */
    Optional<EngineClock> clock();
}
