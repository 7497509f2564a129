/**
 * What the author of a backend reads. Start with {@link io.github.netsession.spi.BackendProvider}, then
 * {@link io.github.netsession.spi.Backend}.
 *
 * <p>A backend translates: operating system state into a {@link io.github.netsession.spi.Snapshot}, operating system events
 * into {@link io.github.netsession.spi.BackendSink#changed()}, and native error numbers into
 * {@link io.github.netsession.spi.BackendException}. It validates nothing and remembers nothing that the engine knows:
 * sessions, holds, roaming, timers, differences and monotonic sums are the engine's.
 *
 * <p>The rules of {@link io.github.netsession} for null and for values hold here too: a backend makes links, access points and snapshots by
 * their builders, and says only what it knows.
 */
package io.github.netsession.spi;
