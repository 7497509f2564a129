package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Support;
import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.ChildProgram;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@Tag("every-jdk")
class KernelControlIT {

    private static final StartOptions OPTIONS = StartOptions.builder().build();

    private final Hints hints = new Hints();
    private Backend backend;

    @BeforeEach
    void open() {
        Netns.clean();
        Netns.ip("link add va type veth peer name vb");
        backend = new LinuxBackendProvider().open(hints);
    }

    @AfterEach
    void close() {
        backend.close();
        Netns.clean();
    }

    @Test
    void startSwitchesOnAndStopSwitchesOff() {
        assertTrue(backend.start(id("va"), OPTIONS).isOurs());
        assertTrue(isUp("va"));
        assertFalse(backend.start(id("va"), OPTIONS).isOurs(), "it was up already");
        backend.stop(id("va"));
        assertFalse(isUp("va"));
        backend.stop(id("va"));
        assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
    }

    @Test
    void otherFlagsStayAsTheyAre() {
        Netns.ip("link set va promisc on multicast off");
        backend.start(id("va"), OPTIONS);
        String link = Netns.ip("-o link show va");
        assertTrue(link.contains("PROMISC") && !link.contains("MULTICAST"), link);
    }

    @Test
    void aLinkThatIsGoneIsReportedAsGone() {
        for (String name : List.of("nobody", "much-too-long-for-a-link", "broken\\x", "broken\\x00")) {
            assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> backend.start(id(name), OPTIONS)).kind(), name);
            assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> backend.stop(id(name))).kind(), name);
        }
        ConfigurationId foreign = ConfigurationId.of("nm", "va");
        assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> backend.stop(foreign)).kind());
    }

    @Test
    void anotherLinkWithTheSameNumberIsNotTouched() {
        Netns.ip("link add new0 index 77 type ifb");
        backend.read();
        Netns.ip("link del new0");
        Netns.ip("link add other index 77 type ifb");
        assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> backend.start(id("new0"), OPTIONS)).kind());
        assertFalse(isUp("other"));
    }

    @Test
    void anAlternativeNameIsNoId() {
        Netns.ip("link property add dev va altname altva");
        assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> backend.start(id("altva"), OPTIONS)).kind());
        assertFalse(isUp("va"));
    }

    @Test
    void aLinkWithANameThatIsNotTextIsStarted() {
        Netns.sh("ip link add \"$(printf 'x\\377y')\" type ifb");
        assertTrue(backend.start(id("x\\xffy"), OPTIONS).isOurs());
        assertTrue(Netns.ip("-o link show up").contains("x\u00ffy"), "ISO 8859-1 shows the byte");
    }

    @Test
    void askingForThePermissionChangesAndNotifiesNothing() {
        long seen = hints.awaitQuiet(Duration.ofMillis(200));
        String before = Netns.ip("-o -d link");
        try (NetlinkClient client = new NetlinkClient(new JnaLinuxOs().netlink(Netlink.NETLINK_ROUTE))) {
            LinkSwitch links = new LinkSwitch(client);
            for (int i = 0; i < 100; i++) {
                assertTrue(links.isPermitted());
            }
        }
        assertFalse(hints.awaitMoreThan(seen, Duration.ofMillis(300)));
        assertEquals(before, Netns.ip("-o -d link"));
    }

    @Test
    void withoutTheCapabilityItIsDeniedWithARemedy() {
        String output = child("setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin");
        assertEquals("capability DENIED remedy true\nstate DEFINED\nrefused DENIED errno 1 remedy true\n", output);
        assertFalse(isUp("va"));
    }

    @Test
    void aCapabilityOfAnotherUserNamespaceDoesNotCount() {
        String output = child("unshare", "-Ur");
        assertEquals("capability DENIED remedy true\nstate DEFINED\nrefused DENIED errno 1 remedy true\n", output);
    }

    @Test
    void theSameProgramWithTheCapabilityIsPermitted() {
        assertEquals("capability AVAILABLE remedy false\nstate DISCOVERED\nstarted true\n", child("env"));
        assertTrue(isUp("va"));
    }

    @Test
    void aScanIsNotSupported() {
        assertEquals(Kind.UNSUPPORTED, assertThrows(BackendException.class, () -> backend.scan()).kind());
    }

    private static String child(String... prefix) {
        String[] command = Stream.concat(Stream.of(prefix), ChildProgram.javaCommand(List.of(), ControlChild.class, "va").stream()).toArray(String[]::new);
        return Netns.run(command).output().lines().filter(line -> line.matches("(capability|state|started|refused) .*")) // The JVM has warnings.
            .map(line -> line + "\n").reduce("", String::concat);
    }

    private static boolean isUp(String name) {
        return Netns.ip("-o link show " + name).matches("(?s).*<([^>]*,)?UP[,>].*");
    }

    private static ConfigurationId id(String name) {
        return ConfigurationId.of("link", name);
    }
}
