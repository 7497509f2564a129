/**
 * The shell around the sessions: gives each session what happens to it as an input, and carries out the effects that the session decides on. It
 * holds, starts and stops access points for sessions, asks the application and the user, and completes futures. {@code Sessions} enters the
 * critical section and the rest runs in it, except the getters of {@code Session}, answers to offers, and the sockets, which work on any thread.
 *
 * <p>Knows all other packages below {@code engine}; only {@code engine} uses it. Decisions about a session belong to {@code session};
 * {@code EngineView} shows a session the values that it decides by.
 *
 * <p>Start reading at {@link io.github.netsession.engine.control.Sessions}, which receives all calls, readings and reports, then
 * {@code SessionRunner}, which applies inputs, {@code SessionEffects}, which carries out effects, and {@code EngineView}. {@code Members} lists
 * the access points of each session, {@code FollowUps} collects the sessions that have to look, {@code Dialogue} has the open question to
 * the application, and {@code SessionEvents} makes the events, which carry the application's object from {@code SessionHandles}. {@code SessionsFactory} shows the parts, which {@code SessionsOnDemand} creates with the application's first session.
 */
package io.github.netsession.engine.control;
