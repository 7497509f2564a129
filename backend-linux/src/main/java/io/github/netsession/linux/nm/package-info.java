/**
 * NetworkManager: what it knows and what it is asked to do, over the system bus.
 *
 * <p>For the Linux backend, which puts this over what the kernel says. Knows the bus, the kernel's links only as
 * {@link io.github.netsession.Link}, and no native code. Start reading at {@link io.github.netsession.linux.nm.NmOnDemand},
 * which loads nothing until there is a bus, and {@code NmService}.
 */
package io.github.netsession.linux.nm;
