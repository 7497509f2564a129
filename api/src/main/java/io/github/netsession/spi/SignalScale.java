package io.github.netsession.spi;

/**
 * The one scale of signal strengths, in all backends: 0 percent at -100 dBm and below, 100 percent at -50 dBm and above, and linear in
 * dBm between them, so that one percent is half a decibel. It is Windows' scale; other systems' numbers are converted to it. Source:
 * WLAN_ASSOCIATION_ATTRIBUTES, wlanSignalQuality. Pure; for any thread.
 */
public final class SignalScale {

    /** What is called no signal, in dBm. */
    public static final int WEAKEST_DBM = -100;

    /** What is called a full signal, in dBm. */
    public static final int STRONGEST_DBM = -50;

    private SignalScale() {
    }

    /**
     * A signal on the scale.
     *
     * @param dbm how strong it is, in dBm; any number
     * @return 0 to 100 percent, rounded to the nearest
     */
    public static int percent(double dbm) {
        double within = Math.max(WEAKEST_DBM, Math.min(STRONGEST_DBM, dbm));
        return (int) Math.round((within - WEAKEST_DBM) * 100 / (STRONGEST_DBM - WEAKEST_DBM));
    }
}
