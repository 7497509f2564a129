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
     * The access point is up. Test it over {@code offer.candidate().interfaceName()}, for until the answer the old one stays the
     * session's, then answer with {@link NetworkSession#accept()} or {@link NetworkSession#reject()}; no answer within 60 s is
     * {@code reject()}. If it is lost before, the session goes back by itself.
     *
     * @param offer where to
     */
    void activated(RoamingOffer offer);
}
