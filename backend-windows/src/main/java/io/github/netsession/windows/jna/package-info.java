/**
 * The only code of this module that touches JNA: Windows' calls, with addresses as {@code long}, and its structures, at the offsets of
 * {@code Layouts}. For its maintainers only; start with {@link io.github.netsession.windows.jna.JnaWindowsOs}.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.windows.jna;
