/**
 * A network world that is not there: for this project's own tests, for users' tests, and for demonstrations.
 *
 * <p>Start reading at {@link io.github.netsession.sim.SimWorld}.
 *
 * @provides io.github.netsession.spi.BackendProvider.OnRequest the backend {@code sim}, chosen only by name
 */
module io.github.netsession.sim {
    requires transitive io.github.netsession;

    exports io.github.netsession.sim;

    provides io.github.netsession.spi.BackendProvider.OnRequest with io.github.netsession.sim.SimBackendProvider;
}
