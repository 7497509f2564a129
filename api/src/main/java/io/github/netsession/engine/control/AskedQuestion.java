package io.github.netsession.engine.control;

import io.github.netsession.RoamingOffer;
import io.github.netsession.engine.session.Question;

/**
 * A question to the application, with the offer that it is about.
 *
 * @param question the question
 * @param offer the offer
 */
public record AskedQuestion(Question question, RoamingOffer offer) {
}
