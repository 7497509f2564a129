package io.github.netsession;

/**
 * Decides for the application whether its session moves. Setting one, with {@link NetworkSession#onRoaming(RoamingHandler)}, is
 * what makes roaming application-level. Called like a listener: one call at a time, in order, on the callback executor.
 *
 * <p>Methods may be added. A new method has a body, which does what the library did before the method was there, so a handler that does
 * not know it still compiles and works as before.
 */
public interface RoamingHandler {

    /**
     * A better access point was found, or one to go on with, and the session is ROAMING. Answer with
     * {@link NetworkSession#migrate()} or {@link NetworkSession#ignore()}, now or later, from any thread; no answer within 60 s
     * is {@code ignore()}. If the present access point is lost meanwhile, the same candidate is offered again, as a REPLACEMENT.
     * If the candidate vanishes, the session becomes CONNECTED again and the answer comes too late.
     *
     * @param offer where to
     */
    void preferred(RoamingOffer offer);

    /**
     * The access point is up. Test it with sockets of {@link RoamingOffer#sockets()}, because plain sockets and those of the session do not
     * leave by it yet; then answer with {@link NetworkSession#accept()} or {@link NetworkSession#reject()}. No answer within 60 s is
     * {@code reject()}. If it is lost before, the session goes back by itself.
     *
     * <p>A test waits for the network, so it does not belong on the thread of the listeners:
     * <pre>{@code
     * public void activated(RoamingOffer offer) {
     *     executor.execute(() -> {
     *         try (Socket socket = offer.sockets().socketFactory().createSocket()) {
     *             socket.connect(server, 5_000);
     *             session.accept();
     *         } catch (NetworkSocketException untested) {
     *             session.accept(); // This system cannot direct sockets, or the candidate is lost, and then the answer does nothing.
     *         } catch (IOException leadsNowhere) {
     *             session.reject();
     *         }
     *     });
     * }
     * }</pre>
     *
     * @param offer where to
     */
    void activated(RoamingOffer offer);
}
