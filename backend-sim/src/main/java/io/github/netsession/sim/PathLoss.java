package io.github.netsession.sim;

import io.github.netsession.spi.SignalScale;
import java.util.Random;

/**
 * How strong an access point is at a distance: log-distance path loss with, if wanted, log-normal shadowing. Pure.
 *
 * <p>PL(d) = PL(1 m) + 10 n log10(d). 40 dB is free space at 1 m and 2.4 GHz (20 log10(4 pi f / c) = 40.05); n = 3 lies between
 * free space (2) and a building with walls (4). Source: Rappaport, Wireless Communications, "Log-distance path loss model".
 */
final class PathLoss {

    static final double LOSS_AT_ONE_METRE_DB = 40;
    static final double EXPONENT = 3;
    /** What a station needs to hear an access point at its lowest rate; cards differ by a few dB. */
    static final double LOST_BELOW_DBM = -90;
    /** An access point that was lost must be this much stronger to be seen again. */
    static final double HYSTERESIS_DB = 3;
    /** Walls do not move: within one such square the shadow is the same. */
    private static final double CELL_METRES = 10;

    private PathLoss() {
    }

    static double dbm(double powerDbm, double metres) {
        return powerDbm - LOSS_AT_ONE_METRE_DB - 10 * EXPONENT * Math.log10(Math.max(1, metres));
    }

    static int percent(double dbm) {
        return SignalScale.percent(dbm);
    }

    /** What walls add or take away at a place: the same for the same seed, name and place, whenever it is asked for. */
    static double shadowDb(double sigmaDb, long seed, String name, SimPosition place) {
        if (sigmaDb == 0) {
            return 0;
        }
        long cell = Math.round(place.xMetres() / CELL_METRES) * 1_000_003L + Math.round(place.yMetres() / CELL_METRES);
        return sigmaDb * new Random(seed * 31 + name.hashCode() + cell * 0x9E3779B97F4A7C15L).nextGaussian();
    }
}
