package io.github.netsession.spi;

/**
 * How an access point is to be started.
 *
 * @param inBackground true if nobody must be asked anything: no dialog, no interactive authorisation
 */
public record StartOptions(boolean inBackground) {
}
