/**
 * The engine's side of the backend: which one is chosen, how its mistakes are contained, when it is read, and the fallback that needs only the
 * JDK.
 *
 * <p>Knows no other package of the engine. Used by {@code engine}, {@code holds} and {@code control}.
 *
 * <p>Start reading at {@link io.github.netsession.engine.backend.ReadLoop}, which turns hints into readings;
 * {@link io.github.netsession.engine.backend.BackendChooser} finds and opens the backend.
 */
package io.github.netsession.engine.backend;
