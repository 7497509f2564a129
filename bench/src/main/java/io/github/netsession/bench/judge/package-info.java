/** Compares measured figures with the goals and with the figures that are kept. Start reading at {@link io.github.netsession.bench.judge.Judge}. */
package io.github.netsession.bench.judge;
