package io.github.netsession.sim;

/** How well access points are received at the place where the machine is. Requires the lock of {@link Changes}. */
final class Reception {

    private final long seed;
    private SimPosition here = new SimPosition(0, 0);
    private double shadowingDb;

    Reception(long seed) {
        this.seed = seed;
    }

    SimPosition here() {
        return here;
    }

    void moveTo(SimPosition place) {
        here = place;
    }

    void shadowing(double sigmaDb) {
        shadowingDb = sigmaDb;
    }

    /** Returns how strong an access point is here, if it sends from there with that power. */
    double dbm(String accessPoint, SimPosition there, double powerDbm) {
        return PathLoss.dbm(powerDbm, there.distanceTo(here)) + PathLoss.shadowDb(shadowingDb, seed, accessPoint, here);
    }
}
