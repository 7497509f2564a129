package io.github.netsession.spi;

import io.github.netsession.ConfigurationId;

/**
 * Where a backend's watcher puts what it notices. Both calls return at once, from any thread, at any rate, also during and
 * after {@link Backend#close()} (then they do nothing).
 */
public interface BackendSink {

    /** Something may have changed. A hint, never the truth: the engine reads a snapshot. */
    void changed();

    /**
     * The operating system refused or gave up something that {@link Backend#start} or {@link Backend#stop} had begun.
     *
     * @param id the access point
     * @param cause why
     */
    void failed(ConfigurationId id, BackendException cause);
}
