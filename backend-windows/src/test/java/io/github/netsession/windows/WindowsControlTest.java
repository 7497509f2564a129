package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class WindowsControlTest {

    private final FakeWindowsOs os = new FakeWindowsOs();
    private final WindowsControl control = new WindowsControl(os, new WifiService(() -> os.wifi(() -> { }), new RecordingSink()));

    private static ConfigurationId id(int index) {
        return ConfigurationId.of("luid", Long.toUnsignedString(Row.luidOf(index)));
    }

    private static void assertRefused(Kind kind, Runnable call) {
        assertEquals(kind, assertThrows(BackendException.class, call::run).kind());
    }

    @Test
    void anAdapterCannotBeStartedAndTheReasonSaysWhoCouldAndHow() {
        os.with(Row.of(4).alias("LAN").oper(2).media(2));
        BackendException refused = assertThrows(BackendException.class, () -> control.start(id(4)));
        assertEquals(Kind.UNSUPPORTED, refused.kind());
        assertTrue(refused.reason().contains("netsh interface set interface \"LAN\" admin=enabled"), refused.reason());
    }

    @Test
    void whatIsUpAndAtMostWaitsForAnAddressNeedsNoStartingAndIsNotOurs() {
        os.with(Row.of(4)).with(Row.of(5).oper(5));
        assertEquals(StartResult.NOT_OURS, control.start(id(4)));
        assertEquals(StartResult.NOT_OURS, control.start(id(5)));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 2", "2, 1, 1", "1, 2, 2", "1, 1, 2"})
    void whatIsOffOrHasNothingAtTheOtherEndCannotBeStarted(int admin, int oper, int media) {
        os.with(Row.of(4).admin(admin).oper(oper).media(media));
        assertRefused(Kind.UNSUPPORTED, () -> control.start(id(4)));
    }

    @Test
    void itsNameInTheReasonIsPrintable() {
        os.with(Row.of(4).alias("a\u001b[31m\u202e").oper(2).media(2));
        String reason = assertThrows(BackendException.class, () -> control.start(id(4))).reason();
        assertTrue(reason.contains("\"a\\u001b[31m\\u202e\""), reason);
    }

    @Test
    void anAdapterThatIsUpCannotBeStopped() {
        os.with(Row.of(4));
        assertRefused(Kind.UNSUPPORTED, () -> control.stop(id(4)));
    }

    @Test
    void stoppingWhatIsDownDoesNothing() {
        os.with(Row.of(4).admin(2)).with(Row.of(5).oper(2)).with(Row.of(6).media(2));
        assertDoesNotThrow(() -> control.stop(id(4)));
        assertDoesNotThrow(() -> control.stop(id(5)));
        assertDoesNotThrow(() -> control.stop(id(6)));
    }

    @Test
    void whatIsNotThereIsGone() {
        os.with(Row.of(4));
        assertRefused(Kind.GONE, () -> control.start(id(5)));
        assertRefused(Kind.GONE, () -> control.stop(id(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"luid:", "luid:x", "link:eth0", "luid:-1", "luid:0x6", "sim:a"})
    void anIdOfNoInterfaceIsGone(String text) {
        os.with(Row.of(4));
        ConfigurationId id = new ConfigurationId(text.endsWith(":") ? text + ' ' : text);
        assertRefused(Kind.GONE, () -> control.start(id));
        assertRefused(Kind.GONE, () -> control.stop(id));
    }

    @Test
    void profilesGoToTheWifiService() {
        String guid = Row.guidOf(9);
        os.wifi.profiles(guid, "home").adapter(guid, State.DISCONNECTED);
        ConfigurationId home = ConfigurationId.of("wlan", guid + "/home");
        assertEquals(StartResult.OURS, control.start(home));
        os.wifi.connected(guid, "home", 90);
        assertEquals(StartResult.NOT_OURS, control.start(home));
        control.stop(home);
        control.scan();
        assertEquals(1, os.wifi.count("connect"));
        assertEquals(1, os.wifi.count("disconnect"));
        assertEquals(1, os.wifi.count("scan"));
        assertEquals(0, os.count("interfaces"), "IP Helper is not asked about profiles");
    }

    @Test
    void withoutWifiThereIsNothingToScan() {
        assertRefused(Kind.UNSUPPORTED, control::scan);
    }

    @Test
    void anIdentityBeyondTheSignIsFoundToo() {
        os.interfaces.add(Row.of(4).luid(-1).oper(2).media(2).build());
        assertRefused(Kind.UNSUPPORTED, () -> control.start(ConfigurationId.of("luid", "18446744073709551615")));
    }
}
