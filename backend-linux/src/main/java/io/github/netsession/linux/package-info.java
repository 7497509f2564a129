/**
 * The Linux backend. For its maintainers only: the module exports nothing.
 *
 * <p>Start with {@link io.github.netsession.linux.LinuxBackend}, which wires the roles together: {@code LinuxWatcher} turns
 * the kernel's notices into hints, {@code LinuxReader} turns its tables into a snapshot, {@code LinuxControl} asks
 * NetworkManager or the kernel for a start or a stop, {@code LinuxCounters} reads the byte counters. All of them speak to the kernel through
 * {@link io.github.netsession.linux.LinuxOs}, so that tests can put bytes of their own in its place. {@code Netlink} and
 * {@code Rtnetlink} hold the kernel's numbers, the classes named {@code ..Message} read its messages, {@code ..Requests} write them.
 *
 * <p>What NetworkManager knows is put over that by {@link io.github.netsession.linux.nm.NmOnDemand}; its bus is looked after by the watcher's
 * thread, too.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.linux;
