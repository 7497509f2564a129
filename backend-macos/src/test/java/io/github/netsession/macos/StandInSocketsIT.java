package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.Capability;
import io.github.netsession.Link;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import io.github.netsession.jna.SocketHandles;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What sockets of a session are told, and what macOS is asked for it. The stand-ins refuse what xnu refuses by its source; no packet goes
 * anywhere here, and none has gone on a Mac yet.
 */
@Tag("standin")
@Tag("every-jdk")
class StandInSocketsIT extends LibraryStory {

    /** The numbers of en0 and en5. */
    private static final int WIFI = 4;
    private static final int CABLE = 9;
    private static final int EACCES = 13;

    private interface Opening {
        Closeable open() throws IOException;
    }

    /** Sockets of the application; by an option of which level they are bound. */
    private enum Sort {
        SOCKET(Socket::new, BoundIfOption.IPPROTO_IPV6),
        SERVER_SOCKET(ServerSocket::new, BoundIfOption.IPPROTO_IPV6),
        DATAGRAM_SOCKET(() -> new DatagramSocket(null), BoundIfOption.IPPROTO_IPV6),
        SOCKET_CHANNEL(SocketChannel::open, BoundIfOption.IPPROTO_IPV6),
        SERVER_SOCKET_CHANNEL(ServerSocketChannel::open, BoundIfOption.IPPROTO_IPV6),
        DATAGRAM_CHANNEL(DatagramChannel::open, BoundIfOption.IPPROTO_IPV6),
        SOCKET_CHANNEL_OF_IPV4(() -> SocketChannel.open(StandardProtocolFamily.INET), BoundIfOption.IPPROTO_IP),
        SERVER_SOCKET_CHANNEL_OF_IPV4(() -> ServerSocketChannel.open(StandardProtocolFamily.INET), BoundIfOption.IPPROTO_IP),
        DATAGRAM_CHANNEL_OF_IPV4(() -> DatagramChannel.open(StandardProtocolFamily.INET), BoundIfOption.IPPROTO_IP);

        private final Opening opening;
        private final int level;

        Sort(Opening opening, int level) {
            this.opening = opening;
            this.level = level;
        }
    }

    private NetworkSockets sockets() {
        library = StandInLibrary.in();
        NetworkSession session = library.networks.session(library.configuration(StandInLibrary.CABLE));
        return session.sockets();
    }

    private static void bind(NetworkSockets sockets, Closeable socket) throws IOException {
        if (socket instanceof NetworkChannel channel) {
            sockets.bindSocket(channel);
        } else if (socket instanceof Socket stream) {
            sockets.bindSocket(stream);
        } else if (socket instanceof ServerSocket listener) {
            sockets.bindSocket(listener);
        } else {
            sockets.bindSocket((DatagramSocket) socket);
        }
    }

    private static long ask(String what, Closeable socket) throws IOException {
        return SocketHandles.with(socket, descriptor -> StandIn.number(what + ' ' + descriptor));
    }

    private static SessionFailure refusal(NetworkSockets sockets, Closeable socket) throws IOException {
        long before = ask("bound", socket);
        SessionFailure failure = assertThrows(NetworkSocketException.class, () -> bind(sockets, socket)).failure();
        assertEquals(before, ask("bound", socket));
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void everySocketIsBoundByTheOptionOfItsFamilyAndOnce(Sort sort) throws IOException {
        NetworkSockets sockets = sockets();
        try (Closeable socket = sort.opening.open()) {
            long before = StandInLibrary.calls("setsockopt");
            for (int i = 0; i < 2; i++) { // The second time it is on the link already.
                bind(sockets, socket);
                assertEquals(CABLE, ask("bound", socket));
                assertEquals(sort.level, ask("level", socket));
                assertEquals(before + 1, StandInLibrary.calls("setsockopt"));
            }
        }
    }

    @Test
    void whatTheSessionOpensIsBoundAndOthersAreNot() throws IOException {
        NetworkSockets sockets = sockets();
        try (SocketChannel stream = sockets.openSocketChannel(); DatagramChannel datagrams = sockets.openDatagramChannel(StandardProtocolFamily.INET);
             SocketChannel plain = SocketChannel.open()) {
            assertEquals(CABLE, ask("bound", stream));
            assertEquals(CABLE, ask("bound", datagrams));
            assertEquals(0, ask("bound", plain));
        }
    }

    @Test
    void aSocketMovesToAnotherLink() throws IOException {
        NetworkSockets cable = sockets();
        try (SocketChannel channel = SocketChannel.open()) {
            cable.bindSocket(channel);
            library.networks.session(library.configuration(StandInLibrary.WIFI)).sockets().bindSocket(channel);
            assertEquals(WIFI, ask("bound", channel));
        }
    }

    @Test
    void macosIsAskedForTheNumberTheFamilyAndTheOptionAndReadBack() throws IOException {
        NetworkSockets sockets = sockets();
        try (SocketChannel channel = SocketChannel.open()) {
            long[] before = {StandInLibrary.calls("if_nametoindex"), StandInLibrary.calls("getsockname"), StandInLibrary.calls("getsockopt")};
            sockets.bindSocket(channel);
            assertEquals(before[0] + 2, StandInLibrary.calls("if_nametoindex"), "before and after");
            assertEquals(before[1] + 1, StandInLibrary.calls("getsockname"));
            assertEquals(before[2] + 2, StandInLibrary.calls("getsockopt"));
        }
    }

    @Test
    void aRefusalHasMacosNumberAndLeavesTheSocketAsItWas() throws IOException {
        NetworkSockets sockets = sockets();
        StandIn.act("refuse boundif " + EACCES);
        try (SocketChannel channel = SocketChannel.open()) {
            SessionFailure failure = refusal(sockets, channel);
            assertEquals(EACCES, failure.nativeCode().orElseThrow().code());
            assertEquals(SessionFailure.Reason.DENIED, failure.reason());
        }
    }

    /** Not to an address of the link, as this machine has none of those: so the backend is asked, not the session. */
    @Test
    void aSocketThatIsBoundToAnIpv4AddressIsRefusedWithWhatHelps() throws IOException {
        sockets();
        Link en5 = library.link("en5");
        try (MacOs os = StandIn.os(); SocketChannel ofBoth = SocketChannel.open(); SocketChannel ofIpv4 = SocketChannel.open(StandardProtocolFamily.INET)) {
            ofBoth.bind(new InetSocketAddress("127.0.0.1", 0));
            ofIpv4.bind(new InetSocketAddress("127.0.0.1", 0));
            SocketDirector director = new SocketDirector(os.sockets());
            BackendException refused = assertThrows(BackendException.class, () -> director.direct(en5, ofBoth));
            assertEquals(Optional.of(SocketDirector.UNBOUND), refused.remedy());
            assertEquals(0, ask("bound", ofBoth));
            director.direct(en5, ofIpv4);
            assertEquals(CABLE, ask("bound", ofIpv4));
        }
    }

    @Test
    void aLinkThatIsGoneIsNotReady() throws IOException {
        sockets();
        Link en5 = library.link("en5");
        try (MacOs os = StandIn.os(); SocketChannel channel = SocketChannel.open()) {
            StandIn.act("forget link en5");
            SocketDirector director = new SocketDirector(os.sockets());
            assertEquals(Kind.NOT_READY, assertThrows(BackendException.class, () -> director.direct(en5, channel)).kind());
            assertEquals(0, ask("bound", channel));
        }
    }

    @Test
    void theReportSaysThatSocketsCanBeDirected() {
        sockets();
        assertEquals(Support.AVAILABLE, library.capability(Capability.DIRECT_CONNECTION_ROUTING).support());
        assertEquals(Support.AVAILABLE, library.networks.capabilities(StandInLibrary.CABLE).of(Capability.DIRECT_CONNECTION_ROUTING).support());
    }
}
