/**
 * What the author of a backend reads. Start with {@link io.github.netsession.spi.BackendProvider}, then
 * {@link io.github.netsession.spi.Backend}.
 *
 * <p>A backend translates: operating system state into a {@link io.github.netsession.spi.Snapshot}, operating system events
 * into {@link io.github.netsession.spi.BackendSink#changed()}, and native error numbers into
 * {@link io.github.netsession.spi.BackendException}. It validates nothing and remembers nothing that the engine knows:
 * sessions, holds, roaming, timers, differences and monotonic sums are the engine's.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.spi;
