package io.github.netsession;

/**
 * Decides for the application whether its session moves. Setting one, with {@link NetworkSession#roaming(RoamingHandler)}, is
 * what makes roaming application-level. Called like a listener: one call at a time, in order, on the callback executor.
 */
public interface RoamingHandler {

    /**
     * A better access point was found and the session is ROAMING. Answer with {@link NetworkSession#migrate()} or
     * {@link NetworkSession#ignore()}, now or later; no answer within the decision time is {@code ignore()}.
     *
     * @param offer where to
     */
    void preferred(RoamingOffer offer);

    /**
     * The access point is up. Test it, then answer with {@link NetworkSession#accept()} or {@link NetworkSession#reject()};
     * no answer within the decision time is {@code reject()}.
     *
     * @param offer where to
     */
    void activated(RoamingOffer offer);
}
