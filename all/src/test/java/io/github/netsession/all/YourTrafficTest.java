package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimWorld;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes in docs/your-traffic.md compile without a warning and direct their sockets, in the simulated world and against a real server. */
@Tag("sim")
@Tag("every-jdk")
class YourTrafficTest {

    private static final String CHAPTER = "docs/your-traffic.md";
    private static final Path SOURCES = Path.of("../backend-linux/src/test/java/io/github/netsession/linux/recipes");
    private static final Pattern NAME = Pattern.compile("public final class (\\w+)");

    @TempDir
    private static Path folder;
    private static URLClassLoader loader;

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).up();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN);
    private final Networks networks = world.open();
    private final NetworkSession session = networks.session(networks.defineServiceNetwork("internet", List.of(home.id(), phone.id())));
    private final Set<Integer> callers = ConcurrentHashMap.newKeySet();
    private HttpServer http;
    private QuestionServer server;

    @BeforeAll
    static void compileEachBlock() throws IOException {
        for (Map.Entry<String, String> block : blocks().entrySet()) {
            Snippets.compile(folder, block.getKey(), block.getValue());
        }
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @BeforeEach
    void begin() throws IOException {
        server = new QuestionServer();
        http = HttpServer.create(new InetSocketAddress(QuestionServer.HOST, 0), 0);
        http.createContext("/", exchange -> {
            callers.add(exchange.getRemoteAddress().getPort());
            byte[] answer = "hello".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        http.start();
        home.outOfRange();
        session.open();
        seconds(1);
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
    }

    @AfterEach
    void end() throws IOException {
        networks.close();
        http.stop(0);
        server.close();
    }

    private void seconds(int seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    private static Map<String, String> blocks() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        for (String block : Snippets.of(CHAPTER)) {
            Matcher name = NAME.matcher(block);
            assertTrue(name.find(), block);
            blocks.put(name.group(1), block);
        }
        return blocks;
    }

    /** Those sources are run on real links. */
    @Test
    void eachBlockIsTheSourceOfARecipe() throws IOException {
        Map<String, String> blocks = blocks();
        for (Map.Entry<String, String> block : blocks.entrySet()) {
            String source = Sources.text(SOURCES.resolve(block.getKey() + ".java"));
            assertEquals(source.substring(source.indexOf("\n\n") + 2), block.getValue(), block.getKey());
        }
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertEquals(files.map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(blocks.keySet()));
        }
    }

    private String ask(String recipe) throws Exception {
        return (String) loader.loadClass(recipe).getMethod("ask", NetworkSockets.class, String.class, int.class, String.class)
            .invoke(null, session.sockets(), QuestionServer.HOST, server.port(), "good day");
    }

    @Test
    void socketsAndChannelsFollowTheSession() throws Exception {
        for (String recipe : List.of("AskBySocket", "AskByChannel")) {
            long before = world.sockets().count(phone);
            assertEquals("you said good day", ask(recipe));
            assertEquals(before + 1, world.sockets().count(phone), recipe);
        }
        failOver();
        for (String recipe : List.of("AskBySocket", "AskByChannel")) {
            long before = world.sockets().count(home);
            assertEquals("you said good day", ask(recipe));
            assertEquals(before + 1, world.sockets().count(home), recipe);
        }
    }

    private void failOver() {
        home.inRange();
        seconds(1);
        phone.outOfRange();
        seconds(10);
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals("home", session.activeConfiguration().orElseThrow().name());
    }

    @Test
    void nettyFollowsTheSessionAndReportsARefusal() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            assertEquals("you said good day", askByNetty(group));
            assertEquals(1, world.sockets().count(phone));
            failOver();
            assertEquals("you said good day", askByNetty(group));
            assertEquals(1, world.sockets().count(home));
            world.sockets().denyDirecting();
            Throwable refused = assertThrows(InvocationTargetException.class, () -> askByNetty(group)).getCause();
            assertEquals(SessionFailure.Reason.DENIED, assertInstanceOf(NetworkSocketException.class, refused.getCause()).failure().reason());
        } finally {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        }
    }

    private String askByNetty(EventLoopGroup group) throws Exception {
        return (String) loader.loadClass("AskByNetty")
            .getMethod("ask", EventLoopGroup.class, NetworkSockets.class, String.class, int.class, String.class)
            .invoke(null, group, session.sockets(), QuestionServer.HOST, server.port(), "good day");
    }

    @Test
    void okHttpTakesNewConnectionsWhenTheSessionHasMoved() throws Exception {
        Class<?> recipe = loader.loadClass("HttpOverSession");
        Object calls = recipe.getConstructor(NetworkSession.class).newInstance(session);
        String url = "http://" + QuestionServer.HOST + ':' + http.getAddress().getPort() + '/';
        assertEquals("hello", recipe.getMethod("get", String.class).invoke(calls, url));
        assertEquals("hello", recipe.getMethod("get", String.class).invoke(calls, url));
        assertEquals(1, world.sockets().count(phone), "both by one connection");
        failOver();
        assertEquals("hello", recipe.getMethod("get", String.class).invoke(calls, url));
        assertEquals(1, world.sockets().count(home));
        assertEquals(2, callers.size(), "every connection that the server saw was directed");
    }

    private void handleRoaming(SocketAddress asked) throws Exception {
        Executor here = Runnable::run;
        session.onRoaming((RoamingHandler) loader.loadClass("TestedMove").getConstructor(SocketAddress.class, Executor.class)
            .newInstance(asked, here));
        home.inRange();
        seconds(20);
        assertEquals(1, world.sockets().count(home), "the candidate was tested");
        assertEquals(SessionState.CONNECTED, session.state());
    }

    @Test
    void aCandidateThatLeadsToTheServerIsAccepted() throws Exception {
        handleRoaming(new InetSocketAddress(QuestionServer.HOST, server.port()));
        assertEquals("home", session.activeConfiguration().orElseThrow().name());
    }

    @Test
    void aCandidateThatLeadsNowhereIsRejected() throws Exception {
        int closed;
        try (ServerSocket gone = new ServerSocket(0)) {
            closed = gone.getLocalPort();
        }
        handleRoaming(new InetSocketAddress(QuestionServer.HOST, closed));
        assertEquals("phone", session.activeConfiguration().orElseThrow().name());
    }
}
