package io.github.netsession.linux.radio;

import java.time.Duration;
import java.util.List;

/** The air and the station of a guest, which the first test brings up, and which each test finds as the first one did. */
final class RadioBed {

    /** NetworkManager asserts where the time since boot still reads 0. */
    private static final Duration AFTER_BOOT = Duration.ofSeconds(2);

    private static boolean isStarted;

    private RadioBed() {
    }

    /** Everything on, strong and disconnected, no profile, and so many radios. Returns their links. */
    static List<String> prepare(int radios) {
        return prepare(radios, Air.STRONG_DBM);
    }

    /** The same, with cafe heard otherwise. */
    static synchronized List<String> prepare(int radios, int cafeDbm) {
        if (!Boolean.getBoolean("netsession.radio")) {
            throw new IllegalStateException("the radio tier runs in a guest of its own: start it by native/radio/run");
        }
        if (!isStarted) {
            isStarted = true;
            Guest.pass(AFTER_BOOT);
            Air.start();
            Station.start();
        }
        Air.reset(cafeDbm);
        List<String> links = Station.reset(radios);
        links.forEach(Station::know);
        return links;
    }
}
