package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import io.github.netsession.NoBackendException;
import io.github.netsession.Support;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Tag("every-jdk")
class CommandTreeTest {

    private final FakeNetworks networks = new FakeNetworks();
    private final Shell shell = new Shell(networks);

    @Test
    void statusShowsBothTablesAndClosesTheNetworks() {
        assertEquals(0, shell.run("status"));
        assertTrue(shell.out().contains("link:eth0"), shell.out());
        assertTrue(shell.out().contains("10.0.0.1/24 fe80::1/64 (not usable)"), shell.out());
        assertTrue(shell.out().contains("8.0 EiB"), shell.out());
        assertFalse(shell.out().contains("\u001b"), shell.out());
        assertEquals("", shell.err());
        assertTrue(networks.closed);
    }

    @Test
    void aStateThatMayMixTwoMomentsSaysSo() {
        networks.state = Samples.EMPTY;
        assertEquals(0, shell.run("status"));
        assertTrue(shell.out().contains("may mix two moments"), shell.out());
    }

    @Test
    void holdersAreATableThatNoProgramsNameCanSpoil() {
        assertEquals(0, shell.run("holders"));
        assertTrue(shell.out().contains("link:eth0") && shell.out().contains("42"), shell.out());
        assertTrue(shell.out().contains("Backupcaf\u00e9\\x1b[2J\\u202e"), shell.out());
        assertEquals("no program of this user holds a session", HoldersCommand.text(java.util.List.of()));
    }

    @Test
    void holdersThatCannotBeCountedAreNotKnown() throws IOException {
        networks.holders = List.of();
        assertEquals(0, shell.run("holders"));
        assertEquals("which programs hold sessions is not known: not here\n", shell.out());
        assertEquals(0, shell.run("holders", "--json"));
        assertNull(ParsedJson.object(shell.out()).get("holders"));
    }

    @Test
    void doctorsFirstLineSaysWhyThereIsOnlyTheFallbackAndNoOtherLineDoes() {
        String why = "the backend linux does not work: no netlink; remedy: permit it";
        networks.fallbackReason = Optional.of(why);
        networks.report = Samples.report().with(CapabilityStatus.of(Capability.DATA_STATISTICS, Support.UNSUPPORTED, "the JDK alone cannot do it; " + why, "permit it"));
        assertEquals(0, shell.run("doctor"));
        assertTrue(shell.out().startsWith("backend      fake only: " + why + "\n"), shell.out());
        assertEquals(shell.out().indexOf("no netlink"), shell.out().lastIndexOf("no netlink"), shell.out());
        assertEquals(shell.out().indexOf("permit it"), shell.out().lastIndexOf("permit it"), shell.out());
        assertTrue(shell.out().contains("unsupported  data statistics: the JDK alone cannot do it\n"), shell.out());
        assertEquals(0, shell.run("status"));
        assertTrue(shell.out().startsWith("backend           fake only; doctor says why\n"), shell.out());
    }

    @Test
    void doctorNamesTheRemedy() {
        assertEquals(0, shell.run("doctor"));
        assertTrue(shell.out().contains("denied       scan: not; allowed\n             remedy: ask root\n"), shell.out());
    }

    @Test
    void doctorTellsWhereSocketsAreNotDirectedAsElsewhere() {
        networks.reports = id -> Samples.report().with(Samples.PAST_THE_TUNNEL);
        assertEquals(0, shell.run("doctor"));
        assertTrue(shell.out().contains("unsupported  direct connection routing: not here\n"
            + "degraded     direct connection routing on link:eth0: past the tunnel\n             remedy: plain sockets\n"
            + "unsupported  system session support"), shell.out());
        assertFalse(shell.out().contains("nm:1234"), "it is not up: " + shell.out());
    }

    @Test
    void doctorNamesAFewOfManyConfigurations() {
        networks.state = NetworksState.builder().configurations(IntStream.range(0, 12).mapToObj(each ->
            Samples.configuration("link:eth" + each, "eth" + each, ConfigurationState.ACTIVE)).toList()).build();
        networks.reports = id -> Samples.report().with(Samples.PAST_THE_TUNNEL);
        assertEquals(0, shell.run("doctor"));
        assertTrue(shell.out().contains("on link:eth4: ") && shell.out().contains("             and 7 more; --json shows all\n"), shell.out());
        assertFalse(shell.out().contains("on link:eth5: "), shell.out());
    }

    @Test
    void aConfigurationThatIsRemovedWhileTheDoctorLooksIsLeftOut() {
        networks.reports = id -> {
            throw new IllegalArgumentException("no configuration " + id);
        };
        assertEquals(0, shell.run("doctor"));
        assertFalse(shell.out().contains("link:eth0"), shell.out());
    }

    @Test
    void globalOptionsWorkBeforeAndAfterTheCommand() throws IOException {
        assertEquals(0, shell.run("--json", "--backend", "x", "status"));
        assertEquals("fake", ParsedJson.object(shell.out()).get("backend"));
        assertEquals(Optional.of("x"), shell.backend());
        assertEquals(0, shell.run("doctor", "--backend=y", "--json"));
        assertEquals("fake", ParsedJson.object(shell.out()).get("backend"));
        assertEquals(Optional.of("y"), shell.backend());
    }

    @Test
    void optionsOfOneCommandLineDoNotStayForTheNext() {
        shell.run("--json", "status");
        shell.run("status");
        assertTrue(shell.out().startsWith("backend"), shell.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsu", "status --jso", "status extra", "watch --for 0", "watch --count 0", "watch --count x",
        "watch --rates 0.01", "run", "run --on eth0", "run true", "run --on eth0 --timeout never true", "--backend"})
    void wrongArgumentsAreOneLineThatNamesTheHelp(String line) {
        assertEquals(2, shell.run(line.split(" ")));
        assertEquals("", shell.out());
        assertEquals(1, shell.err().lines().count(), shell.err());
        assertTrue(shell.err().startsWith("netsession: ") && shell.err().endsWith("--help)\n"), shell.err());
    }

    @Test
    void noCommandShowsTheHelpOnStandardError() {
        assertEquals(2, shell.run());
        assertTrue(shell.err().startsWith("Usage: netsession"), shell.err());
        assertEquals("", shell.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "status --help", "watch -h", "doctor --help", "run --help", "demo --help", "completion --help"})
    void everyHelpDocumentsTheExitCodes(String line) {
        assertEquals(0, shell.run(line.split(" ")));
        for (Exit exit : Exit.values()) {
            assertTrue(shell.out().contains(exit.code() + " "), shell.out());
        }
        assertTrue(shell.out().contains("--json") && shell.out().contains("--backend"), shell.out());
    }

    @Test
    void theVersionIsOnEveryCommand() {
        assertEquals(0, shell.run("status", "--version"));
        assertTrue(shell.out().startsWith("netsession "), shell.out());
    }

    @Test
    void withoutABackendOneLineListsTheReasons() {
        Shell none = new Shell(name -> {
            throw new NoBackendException("no backend 'x'", List.of(new NoBackendException.Candidate("linux", "not Linux")));
        });
        assertEquals(3, none.run("status", "--backend", "x"));
        assertEquals("netsession: no backend 'x'; linux: not Linux (--backend names another)\n", none.err());
    }

    @Test
    void aBugIsOneLineToo() {
        Shell broken = new Shell(name -> {
            throw new IllegalStateException("a\nb\u001b");
        });
        assertEquals(1, broken.run("status"));
        assertEquals("netsession: unexpected failure: java.lang.IllegalStateException: a; b\\x1b (NETSESSION_DEBUG=1 shows where)\n",
            broken.err());
    }

    @Test
    void watchEndsAfterSoManyChangesTheFirstStateNotCounted() throws IOException {
        NetworksEvent change = new FakeEvents.OnlineChanged(Samples.STATE);
        Shell watching = new Shell(new FakeNetworks(change, change, change));
        assertEquals(0, watching.run("watch", "--json", "--count", "2"));
        assertEquals(List.of("present", "onlineChanged", "onlineChanged"),
            ParsedJson.lines(watching.out()).stream().map(object -> object.get("event")).toList());
    }

    @Test
    void watchEndsAfterTheTimeGiven() {
        assertEquals(0, shell.run("watch", "--for", "0.001"));
        assertEquals(1, shell.out().lines().count(), shell.out());
        assertTrue(shell.out().contains("online, connectivity unknown"), shell.out());
    }

    @Test
    void watchShowsRatesWhereAsked() throws IOException {
        int[] readings = {0};
        // The second reading gives the first rates; what then happens ends it, however slow the machine is.
        networks.whenRead = listener -> {
            if (++readings[0] == 2) {
                listener.accept(new FakeEvents.OnlineChanged(Samples.STATE));
            }
        };
        assertEquals(0, shell.run("watch", "--json", "--rates", "0.1", "--count", "1"));
        assertEquals(List.of("present", "rates", "onlineChanged"),
            ParsedJson.lines(shell.out()).stream().map(object -> object.get("event")).toList());
    }

    @Test
    void theCompletionKnowsTheCommands() {
        assertEquals(0, shell.run("completion"));
        assertTrue(shell.out().startsWith("#!/usr/bin/env bash") && shell.out().contains("--kill-on-loss"), shell.out());
    }
}
