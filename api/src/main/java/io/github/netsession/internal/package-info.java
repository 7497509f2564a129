/**
 * What the engine and this project's own backends share: the clock of the engine, loops and logs that nothing thrown ends, and texts for
 * messages. Exported to this project's modules alone, and free to change with every version: applications read {@link io.github.netsession},
 * authors of backends {@link io.github.netsession.spi}.
 *
 * <p>Start with {@link io.github.netsession.internal.EngineClock} and {@link io.github.netsession.internal.Trouble}. The null rule of
 * {@link io.github.netsession} applies here too.
 */
package io.github.netsession.internal;
