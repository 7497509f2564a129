package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.macos.BoundIfOption;
import io.github.netsession.macos.ConnectionPort;
import io.github.netsession.macos.InterfaceKind;
import io.github.netsession.macos.PathPort;
import io.github.netsession.macos.RoutePort;
import io.github.netsession.macos.RouteRow;
import io.github.netsession.macos.SocketPort;
import io.github.netsession.macos.StorePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;

/**
 * Each of Apple's calls by itself, from the simplest on, so that the first run on a Mac tells which one is not as it was thought to be. Nothing
 * is changed. Not run so far: no Mac was at hand.
 */
@Tag("host")
@Tag("every-jdk")
@EnabledOnOs(OS.MAC)
@Timeout(120)
class CallsHostIT {

    private static final int ROUNDS = 200;

    @Test
    void everyDeclaredFunctionAndVariableIsThere() throws Exception {
        List<Executable> checks = new ArrayList<>();
        CallsTest.libraries().forEach((function, library) -> checks.add(
            () -> assertDoesNotThrow(() -> Libraries.load(library.replaceFirst("^lib", "")).getFunction(function), library + ": " + function)));
        checks.add(() -> assertFalse(Libraries.address("System", "_NSConcreteGlobalBlock") == 0));
        checks.add(() -> assertFalse(Libraries.address("CoreFoundation", "kCFTypeArrayCallBacks") == 0));
        checks.add(() -> assertDoesNotThrow(() -> Libraries.load("objc").getFunction("objc_msgSend")));
        assertAll(checks);
    }

    @Test
    void textsComeBackAsTheyWere() {
        for (String text : List.of("", "en0", "Wi\u2011Fi", "\u00fcber \ud83d\ude80", "x".repeat(4096))) {
            try (Cf.Owned string = Cf.string(text)) {
                assertEquals(text, Cf.text(string.ref()).orElseThrow());
            }
        }
        try (Cf.Owned string = Cf.string("x".repeat(4097))) {
            assertEquals(Optional.empty(), Cf.text(string.ref()), "longer than any that macOS is asked for");
        }
        try (Cf.Owned array = Cf.strings(List.of("a", "b", "c"))) {
            assertEquals(3, Cf.count(array.ref()));
            assertEquals("c", Cf.text(CoreFoundation.CFArrayGetValueAtIndex(array.ref(), 2)).orElseThrow());
        }
    }

    @Test
    void theKernelTellsOfInterfacesAndCounters() {
        try (JnaMacOs os = new JnaMacOs()) {
            assertTrue(os.interfaces().stream().anyMatch(row -> row.name().equals("lo0") && row.addresses().size() > 1), () -> os.interfaces().toString());
            AtomicInteger rows = new AtomicInteger();
            os.counters((index, received, written, in, out, badIn, badOut, lostIn, lostOut) -> rows.incrementAndGet());
            assertEquals(os.interfaces().size(), rows.get());
            assertTrue(os.countersObstacle().isEmpty(), () -> os.countersObstacle().toString());
            assertTrue(os.suspended().isPresent());
            assertEquals(os.bootSession(), UUID.fromString(os.bootSession()).toString().toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void theKernelTellsWhatTheRoutesAre() throws IOException {
        try (JnaMacOs os = new JnaMacOs(); RoutePort routes = os.routes()) {
            int loopback = os.sockets().interfaceIndex("lo0");
            RouteRow own = routes.route(InetAddress.getByName("127.0.0.1"), 0).orElseThrow();
            assertEquals(List.of(loopback, false), List.of(own.interfaceIndex(), own.isRefusing()));
            assertEquals(Optional.of(InetAddress.getByName("127.0.0.1")), own.source());
            assertEquals(Optional.empty(), routes.route(InetAddress.getByName("192.0.2.1"), loopback), "none by that interface alone");
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals(routes.route(InetAddress.getByName("192.0.2.1"), 0), routes.route(InetAddress.getByName("192.0.2.1"), 0));
            }
        }
    }

    @Test
    void theStoreIsReadWatchedAndGivenBack() {
        try (JnaMacOs os = new JnaMacOs()) {
            for (int i = 0; i < ROUNDS; i++) {
                try (StorePort store = os.store(everything -> { })) {
                    assertTrue(store.refused().isEmpty(), () -> store.refused().toString());
                    Map<String, Object> values = store.read();
                    assertTrue(values.keySet().stream().anyMatch(key -> key.startsWith("Setup:/Network/Service/")), () -> values.keySet().toString());
                }
            }
        }
    }

    @Test
    void thePathMonitorSpeaksAndEnds() {
        try (JnaMacOs os = new JnaMacOs()) {
            for (int i = 0; i < ROUNDS; i++) {
                try (PathPort path = os.path(() -> { })) {
                    path.awaitFirst(5_000);
                    assertTrue(path.state().status() > 0, () -> path.state().toString());
                }
            }
        }
    }

    @Test
    void theInterfacesHaveKinds() {
        try (JnaMacOs os = new JnaMacOs()) {
            Map<String, InterfaceKind> kinds = os.kinds();
            assertTrue(kinds.values().stream().allMatch(kind -> !kind.type().isEmpty()), kinds::toString);
        }
    }

    @Test
    void aServiceThatDoesNotExistHasNoConnection() {
        try (JnaMacOs os = new JnaMacOs(); ConnectionPort connection = os.connection("00000000-0000-0000-0000-000000000000", status -> { })) {
            assertEquals(ConnectionPort.INVALID, connection.status());
        }
    }

    /** To loopback, and nothing is sent. */
    @Test
    void socketsOfEveryFamilyAreBoundToALinkAndReadBack() throws IOException {
        try (JnaMacOs os = new JnaMacOs(); SocketChannel ofBoth = SocketChannel.open(); DatagramChannel datagrams = DatagramChannel.open();
             SocketChannel ofIpv4 = SocketChannel.open(StandardProtocolFamily.INET)) {
            SocketPort port = os.sockets();
            int index = port.interfaceIndex("lo0");
            for (NetworkChannel channel : List.of(ofBoth, datagrams, ofIpv4)) {
                BoundIfOption option = channel == ofIpv4 ? BoundIfOption.IPV4 : BoundIfOption.IPV6;
                port.with(channel, descriptor -> {
                    assertEquals(option == BoundIfOption.IPV6, port.isIpv6(descriptor));
                    assertEquals(0, port.boundInterface(descriptor, option));
                    port.bindInterface(descriptor, option, index);
                    assertEquals(index, port.boundInterface(descriptor, option));
                });
            }
        }
    }
}
