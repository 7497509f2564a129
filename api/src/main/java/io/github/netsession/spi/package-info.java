/**
 * The interfaces and values for authors of backends. Start with {@link io.github.netsession.spi.BackendProvider}, then read
 * {@link io.github.netsession.spi.Backend}.
 *
 * <p>A backend translates: operating system state into a {@link io.github.netsession.spi.Snapshot}, operating system events
 * into {@link io.github.netsession.spi.BackendSink#changed()}, and native error numbers into
 * {@link io.github.netsession.spi.BackendException}. It does not validate, and it keeps no state that the engine keeps:
 * sessions, holds, roaming, timers, differences and monotonic sums belong to the engine.
 *
 * <p>{@link io.github.netsession.spi.Backend} states what a backend may throw, return and wait for, and on which threads it is called.
 *
 * <p>The rules of {@link io.github.netsession} for null and for values apply here too: a backend creates links, access points and snapshots
 * with their builders, and sets only what it knows.
 */
@NullMarked
package io.github.netsession.spi;

import org.jspecify.annotations.NullMarked;
