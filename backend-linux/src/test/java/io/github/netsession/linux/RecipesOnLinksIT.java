package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.linux.recipes.AskByChannel;
import io.github.netsession.linux.recipes.AskByNetty;
import io.github.netsession.linux.recipes.AskBySocket;
import io.github.netsession.linux.recipes.HttpOverSession;
import io.github.netsession.testkit.Await;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The recipes of docs/your-traffic.md on two real uplinks: packets are counted, and the server says whom it saw. */
@Tag("kernel")
@Tag("every-jdk")
@Timeout(120)
class RecipesOnLinksIT {

    private static final String QUESTION = "x".repeat(FarServer.BLOCK_BYTES);

    private TwoUplinks uplinks;
    private Networks networks;

    @BeforeEach
    void prepare() {
        uplinks = TwoUplinks.begin();
        uplinks.filterSources();
        networks = Networks.open();
        TwoUplinks.awaitActive(networks);
    }

    @AfterEach
    void tidy() {
        networks.close();
        uplinks.close();
    }

    /** Uses one recipe with the far server at an address; returns the address that the server saw. */
    private interface Recipe {
        String run(String server) throws Exception;
    }

    private static void leavesByTheSecondLinkAlone(Recipe recipe) throws Exception {
        leavesByTheSecondLinkAlone(recipe, FarServer.IPV4, TwoUplinks.address(1));
        leavesByTheSecondLinkAlone(recipe, FarServer.IPV6, TwoUplinks.address6(1));
    }

    private static void leavesByTheSecondLinkAlone(Recipe recipe, String server, String expected) throws Exception {
        long[] before = {TwoUplinks.packetsSent(0), TwoUplinks.packetsSent(1)};
        assertEquals(InetAddress.getByName(expected), InetAddress.getByName(recipe.run(server).strip()), "the server saw");
        assertEquals(0, TwoUplinks.packetsSent(0) - before[0], "packets by the other link");
        assertTrue(TwoUplinks.packetsSent(1) > before[1], "packets by the session's link");
    }

    @Test
    void plainSocketsAndChannels() throws Exception {
        NetworkSockets sockets = networks.session(TwoUplinks.id(1)).sockets();
        leavesByTheSecondLinkAlone(server -> AskBySocket.ask(sockets, server, FarServer.PORT, QUESTION));
        leavesByTheSecondLinkAlone(server -> AskByChannel.ask(sockets, server, FarServer.PORT, QUESTION));
    }

    @Test
    void netty() throws Exception {
        NetworkSockets sockets = networks.session(TwoUplinks.id(1)).sockets();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            leavesByTheSecondLinkAlone(server -> AskByNetty.ask(group, sockets, server, FarServer.PORT, QUESTION));
        } finally {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void okHttp() throws Exception {
        HttpOverSession calls = new HttpOverSession(networks.session(TwoUplinks.id(1)));
        leavesByTheSecondLinkAlone(server -> calls.get(url(server)));
    }

    private static String url(String server) {
        return "http://" + (server.contains(":") ? '[' + server + ']' : server) + ':' + FarServer.HTTP_PORT + '/';
    }

    /** The plain routing table would go on sending by the first link, which has the better default route. */
    @Test
    void okHttpFollowsASessionFromACableThatIsPulled() throws Exception {
        NetworkSession session = networks.session(networks.defineServiceNetwork("internet", List.of(TwoUplinks.id(0), TwoUplinks.id(1))));
        session.open();
        assertTrue(session.awaitOpened());
        HttpOverSession calls = new HttpOverSession(session);
        assertEquals(TwoUplinks.address(0), calls.get(url(FarServer.IPV4)));
        uplinks.cut(0);
        Await.until(() -> session.state() == SessionState.CONNECTED
            && session.activeConfiguration().filter(now -> now.id().equals(TwoUplinks.id(1))).isPresent());
        leavesByTheSecondLinkAlone(server -> calls.get(url(server)));
    }
}
