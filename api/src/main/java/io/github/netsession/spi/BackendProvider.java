package io.github.netsession.spi;

/**
 * Finds and opens a backend. A provider is declared with {@code provides} in the module descriptor and, for the class path, in
 * {@code META-INF/services}. It requires a public constructor without parameters or a {@code provider()} method.
 *
 * <p>A provider is declared as a service of exactly one type: {@link ForLinux}, {@link ForWindows} or {@link ForMacOs} if it works only there,
 * {@link OnRequest} if it must not be chosen by itself, else {@code BackendProvider}. On other systems the class of a provider is not even
 * loaded, because loading classes is most of what a start costs. A service loader of {@code BackendProvider} itself finds the best provider for this
 * system, as the engine finds it.
 *
 * <p>Loading the class and calling {@link #name()} or {@link #priority()} must not load native code; {@link #probe()} may.
 */
public interface BackendProvider {

    /** The service type of providers that work only on Linux: {@code os.name} begins with {@code Linux}, in upper or lower case. */
    interface ForLinux extends BackendProvider {
    }

    /** The service type of providers that work only on Windows: {@code os.name} begins with {@code Windows}, in upper or lower case. */
    interface ForWindows extends BackendProvider {
    }

    /** The service type of providers that work only on macOS: {@code os.name} begins with {@code Mac}, in upper or lower case. */
    interface ForMacOs extends BackendProvider {
    }

    /** The service type of providers that work everywhere and are used only if an application requests them by name. */
    interface OnRequest extends BackendProvider {
    }

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
     * Opens the backend. From then on, the backend may call the sink at any time, from its own threads. If this method throws anything, the engine
     * takes the next provider; if there is none, it reports the reason.
     *
     * @param sink receives the hints of the backend
     * @return the open backend
     * @throws BackendException if the backend does not work although the probe succeeded
     */
    Backend open(BackendSink sink);
}
