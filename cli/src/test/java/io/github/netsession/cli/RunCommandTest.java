package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NativeCode;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Tag("every-jdk")
class RunCommandTest {

    /** A command that is surely there: the JVM that runs this. Quiet, because the standard output here is the test runner's. */
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String PATH = Path.of(URI.create(Ends.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
    private static final String ENDS = Ends.class.getName();

    private final FakeNetworks networks = new FakeNetworks();
    private final Shell shell = new Shell(networks);

    private static NetworksState with(NetworkConfiguration... configurations) {
        return NetworksState.builder().generation(2).online(true).configurations(List.of(configurations)).build();
    }

    @Test
    void theSummaryIsOneObjectOnStandardErrorWithTheCommandsExitCode() throws IOException {
        assertEquals(7, shell.run("run", "--json", "--on", "link:eth0", "--", JAVA, "-cp", PATH, ENDS, "7"));
        assertEquals(Map.of("configuration", "link:eth0", "exitCode", 7L, "activeSeconds", 1.25, "bytesReceived", 5_000_000_000L,
            "bytesWritten", 2048L), ParsedJson.object(shell.err().strip()));
        assertEquals(1, networks.session.closings);
        assertTrue(networks.closed);
    }

    @Test
    void optionsAfterTheCommandAreTheCommandsOwn() {
        assertEquals(0, shell.run("run", "--on", "default", JAVA, "-cp", PATH, ENDS, "0", "--json", "--"));
        assertEquals("netsession: link:eth0: 4.7 GiB received, 2.0 KiB written in 1.2 s, exit code 0\n", shell.err());
    }

    @Test
    void bytesThatCannotBeCountedAreNotKnown() throws IOException {
        networks.session.traffic = Optional.empty();
        assertEquals(0, shell.run("run", "--on", "default", JAVA, "-cp", PATH, ENDS, "0"));
        assertEquals("netsession: link:eth0: bytes not known in 1.2 s, exit code 0\n", shell.err());
        assertEquals(0, shell.run("run", "--json", "--on", "default", JAVA, "-cp", PATH, ENDS, "0"));
        Map<String, Object> summary = ParsedJson.object(shell.err().strip());
        assertTrue(summary.containsKey("bytesReceived") && summary.containsKey("bytesWritten"), summary::toString);
        assertNull(summary.get("bytesReceived"));
        assertNull(summary.get("bytesWritten"));
    }

    @Test
    void aNameIsEnoughIfNoOtherHasIt() {
        networks.state = with(Samples.configuration("nm:1", "Home", ConfigurationState.ACTIVE));
        assertEquals(0, shell.run("run", "--on", "Home", "--", JAVA, "-cp", PATH, ENDS, "0"));
    }

    @Test
    void aNameThatTwoHaveIsRefusedWithTheirIds() {
        networks.state = with(Samples.configuration("nm:1", "Home", ConfigurationState.ACTIVE),
            Samples.configuration("nm:2", "Home", ConfigurationState.DEFINED));
        assertEquals(4, shell.run("run", "--on", "Home", "--", JAVA));
        assertEquals("netsession: 2 configurations are named 'Home'; give one id of: nm:1, nm:2\n", shell.err());
    }

    @Test
    void anIdGoesBeforeAName() {
        networks.state = with(Samples.configuration("nm:1", "nm:2", ConfigurationState.ACTIVE),
            Samples.configuration("nm:2", "other", ConfigurationState.ACTIVE));
        assertEquals("other", ConfigurationLookup.find(networks, "nm:2").name());
    }

    @Test
    void anAlternativeNameOfTheInterfaceIsEnough() {
        assertEquals(0, shell.run("run", "--on", "enp0s31f6", "--", JAVA, "-cp", PATH, ENDS, "0"));
        assertTrue(shell.err().startsWith("netsession: link:eth0: "), shell.err());
    }

    @Test
    void ofTheProfilesOfAnInterfaceTheOneThatIsUpIsMeant() {
        networks.state = onEth0(ConfigurationState.DISCOVERED, ConfigurationState.ACTIVE);
        assertEquals("nm:2", ConfigurationLookup.find(networks, "enp0s31f6").id().value());
        assertEquals("nm:2", ConfigurationLookup.find(networks, "eth0").id().value());
        networks.state = onEth0(ConfigurationState.DISCOVERED, ConfigurationState.DISCOVERED);
        assertEquals(4, shell.run("run", "--on", "enp0s31f6", "--", JAVA));
        assertEquals("netsession: 2 configurations are on the interface 'enp0s31f6'; give one id of: nm:1, nm:2\n", shell.err());
    }

    private static NetworksState onEth0(ConfigurationState first, ConfigurationState second) {
        return NetworksState.builder().interfaces(List.of(Samples.LO, Samples.LINK)).configurations(List.of(
            NetworkConfiguration.builder(new ConfigurationId("nm:1")).name("Home").state(first).interfaceName("eth0").build(),
            NetworkConfiguration.builder(new ConfigurationId("nm:2")).name("Work").state(second).interfaceName("eth0").build())).build();
    }

    @Test
    void aNameGoesBeforeAnInterface() {
        networks.state = NetworksState.builder().interfaces(List.of(Samples.LINK)).configurations(List.of(Samples.ETH0,
            Samples.configuration("nm:1", "enp0s31f6", ConfigurationState.DEFINED))).build();
        assertEquals("nm:1", ConfigurationLookup.find(networks, "enp0s31f6").id().value());
    }

    private static final CapabilityStatus SILENT = CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DEGRADED,
        "NetworkManager does not answer: its profiles are not known yet");

    @Test
    void aConfigurationIsWaitedForWhileItsServiceDoesNotAnswerAndThenTheReasonIsPrinted() {
        networks.state = Samples.STATE.toBuilder().exact(false).build();
        networks.report = Samples.report().with(SILENT);
        assertEquals(4, shell.run("run", "--on", "phone", "--timeout", "1", "--", JAVA));
        assertEquals("netsession: no configuration 'phone'; NetworkManager does not answer: its profiles are not known yet;"
            + " known: link:eth0, nm:1234 (see: netsession status)\n", shell.err());
        assertEquals(0, shell.run("run", "--on", "link:eth0", "--", JAVA, "-cp", PATH, ENDS, "0"), "an id that is known is not waited for");
        assertEquals(0, shell.run("run", "--on", "eth0", "--timeout", "1", "--", JAVA, "-cp", PATH, ENDS, "0"), "the link is better than nothing");
    }

    /** The access point of a link that the service controls vanishes when the service answers. */
    @ParameterizedTest
    @ValueSource(strings = {"eth0", "enp0s31f6", "default"})
    void aLinkAndTheDefaultAreWaitedForWhileTheServiceThatMayControlThemDoesNotAnswer(String wanted) throws InterruptedException {
        NetworksState complete = onEth0(ConfigurationState.ACTIVE, ConfigurationState.DISCOVERED);
        networks.state = Samples.STATE.toBuilder().exact(false).build();
        networks.report = Samples.report().with(SILENT);
        Thread waiting = Thread.currentThread();
        AtomicBoolean hasReturned = new AtomicBoolean();
        networks.whenListened = told -> new Thread(() -> {
            while (waiting.getState() != Thread.State.TIMED_WAITING && !hasReturned.get()) {
                Thread.onSpinWait();
            }
            networks.state = complete;
            told.accept(new FakeEvents.ConfigurationRemoved(complete, Samples.ETH0));
        }).start();
        ConfigurationId found = ConfigurationLookup.await(networks, wanted, Duration.ofSeconds(10)).id();
        hasReturned.set(true);
        assertEquals("nm:1", found.value());
    }

    @Test
    void thatThereIsNoDefaultIsExplainedWhileTheServiceDoesNotAnswer() {
        networks.state = NetworksState.builder().exact(false).build();
        networks.report = Samples.report().with(SILENT);
        assertEquals(4, shell.run("run", "--on", "default", "--timeout", "1", "--", JAVA));
        assertEquals("netsession: there is no default configuration, because none is active or can be started; NetworkManager does not answer:"
            + " its profiles are not known yet (see: netsession status)\n", shell.err());
    }

    @Test
    void statusSaysThatProfilesAreMissing() {
        networks.state = Samples.STATE.toBuilder().exact(false).build();
        networks.report = Samples.report().with(SILENT);
        assertEquals(0, shell.run("status"));
        assertTrue(shell.out().contains("\nNetworkManager does not answer: its profiles are not known yet\n"), shell.out());
    }

    @Test
    void anUnknownConfigurationIsNamedWithTheKnownOnes() {
        assertEquals(4, shell.run("run", "--on", "eth9", "--", JAVA));
        assertEquals("netsession: no configuration 'eth9'; known: link:eth0, nm:1234 (see: netsession status)\n", shell.err());
        assertTrue(networks.closed);
    }

    @Test
    void ofManyKnownConfigurationsSomeAreNamed() {
        List<NetworkConfiguration> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(Samples.configuration("link:v" + i, "v" + i, ConfigurationState.ACTIVE));
        }
        networks.state = with(many.toArray(new NetworkConfiguration[0]));
        assertEquals(4, shell.run("run", "--on", "x", "--", JAVA));
        assertTrue(shell.err().contains("link:v2 and 17 more (see"), shell.err());
    }

    @Test
    void withoutAnyNetworkThereIsNoDefault() {
        networks.state = Samples.EMPTY;
        assertEquals(4, shell.run("run", "--on", "default", "--", JAVA));
        assertTrue(shell.err().startsWith("netsession: there is no default configuration"), shell.err());
    }

    @Test
    void aRefusalSaysWhatWouldHelpAndNothingIsRun() {
        networks.session.refusal = SessionFailure.builder(SessionError.OPERATION_NOT_SUPPORTED, SessionFailure.Reason.DENIED, "may not start eth0")
            .nativeCode(new NativeCode("errno", 1)).remedy("run it as root").build();
        assertEquals(5, shell.run("run", "--on", "link:eth0", "--", "no-such-command-anywhere"));
        assertEquals("netsession: the session on link:eth0 could not be opened: may not start eth0 (DENIED, errno 1); run it as root\n", shell.err());
    }

    @Test
    void openingIsBounded() {
        networks.session.neverOpens = true;
        assertEquals(5, shell.run("run", "--on", "link:eth0", "--timeout", "0.01", "--", JAVA));
        assertTrue(shell.err().contains("not up within 0.0 s; --timeout gives it longer"), shell.err());
        assertEquals(1, networks.session.closings);
    }

    @Test
    void aMissingCommandIs127AndTheSessionIsGivenBack() {
        assertEquals(127, shell.run("run", "--on", "link:eth0", "--", "no-such-command-anywhere"));
        assertTrue(shell.err().contains("no command 'no-such-command-anywhere'"), shell.err());
        assertEquals(1, networks.session.closings);
    }

    @Test
    void aCommandThatCannotBeExecutedIs126(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("plain"));
        assertEquals(126, shell.run("run", "--on", "link:eth0", "--", file.toString()));
        assertTrue(shell.err().contains("cannot be executed"), shell.err());
    }

    @Test
    void aLossIsToldAndTheCommandGoesOn() {
        networks.session.loss = SessionFailure.builder(SessionError.SESSION_ABORTED, SessionFailure.Reason.LOST, "eth0 is gone").build();
        assertEquals(0, shell.run("run", "--on", "link:eth0", "--", JAVA, "-cp", PATH, ENDS, "0"));
        assertTrue(shell.err().contains("the session was lost: eth0 is gone (LOST)"), shell.err());
    }

    @Test
    void aLossEndsTheCommandIfThatIsAskedFor() {
        networks.session.loss = SessionFailure.builder(SessionError.SESSION_ABORTED, SessionFailure.Reason.LOST, "eth0 is gone").build();
        int code = shell.run("run", "--kill-on-loss", "--on", "link:eth0", "--", JAVA, "-cp", PATH, ENDS, "never");
        assertFalse(code == 0, shell.err());
        assertTrue(shell.err().contains("ending the command"), shell.err());
    }

    @Test
    void theCommandGetsBackTheLocaleThatTheLauncherReplaced() {
        Map<String, String> environment = new HashMap<>(Map.of("NETSESSION_LC_ALL", "de_DE", "LC_ALL", "C.UTF-8"));
        Child.restoreLocale(environment);
        assertEquals(Map.of("LC_ALL", "de_DE"), environment);
        environment = new HashMap<>(Map.of("NETSESSION_LC_ALL", "", "LC_ALL", "C.UTF-8"));
        Child.restoreLocale(environment);
        assertEquals(Map.of(), environment);
        environment = new HashMap<>(Map.of("LC_ALL", "C"));
        Child.restoreLocale(environment);
        assertEquals(Map.of("LC_ALL", "C"), environment);
    }
}
