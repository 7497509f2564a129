/**
 * The engine: sessions, holds, counters and events, common to all platforms. Not exported.
 *
 * <p>A pure core (no thread, no clock, no I/O): {@code SessionMachine}, {@code StateDiff}, {@code StateMapper},
 * {@code UsageMeter}. A thin shell surrounds it. Start reading at {@code Engine}, then {@code ReadLoop} (how an event flows) and
 * {@code Sessions} (what sessions do).
 */
package io.github.netsession.engine;
