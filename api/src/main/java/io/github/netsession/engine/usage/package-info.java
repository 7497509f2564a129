/**
 * Bytes and time: the counters of interfaces as sums that never decrease, and the share of a session in them.
 *
 * <p>Knows {@code state}. Used by {@code engine} and {@code control}. {@code UsageMeter} is pure.
 *
 * <p>Start reading at {@link io.github.netsession.engine.usage.Meters}, then {@link io.github.netsession.engine.usage.PresentLinks} and
 * {@link io.github.netsession.engine.usage.CounterRows} for how a reading allocates nothing, and
 * {@link io.github.netsession.engine.usage.SessionUsage}.
 */
package io.github.netsession.engine.usage;
