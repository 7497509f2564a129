/**
 * Sockets that use the access point of a session. The only part of the library that creates sockets, each at the application's request.
 *
 * <p>Start reading at {@link io.github.netsession.engine.sockets.EngineSockets}.
 */
package io.github.netsession.engine.sockets;
