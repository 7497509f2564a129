package io.github.netsession.engine.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.engine.usage.NamedCounters.Named;
import io.github.netsession.testkit.Links;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PresentLinksTest {

    private final NamedCounters names = new NamedCounters();

    private static Link link(String name, int index) {
        return Links.up(name, index, Bearer.ETHERNET).hardwareAddress(String.format("02:00:00:00:00:%02x", index)).build();
    }

    private static PresentLinks next(PresentLinks before, Link... links) {
        return before.next(List.of(links), LinkMeter::new);
    }

    private Named read(PresentLinks present, int at) {
        present.meter(at).usage().add(new long[] {100, 100, 1, 1, 0, 0, 0, 0}, 0);
        return present.named(at, names);
    }

    @Test
    void aLinkIsFoundByTheRowInWhichItCameBeforeAndOtherwiseByItsIndex() {
        PresentLinks present = next(PresentLinks.NONE, link("a", 2), link("b", 5), link("c", 9));
        for (int reading = 0; reading < 3; reading++) {
            assertEquals(List.of(2, 0, 1), List.of(present.find(9, 0), present.find(2, 1), present.find(5, 2)));
            assertTrue(present.find(7, 1) < 0 && present.find(10, 3) < 0 && present.find(0, 0) < 0);
            assertEquals(1, present.find(5, 3), "a row more than there are links");
        }
        assertTrue(PresentLinks.NONE.find(2, 0) < 0);
    }

    @Test
    void linksBetweenAndAroundThoseThatStayComeAndGo() {
        PresentLinks first = next(PresentLinks.NONE, link("b", 5), link("c", 9), link("d", 12));
        Named c = read(first, 1);
        Named d = read(first, 2);
        PresentLinks second = next(first, link("a", 2), link("x", 6), link("c", 9), link("y", 30));
        assertSame(first.meter(1), second.meter(2));
        assertSame(c, second.named(2, names));
        assertTrue(!d.isOf(first.meter(2)), "its link is gone");
        assertEquals(List.of(0, 1, 2, 3), List.of(second.find(2), second.find(6), second.find(9), second.find(30)));
    }

    @Test
    void anotherLinkUnderTheSameIndexHasItsOwnMeter() {
        PresentLinks first = next(PresentLinks.NONE, link("a", 2));
        Named a = read(first, 0);
        Link other = Links.up("z", 2, Bearer.ETHERNET).hardwareAddress("02:00:00:00:00:77").build();
        PresentLinks second = next(first, other);
        assertNotSame(first.meter(0), second.meter(0));
        assertTrue(!a.isOf(first.meter(0)));
    }

    @Test
    void whatWantOfMemoryInterruptsCanBeDoneAgain() {
        PresentLinks first = next(PresentLinks.NONE, link("a", 2), link("b", 5));
        Named a = read(first, 0);
        List<Link> links = List.of(link("renamed", 2), link("b", 5), link("new", 7));
        assertThrows(OutOfMemoryError.class, () -> first.next(links, link -> {
            throw new OutOfMemoryError("expected by the test");
        }));
        PresentLinks second = first.next(links, LinkMeter::new);
        assertNotSame(a, read(second, 0), "it does not count under the name that it has lost");
        assertSame(first.meter(0), second.meter(0));
        assertEquals(100, a.values()[0]);
        first.next(List.of(link("a", 2), link("b", 5)), LinkMeter::new);
        assertSame(a, read(first, 0), "nor does a name that it has back stand still");
        assertTrue(a.isOf(first.meter(0)));
    }
}
