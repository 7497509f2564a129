package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes that no kernel sends must not do harm: no exception out of a parser, no reading outside the message, no endless loop. */
@Tag("unit")
class FuzzTest {

    private static final long SEED = 20261122;
    /** Of each test of the parsers; more by {@code ./check unit -Dtest=FuzzTest -Dnetsession.fuzz.rounds=5000000}. */
    private static final int ROUNDS = Integer.getInteger("netsession.fuzz.rounds", 100_000);

    private final Random random = new Random(SEED);
    private final List<byte[]> corpus = new ArrayList<>();

    private final Logger logger = Logger.getLogger("io.github.netsession.linux");
    private final Level level = logger.getLevel();

    FuzzTest() {
        for (String name : List.of("links", "addresses", "counters", "route-plain", "route-fib-match", "error-explained",
            "error-gone", "notices")) {
            corpus.addAll(Captured.datagrams(name));
        }
    }

    @BeforeEach
    void silenceTheWarnings() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void endTheSilence() {
        logger.setLevel(level);
    }

    @Test
    void mutatedMessagesDoNoHarm() {
        ChangeFilter filter = new ChangeFilter(new HeardChanges());
        for (int i = 0; i < ROUNDS; i++) {
            byte[] datagram = mutate(corpus.get(random.nextInt(corpus.size())));
            readAll(datagram, filter);
        }
        assertTrue(filter.malformed() > 0);
    }

    @Test
    void randomBytesDoNoHarm() {
        ChangeFilter filter = new ChangeFilter(new HeardChanges());
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            readAll(bytes, filter);
        }
    }

    @Test
    void mutatedAnswersEndEveryRequestWithAResultOrABackendException() {
        FakeOs os = new FakeOs();
        for (int i = 0; i < 5_000; i++) {
            byte[] datagram = mutate(corpus.get(random.nextInt(corpus.size())));
            NetlinkClient client = new NetlinkClient(new FakeOs.Port(request -> List.of(datagram)));
            try {
                new LinuxReader(os, client, WirelessLinks.open(os)).read(true, 0);
            } catch (BackendException e) {
                assertTrue(e.getMessage().length() > 3);
            }
        }
    }

    /** Notices that lie, are cut or malformed, and answers that are, make a reading fail or a valid snapshot; and the next good one is right. */
    @Test
    void hostileNoticesAndAnswersMakeAValidSnapshotOrABackendException() {
        FakeTables kernel = new FakeTables();
        for (int i = 1; i <= 60; i++) {
            kernel.add(i, "v" + i);
            kernel.address(i, "10.0." + i + ".1");
        }
        boolean[] isHostile = {false};
        FakeOs os = new FakeOs();
        os.kernel = request -> kernel.answer(request).stream().map(answer -> isHostile[0] && random.nextInt(6) == 0 ? mutate(answer) : answer).toList();
        LinuxReader reader = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os));
        HeardChanges heard = new HeardChanges();
        ChangeFilter filter = new ChangeFilter(heard);
        int failed = 0;
        for (int i = 0; i < 5_000; i++) {
            isHostile[0] = random.nextInt(3) == 0;
            for (int n = random.nextInt(4); n > 0; n--) {
                byte[] notice = mutate(random.nextBoolean() ? FakeTables.message(kernel.links.get(1 + random.nextInt(60))) : corpus.get(random.nextInt(corpus.size())));
                filter.matters(Captured.buffer(notice), notice.length);
            }
            kernel.asked();
            failed += readChanged(reader, heard) ? 0 : 1;
            assertTrue(kernel.asked().size() < 2_000, "it asks without end");
        }
        assertTrue(failed > 0, "no answer did any harm");
        isHostile[0] = false;
        heard.add();
        assertEquals(new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os)).read(true, 0),
            reader.readChanged(true, 0, heard.take(), true));
    }

    private static boolean readChanged(LinuxReader reader, HeardChanges heard) {
        try {
            var snapshot = reader.readChanged(true, 0, heard.take(), true);
            assertEquals(snapshot.links().size(), snapshot.links().stream().map(link -> link.name()).distinct().count());
            assertEquals(snapshot.links().size(), snapshot.links().stream().map(link -> link.index()).distinct().count());
            return true;
        } catch (BackendException e) {
            heard.add(); // As the backend does.
            return false;
        }
    }

    @Test
    void anySetOfLinksMakesAValidSnapshot() {
        List<AddressMessage> addresses = Captured.parse("addresses", Rtnetlink.RTM_NEWADDR, AddressMessage::parse);
        for (int i = 0; i < 20_000; i++) {
            List<LinkMessage> links = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                links.add(new LinkMessage(1 + random.nextInt(4), "n" + random.nextInt(4), List.of(), random.nextInt(900), random.nextInt(),
                    random.nextBoolean() ? "bridge" : "", random.nextInt(9), random.nextInt(3) - 1, random.nextInt(9000), Optional.empty(),
                    random.nextInt(5), random.nextBoolean()));
            }
            LinkTables tables = LinkTables.join(links, addresses, Set.of(2), OptionalInt.of(1 + random.nextInt(5)), false);
            var snapshot = LinuxReader.snapshot(tables, random.nextBoolean(), Optional.empty(), 0);
            assertEquals(snapshot.links().size(), snapshot.links().stream().map(link -> link.name()).distinct().count());
            assertEquals(snapshot.links().size(), snapshot.links().stream().map(link -> link.index()).distinct().count());
        }
    }

    private void readAll(byte[] bytes, ChangeFilter filter) {
        ByteBuffer buffer = Captured.buffer(bytes);
        filter.matters(buffer, bytes.length);
        int from = Math.min(bytes.length, Netlink.NLMSG_HDRLEN);
        LinkMessage.parse(buffer, from, bytes.length);
        AddressMessage.parse(buffer, from, bytes.length);
        RouteMessage.parse(buffer, from, bytes.length);
        new ProcNetDev(Map.of("lo", 1)).read(bytes, (i, a, b, c, d, e, f, g, h) -> { });
        byte[] name = Arrays.copyOf(bytes, Math.min(15, random.nextInt(8) == 0 ? bytes.length : 0)); // Not each time: this is the slow one.
        assertTrue(name.length == 0 || Arrays.equals(name, InterfaceName.raw(InterfaceName.printable(name)).orElse(name)));
    }

    private byte[] mutate(byte[] original) {
        byte[] bytes = Arrays.copyOf(original, random.nextInt(4) == 0 ? random.nextInt(original.length + 1)
            : Math.min(original.length, 16 + random.nextInt(2000)));
        for (int n = random.nextInt(6); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(5) - 1);
        }
        return bytes;
    }
}
