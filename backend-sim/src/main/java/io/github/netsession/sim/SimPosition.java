package io.github.netsession.sim;

/**
 * A place in a simulated world.
 *
 * @param xMetres metres to the east
 * @param yMetres metres to the north
 */
public record SimPosition(double xMetres, double yMetres) {

    public SimPosition {
        if (!Double.isFinite(xMetres) || !Double.isFinite(yMetres)) {
            throw new IllegalArgumentException("a position must be finite, not " + xMetres + ", " + yMetres);
        }
    }

    /**
     * How far it is to another place.
     *
     * @param other the other place
     * @return metres
     */
    public double distanceTo(SimPosition other) {
        return Math.hypot(xMetres - other.xMetres, yMetres - other.yMetres);
    }

    /** The place on the straight way to another one; 0 is here, 1 there. */
    SimPosition towards(SimPosition other, double part) {
        return new SimPosition(xMetres + part * (other.xMetres - xMetres), yMetres + part * (other.yMetres - yMetres));
    }
}
