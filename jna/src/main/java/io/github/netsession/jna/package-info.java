/**
 * Native code that every backend for a real system needs. Only the {@code jna} packages of the backends may use it.
 * {@link io.github.netsession.jna.NativeMemory} reads and writes the memory that native functions take and return;
 * {@link io.github.netsession.jna.JnaSearchPath} keeps JNA from starting a program;
 * {@link io.github.netsession.jna.SocketHandles} gives the operating system's handle of a Java socket, and is the only code that relies on
 * internals of the JDK.
 *
 * <p>The module depends on JNA and the JDK alone. No method accepts or returns {@code null}.
 */
package io.github.netsession.jna;
