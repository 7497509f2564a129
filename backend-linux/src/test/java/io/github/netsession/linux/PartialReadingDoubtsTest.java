package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.HeardChanges.Heard;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a reading of everything of one that was to read what the notices name. */
@Tag("unit")
class PartialReadingDoubtsTest extends PartialReadings {

    @Test
    void asThereWasNoReadingYetMakesItWhole() {
        LinuxReader fresh = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os));
        fresh.readChanged(true, 0, Heard.NOTHING, true);
        assertEquals(WHOLE, kernel.askedOfTables());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 19, 23, 99, 999, 65_535})
    void aboutWhatTheNoticeMeansMakesTheReadingWhole(int type) {
        hearOfType(type == 1 ? 2 : type);
        readChangedRight();
        assertEquals(WHOLE, kernel.askedOfTables());
    }

    @Test
    void aNoticeThatIsTooShortOrNamesNoLink() {
        for (int type : List.of(Rtnetlink.RTM_NEWLINK, Rtnetlink.RTM_DELLINK, Rtnetlink.RTM_NEWADDR, Rtnetlink.RTM_DELADDR)) {
            hear(Captured.buffer(new byte[20]).putInt(0, 20).putShort(4, (short) type).array());
            readChangedRight();
            assertEquals(WHOLE, kernel.askedOfTables(), "short " + type);
            hear(Captured.buffer(new byte[32]).putInt(0, 32).putShort(4, (short) type).putInt(20, -5).array());
            readChangedRight();
            assertEquals(WHOLE, kernel.askedOfTables(), "index " + type);
        }
    }

    @Test
    void twoLinksOfOneName() {
        kernel.change(7, link -> FakeTables.withName(link, "v8"));
        kernel.change(8, link -> FakeTables.withName(link, "v7"));
        hearOfLink(7);
        readChangedRight();
        assertEquals(List.of("link 7", "links", "addresses"), kernel.askedOfTables(), "the notice of the other one is still to come");
        kernel.change(7, link -> FakeTables.withName(link, "v7"));
        kernel.change(8, link -> FakeTables.withName(link, "v8"));
        hearOfLink(7);
        hearOfLink(8);
        readChangedRight();
        assertEquals(Set.of("link 7", "link 8"), Set.copyOf(kernel.askedOfTables()), "both were swapped");
    }

    @Test
    void anIndexThatWasGivenOutAgain() {
        hear(FakeTables.linkNotice(Rtnetlink.RTM_DELLINK, kernel.links.get(7)));
        kernel.links.put(7, FakeTables.link(7, "again", FakeTables.UP, Rtnetlink.IF_OPER_UP, 1500, 0, "dummy"));
        kernel.addresses.remove(7);
        hearOfLink(7);
        readChangedRight();
        assertEquals(List.of("link 7", "links", "addresses"), kernel.askedOfTables());
    }

    @Test
    void aPortOfALinkThatNobodyKnows() {
        kernel.links.put(100, FakeTables.link(100, "bridge", FakeTables.UP, Rtnetlink.IF_OPER_UP, 1500, 0, "bridge"));
        kernel.change(7, link -> FakeTables.withMaster(link, 100));
        hearOfLink(7);
        Snapshot now = readChanged();
        assertEquals(Optional.of("bridge"), link(now, 7).master());
        assertEquals(List.of("link 7", "addresses 7", "links", "addresses"), kernel.askedOfTables());
    }

    @Test
    void aMasterThatIsGoneWhileItsPortIsNotNamed() {
        kernel.links.put(8, FakeTables.link(8, "bridge", FakeTables.UP, Rtnetlink.IF_OPER_UP, 1500, 0, "bridge"));
        kernel.change(7, link -> FakeTables.withMaster(link, 8));
        heard.add();
        readWhole();
        hear(FakeTables.linkNotice(Rtnetlink.RTM_DELLINK, kernel.links.get(8)));
        kernel.links.remove(8);
        kernel.addresses.remove(8);
        kernel.change(7, link -> FakeTables.withMaster(link, 0));
        readChangedRight();
        assertEquals(List.of("link 8", "links", "addresses"), kernel.askedOfTables());
    }

    @Test
    void anAnswerThatIsAnotherLinkOrAnotherError() {
        kernel.nonsense.add(7);
        hearOfLink(7);
        readChangedRight();
        assertEquals(List.of("link 7", "links", "addresses"), kernel.askedOfTables());
        kernel.errors.put(9, Errno.EBUSY);
        hearOfLink(9);
        readChangedRight();
        assertEquals(List.of("link 9", "links", "addresses"), kernel.askedOfTables());
    }

    @Test
    void moreThanAQuarterOfTheLinksIsReadAsAWhole() {
        IntStream.rangeClosed(2, 17).forEach(this::hearOfLink);
        readChangedRight();
        assertEquals(16, kernel.askedOfTables().size());
        IntStream.rangeClosed(2, 18).forEach(this::hearOfLink);
        readChangedRight();
        assertEquals(WHOLE, kernel.askedOfTables());
    }

    @Test
    void namesWithoutEndAreNotRemembered() {
        for (int i = 1; i < 100_000; i++) {
            heard.addLink(i, LinkState.UNCLEAR);
            heard.addAddresses(i);
        }
        assertTrue(heard.take().isEverything());
        assertEquals(Heard.NOTHING, heard.take());
    }

    @Test
    void aReadingThatFailedIsFollowedByAWholeOne() {
        hearOfLink(7);
        os.kernel = request -> List.of();
        assertThrows(BackendException.class, this::readThrough);
        os.kernel = kernel::answer;
        readChangedRight();
        assertEquals(WHOLE, kernel.askedOfTables());
    }

    private Snapshot readThrough() {
        try {
            return readChanged();
        } catch (BackendException e) {
            heard.add(); // As the watcher does.
            throw e;
        }
    }

    @Test
    void aReadingThatWasNotExactIsFollowedByAWholeOne() {
        kernel.interruptions = LinuxReader.ATTEMPTS;
        heard.add();
        assertFalse(readChanged().exact());
        kernel.asked();
        assertTrue(readChangedRight().exact());
        assertEquals(WHOLE, kernel.askedOfTables());
    }
}
