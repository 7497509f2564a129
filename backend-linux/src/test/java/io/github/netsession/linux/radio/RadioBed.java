package io.github.netsession.linux.radio;

import java.time.Duration;

/** The air and the station of a guest, which the first test brings up, and which each test finds as the first one did. */
final class RadioBed {

    /** NetworkManager's number for {@link Air#STRONG_DBM} is 100 of a scan and 90 of the access point in use. */
    private static final int STRONG = 85;
    /** NetworkManager asserts where the time since boot still reads 0. */
    private static final Duration AFTER_BOOT = Duration.ofSeconds(2);

    private static boolean isStarted;

    private RadioBed() {
    }

    /** Everything on, strong and disconnected, one radio, no profile. */
    static synchronized void prepare() {
        if (!Boolean.getBoolean("netsession.radio")) {
            throw new IllegalStateException("the radio tier runs in a guest of its own: start it by native/radio/run");
        }
        if (!isStarted) {
            isStarted = true;
            Guest.pass(AFTER_BOOT);
            Air.start();
            Station.start();
        }
        Air.reset();
        Station.reset();
        Station.know(Station.radios().get(0), STRONG);
    }
}
