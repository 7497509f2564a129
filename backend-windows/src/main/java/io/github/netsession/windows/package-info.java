/**
 * The Windows backend. For its maintainers only: the module exports nothing.
 *
 * <p>Start with {@code WindowsBackend}, which wires the roles together: {@code WindowsWatcher} turns Windows' change notices into hints,
 * {@code WindowsReader} turns its tables into a snapshot, {@code WindowsControl} starts and stops. All of them speak to Windows through
 * {@link io.github.netsession.windows.WindowsOs}, so that tests can put rows of their own in its place. What Native Wifi knows comes from
 * {@link io.github.netsession.windows.wifi.WifiService}.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.windows;
