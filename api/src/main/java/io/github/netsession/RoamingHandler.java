package io.github.netsession;

/**
 * Decides for the application whether its session moves. {@link NetworkSession#onRoaming(RoamingHandler)} sets a handler and thereby switches
 * to application-level roaming. A handler is called like a listener: one call at a time, in order, on the callback executor.
 *
 * <p>Every method has a body that says yes. Override the methods for the decisions that the application makes:
 * <ul>
 * <li>A handler without {@link #preferred} migrates to each candidate that is offered.
 * <li>A handler without {@link #activated} accepts each candidate untested as soon as it is up. A candidate can be up and still have no
 * connectivity, so override the method if the application can test the candidate.
 * <li>A handler that overrides neither says yes to everything. This is still application-level roaming: the session leaves the decision to the
 * handler, and therefore also moves to a candidate that the system knows to have no connectivity. Without a handler the session rejects such a
 * candidate if it can return to a usable access point. Set no handler if the session is to decide.
 * </ul>
 *
 * <p>Methods may be added. A new method has a body with the library's previous behaviour, so a handler without the new method still compiles
 * and works as before.
 */
public interface RoamingHandler {

    /**
     * Called when a better access point, or a replacement for a lost one, was found; the session is ROAMING. Answer with
     * {@link RoamingOffer#migrate()} or {@link RoamingOffer#ignore()}, now or later, from any thread. If there is no answer within the
     * policy's {@link RoamingPolicy#decisionTime()}, the offer is ignored. If the current access point is lost meanwhile, the same candidate is
     * offered again by a new offer, as a REPLACEMENT; an answer to the first offer then has no effect. If the candidate disappears, the session
     * becomes CONNECTED again and an answer has no effect.
     *
     * @implSpec This implementation answers with {@link RoamingOffer#migrate()}.
     * @param offer the offer, which names the access point to move to
     */
    default void preferred(RoamingOffer offer) {
        offer.migrate();
    }

    /**
     * Called when the candidate is up. Test it with sockets of {@link RoamingOffer#sockets()}, because plain sockets and sockets of the session
     * do not use it yet. Then answer with {@link RoamingOffer#accept()} or {@link RoamingOffer#reject()}. If there is no answer within the
     * policy's {@link RoamingPolicy#decisionTime()}, the candidate is rejected. If the candidate is lost before the
     * answer, the session goes back without an answer.
     *
     * <p>A test waits for the network, so it belongs on another thread than that of the listeners:
     * <pre>{@code
     * public void activated(RoamingOffer offer) {
     *     executor.execute(() -> {
     *         try (Socket socket = offer.sockets().socketFactory().createSocket()) {
     *             socket.connect(server, 5_000);
     *             offer.accept();
     *         } catch (NetworkSocketException untested) {
     *             offer.accept(); // This system cannot direct sockets, or the candidate is lost and the answer has no effect.
     *         } catch (IOException leadsNowhere) {
     *             offer.reject();
     *         }
     *     });
     * }
     * }</pre>
     *
     * @implSpec This implementation tests nothing and answers with {@link RoamingOffer#accept()}.
     * @param offer the offer of the candidate that is up
     */
    default void activated(RoamingOffer offer) {
        offer.accept();
    }
}
