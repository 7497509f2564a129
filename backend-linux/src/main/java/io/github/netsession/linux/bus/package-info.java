/**
 * D-Bus, as far as the Linux backend needs it: a client that lives on the backend's one thread, and the seam below it.
 *
 * <p>Knows nothing of who is at the other end. For {@code io.github.netsession.linux.nm} and the backend; start reading at
 * {@link io.github.netsession.linux.bus.BusClient}.
 */
package io.github.netsession.linux.bus;
