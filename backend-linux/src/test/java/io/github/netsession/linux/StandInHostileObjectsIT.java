package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever GetManagedObjects answers, reading goes on, and what is right afterwards is read right. */
@Tag("manager")
class StandInHostileObjectsIT extends StandInStory {

    private static final String[] SHAPES = {"values('s', 'nothing')", "values()", "values('a{oa{sa{sv}}}', {})", "values('i', -1)", "values('g', 'a{sv}')",
        "values('a{oa{sa{sv}}}', {ROOT: {}})", "values('a{oa{sa{sv}}}', {ROOT: {NM: {}}})", "values('a{sv}', {NM: V('u', 1)})",
        "values('a{oas}', {ROOT: [NM]})", "values('a{uv}', {1: V('s', 'x'), 2: V('v', V('s', 'y'))})", "values('ssss', *'abcd')",
        "values('a(oa{sa{sv}})', [(ROOT, {NM: {}})])", "values('v', V('a{oa{sa{sv}}}', objects))", "values('ay', bytes(range(256)))",
        "values('aaaaau', [[[[[1], []]]], []])", "refusal(ERROR + 'AccessDenied')", "refusal(ERROR + 'UnknownObject')", "refusal('a.b', '')",
        "refusal('x.y', chr(27) + '[2J' * 100000)"};

    private static final String[] VALUES = {"V('s', 'text')", "V('s', '')", "V('o', '/a')", "V('g', '')", "V('b', True)", "V('y', 255)", "V('n', -1)",
        "V('q', 65535)", "V('i', -2147483648)", "V('u', 4294967295)", "V('x', -9223372036854775808)", "V('t', 18446744073709551615)", "V('d', float('nan'))",
        "V('as', [])", "V('ao', ['/', '/a'])", "V('ay', b'')", "big('ay', 100000)", "V('a{sv}', {})", "V('a{sv}', {'address': V('i', 1)})",
        "V('a{yv}', {1: V('y', 2)})", "V('(sv)', ('x', V('v', V('i', 1))))", "V('v', V('v', V('v', V('s', 'deep'))))", "V('aa{sv}', [{}])",
        "V('aa{sv}', [{'address': V('s', '')}, {'address': V('s', ':')}, {'address': V('s', '::%')}, {'address': V('s', '1::2::3')}])", "V('s', '-1')"};

    private static final String[] NO_PATHS = {"/a',path='/b", "'", "/a'", "/,", "a/b", "/a/", "//", "/a b", "/\\n", "/\\u00e9", ""};

    @BeforeEach
    void prepare() {
        StandIn.up("ap0");
        open(new Hints(), "station(1, b'home', 40); wifi(2, 'ap1', [1]); device(1, 'ap0')", "profile(1, 'office')",
            "profile(2, 'home', '802-11-wireless', b'home'); active(1, on=1)", "put(device_path(2), WIRELESS, ActiveAccessPoint=station_path(1))",
            "put(ROOT + '/IP4Config/1', IP4, AddressData=V('aa{sv}', [{'address': V('s', '192.0.2.2'), 'prefix': V('u', 24)}]))");
        assertRight();
    }

    private void assertRight() {
        Snapshot snapshot = backend.read();
        assertTrue(snapshot.exact());
        assertEquals(ConfigurationState.ACTIVE, StandIn.point(snapshot, 1).state());
        assertEquals("home", StandIn.point(snapshot, 2).name());
    }

    /** On a busy machine an answer may be late, a big one above all. */
    private void awaitRight() {
        Await.until(() -> backend.read().exact());
        assertRight();
    }

    private void answer(String values) {
        manager.tell("answers['GetManagedObjects'] = " + values);
    }

    private void assertHarmless() {
        Snapshot snapshot = assertDoesNotThrow(backend::read);
        assertTrue(snapshot.links().stream().anyMatch(link -> link.name().equals("ap0")), "the kernel's links are there all the time");
        assertDoesNotThrow(() -> backend.capabilities());
        assertDoesNotThrow(() -> backend.capabilities(StandIn.id(1)));
    }

    @Test
    void anAnswerOfAnotherShapeIsNone() {
        for (String values : SHAPES) {
            answer(values);
            assertHarmless();
            manager.tell("answers.clear()");
            awaitRight();
        }
    }

    @Test
    void valuesOfAnotherTypeAreNotThere() {
        for (String value : VALUES) {
            answer("values('a{oa{sa{sv}}}', spoilt(" + value + "))");
            assertHarmless();
            manager.tell("answers.clear()");
            awaitRight();
        }
    }

    /** What is said to be a path becomes part of a match rule. */
    @Test
    void aPathThatIsNoneIsNotFollowed() {
        for (String path : NO_PATHS) {
            manager.tell("put(device_path(2), WIRELESS, ActiveAccessPoint=V('s', \"" + path + "\"))",
                "put(active_path(1), ACTIVE, Ip4Config=V('s', \"" + path + "\"), Devices=V('as', [device_path(1), \"" + path + "\"]))");
            assertHarmless();
            awaitRight();
        }
    }

    @Test
    void aTextOfTwentyMegabytesIsOnlyAText() {
        for (String property : new String[] {"Interface", "IpInterface", "HwAddress"}) {
            manager.tell("put(device_path(2), DEVICE, " + property + "='x' * 20000000)");
            assertHarmless();
            manager.tell("put(device_path(2), DEVICE, " + property + "='')");
        }
        awaitRight();
    }

    @Test
    void neitherAVersionNorARefusalCanWriteToTheTerminal() {
        manager.tell("root(Version='1.2' + chr(27) + ']0;title' + chr(7) + chr(10) + 'x' * 20000000)");
        awaitRight();
        assertPrintableCapabilities();
        answer("refusal(ERROR + 'AccessDenied', chr(27) + ']0;title' + chr(7) + chr(10) + 'x' * 20000000)");
        Await.until(() -> {
            assertHarmless();
            return backend.capabilities().of(Capability.CONNECTIVITY_LEVEL).reason().contains("AccessDenied");
        });
        assertPrintableCapabilities();
    }

    private void assertPrintableCapabilities() {
        for (CapabilityStatus status : backend.capabilities().statuses()) {
            assertTrue(status.reason().length() < 2000 && status.reason().chars().noneMatch(Character::isISOControl), status.capability().toString());
        }
    }

    @Test
    void moreThanAMillionValuesAreRefused() {
        manager.tell("put(device_path(2), DEVICE, AvailableConnections=big('au', 4400000))");
        Await.until(() -> {
            assertHarmless();
            return backend.capabilities().of(Capability.CONNECTIVITY_LEVEL).reason().contains("more than 1000000 values");
        });
        manager.tell("put(device_path(2), DEVICE, AvailableConnections=[])");
        awaitRight();
    }

    @Test
    void whatIsNestedAsDeepAsTheBusAllowsIsRead() {
        manager.tell("deep = V('s', 'bottom')", "for n in range(55): deep = V('v', deep)", "struct = 1", "for n in range(30): struct = (struct,)",
            "put(device_path(2), DEVICE, Metered=deep, State=V('a' * 30 + 'u', []), HwAddress=V('(' * 30 + 'u' + ')' * 30, struct))");
        assertHarmless();
        awaitRight();
    }

    /** A name server would be asked for what is no address, if anything were looked up. */
    @Test
    void whatIsNoAddressIsNotLookedUp() throws IOException {
        Path conf = Files.writeString(Files.createTempFile(Path.of("/run"), "resolv", ".conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        Netns.sh("mount --bind " + conf + " /etc/resolv.conf");
        try (DatagramSocket server = new DatagramSocket(53, InetAddress.getByName("127.0.0.1"))) {
            manager.tell("put(ROOT + '/IP6Config/1', IP6, AddressData=V('aa{sv}', [{'address': V('s', name)} for name in "
                + "('localhost.example:', 'x::1', 'www.example.com', '[::1]:80', 'zz:1')]))");
            awaitRight();
            server.setSoTimeout(1);
            assertEquals("", asked(server));
        } finally {
            Netns.sh("umount /etc/resolv.conf");
            Files.delete(conf);
        }
    }

    private static String asked(DatagramSocket server) throws IOException {
        DatagramPacket query = new DatagramPacket(new byte[512], 512);
        try {
            server.receive(query);
            return new String(query.getData(), 12, query.getLength() - 12, StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException nothing) {
            return "";
        }
    }
}
