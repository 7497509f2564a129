/**
 * Opens, wires and closes one instance of {@link io.github.netsession.Networks}. Not exported; only {@code Networks} uses this package, and no
 * package below knows it.
 *
 * <p>The work is in the packages below, which know each other one way: {@code session} decides what sessions do, as a pure function;
 * {@code control} carries that out; {@code holds} starts, stops and counts access points; {@code state} and {@code usage} publish and count;
 * {@code sockets} makes sockets; {@code backend} reads; {@code calls} runs turns and calls the application.
 *
 * <p>Start reading at {@link io.github.netsession.engine.Engine}. How an event flows, what {@code open()} does, how a session moves, and on which
 * threads, is in docs/architecture.md.
 */
package io.github.netsession.engine;
