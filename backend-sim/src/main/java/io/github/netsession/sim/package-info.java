/**
 * A scriptable network world in virtual time. {@link io.github.netsession.sim.SimWorld} is the world and its clock,
 * {@link io.github.netsession.sim.SimAccessPoint} a network in it.
 *
 * <p>A fault is a verb, and {@code restore} with the same noun ends it: {@code failStarts} and {@code restoreStarts}, {@code loseHints} and
 * {@code restoreHints}. What a network is has a pair of words: {@code up} and {@code down}, {@code inRange} and {@code outOfRange}.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
@NullMarked
package io.github.netsession.sim;

import org.jspecify.annotations.NullMarked;
