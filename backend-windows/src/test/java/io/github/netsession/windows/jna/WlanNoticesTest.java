package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.windows.jna.Layouts.WLAN_CONNECTION_NOTIFICATION_DATA;
import io.github.netsession.windows.jna.Layouts.WLAN_NOTIFICATION_DATA;
import io.github.netsession.windows.wifi.WifiNotice;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Tag("every-jdk")
class WlanNoticesTest {

    private static final String GUID = "{DCB00C01-570F-4A9B-8D69-199FDBA5723B}";
    private static final int ACM = 8;
    private static final int MSM = 0x10;
    /** Source: wlanapi.h, WLAN_CONNECTION_NOTIFICATION_DATA with one character of XML. */
    private static final int CONNECTION_BYTES = 572;
    private static final int NAME_CHARACTERS = 256;

    private final ByteBuffer head = NativeMemory.buffer(WLAN_NOTIFICATION_DATA.SIZE);
    private final ByteBuffer data = NativeMemory.buffer(CONNECTION_BYTES);

    @Test
    void aNoticeThatCannotBeTakenThrowsNothingIntoWindowsAndCountsAsLost() {
        boolean[] isFull = {true};
        WlanNotices notices = new WlanNotices(() -> {
            if (isFull[0]) {
                throw new OutOfMemoryError("thrown by the test");
            }
        });
        Pointer head = new Pointer(NativeMemory.address(connection(10, "home", 0)));
        notices.invoke(head, null);
        isFull[0] = false;
        notices.invoke(head, null);
        List<WifiNotice> taken = new ArrayList<>();
        assertFalse(notices.take(taken::add), "something may be lost");
        assertEquals(2, taken.size());
        notices.invoke(head, null);
        assertTrue(notices.take(taken::add));
        assertEquals(3, taken.size());
    }

    @Test
    void whatIsLeftAfterATakerThatThrewIsStillThereAndSomethingIsLost() {
        WlanNotices notices = new WlanNotices(() -> { });
        Pointer head = new Pointer(NativeMemory.address(connection(10, "home", 0)));
        notices.invoke(head, null);
        notices.invoke(head, null);
        assertThrows(OutOfMemoryError.class, () -> notices.take(notice -> {
            throw new OutOfMemoryError("thrown by the test");
        }));
        List<WifiNotice> taken = new ArrayList<>();
        assertFalse(notices.take(taken::add));
        assertEquals(1, taken.size());
    }

    /** A notice with data of some claimed length. */
    private ByteBuffer notice(int source, int code, int claimed) {
        byte[] guid = new byte[16];
        Guids.memory(GUID).get(0, guid);
        head.putInt(WLAN_NOTIFICATION_DATA.NotificationSource, source).putInt(WLAN_NOTIFICATION_DATA.NotificationCode, code)
            .put(WLAN_NOTIFICATION_DATA.InterfaceGuid, guid).putInt(WLAN_NOTIFICATION_DATA.dwDataSize, claimed)
            .putLong(WLAN_NOTIFICATION_DATA.pData, NativeMemory.address(data));
        return head;
    }

    private ByteBuffer connection(int code, String profile, int reason) {
        for (int i = 0; i < profile.length(); i++) {
            data.putChar(WLAN_CONNECTION_NOTIFICATION_DATA.strProfileName + 2 * i, profile.charAt(i));
        }
        data.putInt(WLAN_CONNECTION_NOTIFICATION_DATA.wlanReasonCode, reason);
        return notice(ACM, code, CONNECTION_BYTES);
    }

    private static Event event(ByteBuffer head) {
        return WlanNotices.notice(head).event();
    }

    @ParameterizedTest(name = "ACM {0} is {1}")
    @CsvSource({"9, CONNECTION_START", "10, CONNECTION_COMPLETE", "11, ATTEMPT_FAIL", "21, DISCONNECTED"})
    void whatIsAboutAConnectionTellsTheProfileAndTheReason(int code, Event event) {
        assertEquals(new WifiNotice(event, GUID, "caf\u00e9", 0x38002), WlanNotices.notice(connection(code, "caf\u00e9", 0x38002)));
    }

    @ParameterizedTest(name = "ACM {0} is {1}")
    @CsvSource({"7, SCAN_ENDED", "8, SCAN_ENDED", "15, PROFILES_CHANGED", "16, PROFILES_CHANGED", "17, REACH_CHANGED", "18, REACH_CHANGED",
        "19, REACH_CHANGED", "13, OTHER", "14, OTHER", "20, OTHER", "27, OTHER", "0, OTHER", "-1, OTHER", "9999, OTHER"})
    void whatIsNotTellsItselfOnly(int code, Event event) {
        connection(code, "home", 5);
        assertEquals(new WifiNotice(event, GUID, "", 0), WlanNotices.notice(notice(ACM, code, CONNECTION_BYTES)));
        assertEquals(new WifiNotice(event, GUID, "", 0), WlanNotices.notice(notice(ACM, code, 0)));
    }

    @ParameterizedTest(name = "MSM {0} is {1}")
    @CsvSource({"6, ROAMED", "7, RADIO_CHANGED", "8, SIGNAL", "5, OTHER", "9, OTHER", "10, OTHER", "4, OTHER", "21, OTHER", "-1, OTHER"})
    void theOtherSourceHasNumbersOfItsOwn(int code, Event event) {
        assertEquals(event, event(notice(MSM, code, 4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 0x20, 0x40, 0x80, 0xffff, -1, 0x18})
    void anotherSourceSaysNothing(int source) {
        for (int code = 0; code < 30; code++) {
            assertEquals(Event.OTHER, event(notice(source, code, CONNECTION_BYTES)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, SIGNAL, 0", "55, SIGNAL, 55", "100, SIGNAL, 100", "101, OTHER, 0", "-1, OTHER, 0", "-2147483648, OTHER, 0"})
    void aSignalIsAPercentage(int percent, Event event, int number) {
        data.putInt(0, percent);
        assertEquals(new WifiNotice(event, GUID, "", number), WlanNotices.notice(notice(MSM, 8, 4)));
    }

    @Nested
    class Hostile {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 4, 515, 563})
        void dataThatIsTooShortIsNotRead(int claimed) {
            connection(10, "home", 0);
            for (int code : new int[] {9, 10, 11, 21}) {
                assertEquals(new WifiNotice(Event.OTHER, GUID, "", 0), WlanNotices.notice(notice(ACM, code, claimed)));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {564, 572, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
        void dataThatClaimsToBeLongIsReadAsFarAsItsFieldsGo(int claimed) {
            connection(10, "home", 7);
            assertEquals(new WifiNotice(Event.CONNECTION_COMPLETE, GUID, "home", 7), WlanNotices.notice(notice(ACM, 10, claimed)));
        }

        @Test
        void withoutDataThereIsNoneWhateverItsClaimedLength() {
            for (int code : new int[] {9, 10, 11, 21}) {
                assertEquals(Event.OTHER, event(notice(ACM, code, -1).putLong(WLAN_NOTIFICATION_DATA.pData, 0)));
            }
            assertEquals(Event.OTHER, event(notice(MSM, 8, -1).putLong(WLAN_NOTIFICATION_DATA.pData, 0)));
            assertEquals(Event.OTHER, event(notice(MSM, 8, 3)));
        }

        @Test
        void aNameThatDoesNotEndEndsWithItsField() {
            String full = "x".repeat(NAME_CHARACTERS);
            connection(10, full, 3);
            data.putInt(WLAN_CONNECTION_NOTIFICATION_DATA.dot11Ssid, 0x41414141);
            assertEquals(full, WlanNotices.notice(head).profile());
        }

        @Test
        void anyBytesAtAllAreReadWithoutHarm() {
            Random random = new Random(11);
            byte[] noise = new byte[WLAN_NOTIFICATION_DATA.SIZE];
            byte[] inside = new byte[CONNECTION_BYTES];
            for (int round = 0; round < 100_000; round++) {
                random.nextBytes(noise);
                random.nextBytes(inside);
                head.put(0, noise);
                data.put(0, inside);
                if (random.nextInt(4) > 0) {
                    head.putInt(WLAN_NOTIFICATION_DATA.NotificationSource, random.nextBoolean() ? ACM : MSM)
                        .putInt(WLAN_NOTIFICATION_DATA.NotificationCode, random.nextInt(30));
                }
                // A pointer is Windows' word: it is followed, so it must lead to memory here or nowhere.
                head.putLong(WLAN_NOTIFICATION_DATA.pData, random.nextInt(5) == 0 ? 0 : NativeMemory.address(data));
                WifiNotice notice = WlanNotices.notice(head);
                assertTrue(notice.profile().length() <= NAME_CHARACTERS);
                assertTrue(notice.event() != Event.SIGNAL || notice.number() >= 0 && notice.number() <= 100);
            }
        }
    }

    @Nested
    class Waiting {

        private final AtomicInteger signals = new AtomicInteger();
        private final WlanNotices notices = new WlanNotices(signals::incrementAndGet);
        private final List<WifiNotice> taken = new ArrayList<>();

        private void tell(int percent) {
            data.putInt(0, percent);
            notices.invoke(new Pointer(NativeMemory.address(notice(MSM, 8, 4))), null);
        }

        @Test
        void noticesAreCopiedSignalledAndTakenInTheirOrder() {
            for (int i = 0; i <= 100; i++) {
                tell(i);
            }
            assertEquals(101, signals.get());
            assertTrue(notices.take(taken::add));
            for (int i = 0; i <= 100; i++) {
                assertEquals(i, taken.get(i).number());
            }
            assertTrue(notices.take(each -> {
                throw new AssertionError("taken twice: " + each);
            }));
        }

        @Test
        void whatTheRadioDoesStepByStepIsNoNoticeAndWakesNobody() {
            notices.invoke(new Pointer(NativeMemory.address(notice(MSM, 4, 0))), null);
            notices.invoke(new Pointer(NativeMemory.address(notice(0x40, 8, 0))), null);
            assertTrue(notices.isEmpty());
            assertEquals(0, signals.get());
            notices.invoke(new Pointer(NativeMemory.address(notice(ACM, 13, 0))), null);
            assertFalse(notices.isEmpty());
            assertEquals(1, signals.get());
        }

        @Test
        void noneIsNoDefect() {
            notices.invoke(null, null);
            assertTrue(notices.take(taken::add));
            assertEquals(List.of(), taken);
        }

        @Test
        void whatDoesNotFitIsLostAndThatIsToldOnce() {
            for (int i = 0; i < WlanNotices.MOST_WAITING; i++) {
                tell(1);
            }
            tell(99);
            tell(98);
            assertFalse(notices.take(taken::add));
            assertEquals(WlanNotices.MOST_WAITING, taken.size());
            assertTrue(taken.stream().allMatch(each -> each.number() == 1), "the latest are lost");
            assertEquals(WlanNotices.MOST_WAITING + 2, signals.get());
            tell(2);
            assertTrue(notices.take(taken::add));
            assertEquals(2, taken.get(taken.size() - 1).number());
        }

        @Test
        void fromSeveralThreadsAtOnceNoneIsLostWithoutBeingTold() throws InterruptedException {
            int each = 1000; // Four times that fits.
            List<Thread> threads = new ArrayList<>();
            long address = NativeMemory.address(notice(ACM, 7, 0));
            for (int i = 0; i < 4; i++) {
                threads.add(new Thread(() -> {
                    for (int n = 0; n < each; n++) {
                        notices.invoke(new Pointer(address), null);
                    }
                }));
            }
            threads.forEach(Thread::start);
            boolean complete = true;
            while (threads.stream().anyMatch(Thread::isAlive)) {
                complete &= notices.take(taken::add);
            }
            complete &= notices.take(taken::add);
            assertTrue(complete);
            assertEquals(4 * each, taken.size());
            assertEquals(4 * each, signals.get());
        }
    }
}
