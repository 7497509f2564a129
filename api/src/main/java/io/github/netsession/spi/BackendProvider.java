package io.github.netsession.spi;

/**
 * Finds and opens a backend. A provider is declared with {@code provides} in the module descriptor and, for the class path, in
 * {@code META-INF/services}. It requires a public constructor without parameters or a {@code provider()} method.
 *
 * <p>Loading the class and calling {@link #name()} or {@link #priority()} must not load native code; {@link #probe()} may.
 */
public interface BackendProvider {

    /**
     * Returns the name of the backend, as it is used in {@code -Dnetsession.backend}.
     *
     * @return a short lower-case word
     */
    String name();

    /**
     * Returns the priority of the backend, which decides if several backends can be used.
     *
     * @return the priority; the highest one is used; a backend with a negative priority is used only if it is requested by name
     */
    int priority();

    /**
     * Probes whether the backend works on this system. A probe must be quick, change nothing, and not throw.
     *
     * @return the result with its reason
     */
    Probe probe();

    /**
     * Opens the backend. From then on, the backend may call the sink at any time, from its own threads.
     *
     * @param sink receives the hints of the backend
     * @return the open backend
     * @throws BackendException if the backend does not work although the probe succeeded
     */
    Backend open(BackendSink sink);
}
