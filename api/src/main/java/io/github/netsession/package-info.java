/**
 * What a user of network sessions reads: which networks this machine has, how they change, how many bytes went through
 * them, and sessions that hold one up.
 *
 * <p>Start with {@link io.github.netsession.Networks}, the door; then {@link io.github.netsession.NetworkSession}. Everything
 * else here is an immutable value, an event or an enum.
 *
 * <p><b>Values.</b> A value that later versions may add to is a final class: it has accessors, and it is equal to another that has the same in
 * each of them. The engine, backends and tests make such values by builders; applications get them, and make only a
 * {@link io.github.netsession.NetworkProfile}. What a builder is not told is unknown, empty or off, as its methods say. Small values that are
 * complete are records.
 *
 * <p><b>Null.</b> No method here returns {@code null} and none accepts it: a {@code null} argument is a
 * {@link java.lang.NullPointerException} that names the parameter, at once, with nothing changed. Absence is an
 * {@link java.util.Optional} or an empty collection.
 *
 * <p><b>Threads.</b> Every type but the builders is safe for use from any thread. Getters answer from the
 * latest published state without blocking; only the byte counters make one call to the operating system. What waits says for how long:
 * {@code Networks.open()}, {@code close()} and {@code holders()}, and {@code NetworkSession.awaitOpened()}. Listeners are called one at a
 * time, in order, on the callback executor and never under a lock.
 */
package io.github.netsession;
