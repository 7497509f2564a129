/**
 * The system calls of the Linux backend, and the only code of it that touches JNA. Start with
 * {@link io.github.netsession.linux.jna.JnaLinuxOs}; only the backend's provider makes one.
 */
package io.github.netsession.linux.jna;
