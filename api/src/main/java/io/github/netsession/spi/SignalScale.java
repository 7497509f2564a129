package io.github.netsession.spi;

/**
 * The common scale of signal strengths of all backends: 0 percent is -100 dBm and below, 100 percent is -50 dBm and above, and the scale is
 * linear in dBm between them, so one percent is half a decibel. This is the scale of Windows; backends of other systems convert to it. Safe
 * for use from any thread. Source: WLAN_ASSOCIATION_ATTRIBUTES, wlanSignalQuality.
 */
public final class SignalScale {

    /** The signal strength of 0 percent, in dBm. */
    public static final int WEAKEST_DBM = -100;

    /** The signal strength of 100 percent, in dBm. */
    public static final int STRONGEST_DBM = -50;

    private SignalScale() {
    }

    /**
     * Returns a signal strength on this scale.
     *
     * @param dbm the signal strength in dBm; any number
     * @return the signal strength in percent, 0 to 100, rounded to the nearest integer
     */
    public static int percent(double dbm) {
        double within = Math.max(WEAKEST_DBM, Math.min(STRONGEST_DBM, dbm));
        return (int) Math.round((within - WEAKEST_DBM) * 100 / (STRONGEST_DBM - WEAKEST_DBM));
    }
}
