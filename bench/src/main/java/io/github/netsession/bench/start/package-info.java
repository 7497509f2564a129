/** Small programs that start, do one thing and end, each without a class of the others; {@code harness.Starting} measures them. */
package io.github.netsession.bench.start;
