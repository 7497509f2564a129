package io.github.netsession.engine;

import io.github.netsession.Registration;
import java.util.Optional;

/** Lets the sessions look again when a carrier has been away for the whole grace. In the desk's turns only. */
final class Gaps {

    private final Engine engine;
    private final SessionDesk desk;

    Gaps(Engine engine, SessionDesk desk) {
        this.engine = engine;
        this.desk = desk;
    }

    /** After each look at an access point: one timer for each gap. */
    void follow(Track track) {
        boolean isWithinGrace = track.gap().filter(gap -> !gap.isLong()).isPresent();
        if (isWithinGrace != track.awaitsGapEnd()) {
            Optional<Registration> timer = isWithinGrace
                ? Optional.of(engine.clock().after(Gap.GRACE, () -> desk.exclusively(() -> end(track)))) : Optional.empty();
            track.gapEnd(timer);
        }
    }

    private void end(Track track) {
        track.gapEnd(Optional.empty());
        track.seeGapEnd(engine.clock().nanos());
        desk.observe(track);
    }
}
