package io.github.netsession.engine;

import io.github.netsession.Registration;
import io.github.netsession.spi.AccessPoint;
import java.util.Optional;

/** Looks at access points for the desk, and again when a carrier has been away for the whole grace. In the desk's turns only. */
final class Gaps {

    private final Engine engine;
    private final SessionDesk desk;

    Gaps(Engine engine, SessionDesk desk) {
        this.engine = engine;
        this.desk = desk;
    }

    /** Looks at an access point; true if it differs from before. */
    boolean look(Track track, Optional<AccessPoint> source) {
        boolean differs = track.look(engine.world().published().sight(track.id()), source, engine.clock().nanos());
        boolean isWithinGrace = track.gap().filter(gap -> !gap.isLong()).isPresent();
        if (isWithinGrace != track.awaitsGapEnd()) {
            Optional<Registration> timer = isWithinGrace
                ? Optional.of(engine.clock().after(Gap.GRACE, () -> desk.exclusively(() -> end(track)))) : Optional.empty();
            track.gapEnd(timer);
        }
        return differs;
    }

    private void end(Track track) {
        track.gapEnd(Optional.empty());
        // That the gap is over may have been hinted at already, and wait to be read together with more.
        engine.world().loop().readNow();
        if (track.seeGapEnd(engine.clock().nanos())) {
            desk.observe(track);
        }
    }
}
