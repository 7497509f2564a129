package io.github.netsession.spi;

/**
 * How a backend is found. Declared with {@code provides} in the module descriptor and, for the class path, in
 * {@code META-INF/services}; needs a public constructor without parameters or a {@code provider()} method.
 *
 * <p>Loading the class and calling {@link #name()} or {@link #priority()} must not load native code; {@link #probe()} may.
 */
public interface BackendProvider {

    /**
     * The name of the backend, as {@code -Dnetsession.backend} spells it.
     *
     * @return a short lower-case word
     */
    String name();

    /**
     * Which backend is taken when several could be.
     *
     * @return the highest wins; negative: only taken when asked for by name
     */
    int priority();

    /**
     * Looks whether the backend can work here. Must be quick, change nothing, and not throw.
     *
     * @return the answer with its reason
     */
    Probe probe();

    /**
     * Opens the backend. It may call the sink as soon as it likes, from its own threads.
     *
     * @param sink takes its hints
     * @return the open backend
     * @throws BackendException if it does not work after all
     */
    Backend open(BackendSink sink);
}
