package io.github.netsession.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The time of day as it stands before a line. */
final class Clock {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private Clock() {
    }

    static String time(Instant time) {
        return TIME.format(time);
    }
}
