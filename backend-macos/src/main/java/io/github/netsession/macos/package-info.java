/**
 * The macOS backend. For its maintainers only: the module exports nothing.
 *
 * <p>Start with {@code MacBackend}, which wires the roles together: {@code MacWatcher} turns macOS's notices into hints, {@code MacReader}
 * turns the kernel's and configd's tables into a snapshot, {@code MacControl} starts and stops. All of them speak to macOS through
 * {@link io.github.netsession.macos.MacOs}, so that tests can put a world of their own in its place; what may hang does so on a thread of
 * {@code Configd}.
 *
 * <p>No part of this has run on macOS yet. What has run is this code against stand-ins for Apple's libraries on Linux: {@code native/macos}.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.macos;
