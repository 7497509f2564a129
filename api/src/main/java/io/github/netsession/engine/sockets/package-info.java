/**
 * Sockets that leave by the access point in use. The only part of the library that makes sockets, and only when an application asks for one.
 *
 * <p>Start reading at {@link io.github.netsession.engine.sockets.EngineSockets}.
 */
package io.github.netsession.engine.sockets;
