package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notices whose listeners throw. */
@Tag("unit")
class NoticesTest {

    private final Notices<String> notices = new Notices<>();
    private final List<String> told = new ArrayList<>();
    private int failures;

    private void listen(String what, Error thrown, int times) {
        if (failures++ < times) {
            throw thrown;
        }
        told.add(what);
    }

    @Test
    void aNoticeIsToldAgainWhileNoMemoryIsFree() {
        long number = notices.join(what -> listen(what, new OutOfMemoryError("expected by the test"), 4));
        notices.tell(number, "changed");
        assertEquals(List.of("changed"), told);
    }

    @Test
    void aDefectIsTriedThreeTimesAndTheNextNoticeIsToldAsBefore() {
        long number = notices.join(what -> listen(what, new AssertionError("expected by the test"), 3));
        notices.tell(number, "first");
        assertEquals(List.of(), told);
        assertEquals(3, failures);
        notices.tell(number, "second");
        assertEquals(List.of("second"), told);
    }

    @Test
    void whoHasLeftIsNotToldAgain() {
        long[] number = new long[1];
        number[0] = notices.join(what -> {
            notices.leave(number[0]);
            listen(what, new OutOfMemoryError("expected by the test"), 1);
        });
        notices.tell(number[0], "changed");
        assertEquals(1, failures);
        assertEquals(List.of(), told);
    }
}
