/**
 * The harnesses of {@code ./check bench}. Each is a program that runs inside a network namespace which {@code bench/run} has made, does one pass and
 * appends its figures to a file. What is measured without a yardstick in the same process is measured with real-time priority, for all sides
 * alike, because other load on the machine would hide the answer. Start reading at {@link io.github.netsession.bench.harness.Readings}.
 */
package io.github.netsession.bench.harness;
