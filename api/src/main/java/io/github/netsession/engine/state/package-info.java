/**
 * The published state of the networks, the events that tell the difference between two states, the service networks that the application
 * defines, and what can be done here.
 *
 * <p>Knows {@code calls}. Used by {@code engine}, {@code usage}, {@code holds} and {@code control}. {@code StateMapper}, {@code StateDiff} and
 * {@code StateIndex} are pure, and so are the parts of these: {@code StateSources}, {@code KeyedList} and {@code ListDifference}. The members of a
 * service network are a {@code Membership}, which alone calls the application: its predicate and comparator, under no lock.
 *
 * <p>Start reading at {@link io.github.netsession.engine.state.StatePublisher}.
 */
package io.github.netsession.engine.state;
