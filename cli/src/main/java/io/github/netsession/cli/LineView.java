package io.github.netsession.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Where {@link LineLoop} shows what happens. Used by one thread. */
interface LineView {

    /** Shows a line. */
    void line(String text);

    /** Shows what goes through the interfaces. */
    void rates(Instant time, Duration period, Map<String, RateMeter.Rate> rates);

    /** Whether nobody reads any more. */
    boolean isBroken();
}
