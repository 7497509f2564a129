/**
 * What the library costs: {@code ./check bench}. Here are the JMH benchmarks of single calls. What has to be measured beside C in the same moment,
 * or in a process of its own, is in {@code harness} and {@code start}; {@code judge} compares the figures with {@code bench/goals.txt}. Start reading
 * at {@code bench/run}, which calls all of it.
 */
package io.github.netsession.bench;
