package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a profile says of itself, the others are read, and so is it when it has been put right. */
@Tag("manager")
class StandInHostileProfilesIT extends StandInStory {

    @BeforeEach
    void prepare() {
        open(new Hints(), "device(1, 'ap0', AvailableConnections=[profile_path(1), profile_path(2)]); profile(1, 'good'); profile(2, 'bad')");
        backend.read();
    }

    private List<AccessPoint> profiles() {
        Snapshot snapshot = assertDoesNotThrow(backend::read);
        assertEquals("good", StandIn.point(snapshot, 1).name());
        return snapshot.accessPoints().stream().filter(point -> point.id().scheme().equals("nm")).toList();
    }

    /** NetworkManager says that it was changed, and that arrives before the answer to the next call does. */
    private void change(String line) {
        manager.tell(line, "updated(2)");
    }

    private void assertGoodAgain() {
        change("profile(2, 'good again')");
        Await.until(() -> backend.read().exact()); // On a busy machine the answer before may have been late.
        assertEquals("good again", StandIn.point(backend.read(), 2).name());
    }

    @Test
    void aNameCannotWriteToTheTerminal() {
        for (String name : new String[] {"'\\x1b]0;title\\x07'", "'two\\nlines\\r\\n'", "'\\u202eright to left'", "'\\x9b31m'", "'\\u2028\\u2029\\ufeff\\u200b'",
            "'\\x7f\\x01'", "'x' * 1000000"}) {
            change("profile(2, " + name + ")");
            AccessPoint point = StandIn.point(backend.read(), 2);
            assertTrue(point.name().length() <= 256, name);
            assertTrue(point.name().codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR || Character.getType(c) == Character.PARAGRAPH_SEPARATOR), point.name());
        }
        change("profile(2, 'caf\\u00e9 \\U0001f4f6')");
        assertEquals("caf\u00e9 \ud83d\udcf6", StandIn.point(backend.read(), 2).name());
    }

    @Test
    void aProfileWithoutAProperUuidIsNotListed() {
        for (String uuid : new String[] {"''", "'a b'", "'a\\nb'", "\"a'b\"", "'\\u00fc'", "'../../etc'", "'a:b'", "'a' * 65", "'a' * 5000000", "'\\x1b[2J'",
            "5", "b'bytes'", "['list']", "V('o', '/a')"}) {
            change("profile(2, 'bad', uuid=" + uuid + ")");
            List<AccessPoint> profiles = profiles();
            assertTrue(profiles.size() == 1 || profiles.size() == 2 && uuid.startsWith("V("), uuid + ": " + profiles);
        }
        assertGoodAgain();
    }

    @Test
    void settingsOfAnotherShapeAreNone() {
        for (String settings : new String[] {"refusal(ERROR + 'AccessDenied')", "refusal(NM + '.Settings.PermissionDenied')", "refusal('a.b', '')", "values()",
            "values('s', 'nothing')", "values('a{sa{sv}}', {})", "values('a{sa{sv}}', {'connection': {}})", "values('a{sv}', {'connection': V('i', 1)})",
            "values('a{ss}', {'connection': 'uuid'})", "values('as', ['connection'])", "values('a{ua{sv}}', {1: {}})", "values('ay', bytes(1000))"}) {
            change("settings[profile_path(2)] = " + settings);
            assertEquals(1, profiles().size(), settings);
        }
        assertGoodAgain();
    }

    @Test
    void settingsOfAnotherTypeAreNotThere() {
        for (String value : new String[] {"5", "True", "b''", "['x']", "V('a{sv}', {})", "V('v', V('s', 'x'))", "V('d', 0.5)", "V('o', '/')", "'x' * 1000000"}) {
            change("settings[profile_path(2)] = {'connection': {**dict.fromkeys(('id', 'type', 'interface-name', 'autoconnect', 'metered', 'master', "
                + "'controller'), " + value + "), 'uuid': uuid(2)}, '802-11-wireless': {'ssid': " + value + "}}");
            profiles();
            assertDoesNotThrow(() -> backend.capabilities(StandIn.id(2)));
        }
        assertGoodAgain();
    }

    @Test
    void moreThanAMillionSettingsAreRefused() {
        change("settings[profile_path(2)] = values('a{sv}', {'connection': big('au', 4400000)})");
        profiles();
        Await.until(() -> backend.read().exact());
        assertEquals(1, profiles().size());
        assertGoodAgain();
    }

    @Test
    void twoProfilesWithOneUuidAreOne() {
        manager.tell("profile(2, 'another', uuid=uuid(1)); active(1, on=1)", "for n in range(3, 100): profile(n, 'good', uuid=uuid(1))");
        Snapshot snapshot = backend.read();
        assertEquals(1, snapshot.accessPoints().stream().filter(point -> point.id().equals(StandIn.id(1))).count());
        try (Networks networks = Networks.open()) {
            assertEquals(1, networks.configurations().stream().filter(each -> each.id().equals(StandIn.id(1))).count());
        }
    }

    @Test
    void anInterfaceThatIsNoneIsNoInterface() {
        for (String name : new String[] {"'../../../etc/passwd'", "'a\\nb'", "''", "'x' * 1000000", "'lo'", "'net0'"}) {
            change("profile(2, 'bad', **{'interface-name': " + name + "})");
            Optional<String> link = StandIn.point(backend.read(), 2).interfaceName();
            assertTrue(link.isEmpty() || List.of("lo", "net0", "ap0").contains(link.get()), link.toString());
        }
        try (Networks networks = Networks.open()) {
            NetworkConfiguration bad = networks.configuration(StandIn.id(2)).orElseThrow();
            assertEquals(ConfigurationState.DISCOVERED, bad.state());
        }
    }
}
