/**
 * A scriptable network world in virtual time. {@link io.github.netsession.sim.SimWorld} is the world and its clock,
 * {@link io.github.netsession.sim.SimAccessPoint} a network in it.
 *
 * <p>The null rule of {@link io.github.netsession} holds here too.
 */
package io.github.netsession.sim;
