/**
 * Network sessions for the JVM: the API for applications, the SPI for backends, and the engine between them.
 *
 * <p>Start reading at {@link io.github.netsession.Networks}.
 *
 * @uses io.github.netsession.spi.BackendProvider to find the backends on the module path or class path
 */
@SuppressWarnings("module") // The modules that share the internal package are compiled after this one.
module io.github.netsession {
    // Annotations in the signatures: compilers of users need them, nothing reads them at run time.
    requires static transitive org.jspecify;

    exports io.github.netsession;
    exports io.github.netsession.spi;
    exports io.github.netsession.internal to io.github.netsession.linux, io.github.netsession.windows, io.github.netsession.macos,
        io.github.netsession.sim, io.github.netsession.cli;

    provides io.github.netsession.spi.BackendProvider with io.github.netsession.engine.backend.ThisSystemProvider;

    uses io.github.netsession.spi.BackendProvider;
    uses io.github.netsession.spi.BackendProvider.ForLinux;
    uses io.github.netsession.spi.BackendProvider.ForMacOs;
    uses io.github.netsession.spi.BackendProvider.ForWindows;
    uses io.github.netsession.spi.BackendProvider.OnRequest;
}
