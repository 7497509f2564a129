package io.github.netsession.windows;

/**
 * The route that packets to some address take. Source: netioapi.h, MIB_IPFORWARD_ROW2.
 *
 * @param interfaceIndex the number of the interface that they leave by
 * @param prefixLength how specific the route is, in bits; 0 also where that is not told
 */
public record RouteRow(int interfaceIndex, int prefixLength) {
}
