/**
 * Sockets and channels that use one access point. The only part of the library that makes sockets, and only at an application's request; it runs on
 * the application's thread.
 *
 * <p>Knows no other package of the engine. Only {@code control} uses it, and supplies the access point in use.
 *
 * <p>Start reading at {@link io.github.netsession.engine.sockets.EngineSockets}.
 */
package io.github.netsession.engine.sockets;
