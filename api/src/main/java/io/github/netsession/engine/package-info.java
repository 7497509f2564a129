/**
 * Sessions, holds, counters and events, once for all platforms. Not exported.
 *
 * <p>A pure core (no thread, no clock, no I/O): {@code SessionMachine}, {@code StateDiff}, {@code StateMapper},
 * {@code UsageMeter}. Around it a thin shell. Start reading at {@code Engine}, then {@code ReadLoop} (how an event flows) and
 * {@code Sessions} (what sessions do).
 */
package io.github.netsession.engine;
