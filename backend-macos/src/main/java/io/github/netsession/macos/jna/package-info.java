/**
 * The only code of this module that touches JNA: Apple's calls, with addresses as {@code long}, and its structures, at the offsets of
 * {@code Layouts}. For its maintainers only; start with {@link io.github.netsession.macos.jna.JnaMacOs}.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.macos.jna;
