package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.FakeView.A;
import static io.github.netsession.engine.session.FakeView.B;
import static io.github.netsession.engine.session.FakeView.C;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingOffer.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an open session remembers of its moves, and what it forgets. */
@Tag("unit")
class RoamingMemoryTest {

    private static final Duration DWELL = FakeView.POLICY.dwell();
    private static final Duration INSTANT = Duration.ofNanos(1);
    private static final Duration LONG = Duration.ofHours(2);

    private static List<String> offers(Story story) {
        return story.effects().stream().flatMap(effect -> effect instanceof Effect.Offer offer ? Stream.of(offer.proposal()) : Stream.empty())
            .map(proposal -> text(proposal.candidate(), proposal.reason())).toList();
    }

    private static String text(ConfigurationId candidate, Reason reason) {
        return candidate + " " + reason;
    }

    /** A session with a handler on the last of its three access points, each on its own radio; the others are not in range. */
    private static Story onTheLastOfThreeRadios() {
        FakeView view = FakeView.ofSeveral().see(A, Observation.DEFINED).see(B, Observation.DEFINED)
            .change(C, before -> FakeAccessPoint.of(C, "wlan2", Bearer.WLAN, Observation.DISCOVERED));
        return new Story(view).handler(true).opensOn(C);
    }

    @Test
    void whenAnOfferIsIgnoredTheOthersHaveToBeBetterForTheWholeDwellTimeAgain() {
        Story story = onTheLastOfThreeRadios().given(view -> view.see(A, Observation.DISCOVERED)).sees(B, Observation.DISCOVERED).looksAfter(DWELL);
        assertEquals(List.of(text(A, Reason.UPGRADE)), offers(story));
        story.answers(false).looks();
        assertEquals(List.of(), offers(story), "the second was better as long as the first");
        story.looksAfter(DWELL.minus(INSTANT));
        assertEquals(List.of(), offers(story));
        story.looksAfter(INSTANT);
        assertEquals(List.of(text(B, Reason.UPGRADE)), offers(story));
    }

    @Test
    void whatFailedWhileTheSessionWasConnectedReplacesALostAccessPointLater() {
        Story story = onTheLastOfThreeRadios().sees(A, Observation.DISCOVERED).looksAfter(DWELL);
        assertEquals(List.of(text(A, Reason.UPGRADE)), offers(story));
        story.answers(true).starts(A).play(new SessionInput.StartFailed(A, Story.FAILURE, false)).sees(A, Observation.DISCOVERED);
        assertEquals(Phase.CONNECTED_OPEN, story.model().phase());
        story.sees(A, Observation.DEFINED).looksAfter(LONG);
        assertEquals(List.of(), offers(story));
        story.given(view -> view.see(A, Observation.DISCOVERED)).sees(C, Observation.DISCOVERED);
        assertEquals(List.of(text(A, Reason.REPLACEMENT)), offers(story));
    }
}
