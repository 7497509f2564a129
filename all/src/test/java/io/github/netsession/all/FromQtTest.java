package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/from-qt.md has a row for each member of Qt's three classes, and names only what exists. */
@Tag("unit")
class FromQtTest {

    private static final String GUIDE = "docs/from-qt.md";
    private static final String PAGE = Sources.text(Sources.TOP.resolve(GUIDE));

    /** The documented members of Qt 5.15, but for those of QObject, and the two hooks that Qt switches roaming with. */
    private static final Map<String, String> QT = Map.of(
        "QNetworkConfigurationManager", """
            QNetworkConfigurationManager() ~QNetworkConfigurationManager() allConfigurations() capabilities() configurationFromIdentifier()
            defaultConfiguration() isOnline() updateConfigurations() configurationAdded() configurationChanged() configurationRemoved()
            onlineStateChanged() updateCompleted() Capability Capabilities CanStartAndStopInterfaces DirectConnectionRouting SystemSessionSupport
            ApplicationLevelRoaming ForcedRoaming DataStatistics NetworkSessionRequired""",
        "QNetworkConfiguration", """
            QNetworkConfiguration() ~QNetworkConfiguration() operator=() operator==() operator!=() swap() bearerType() bearerTypeFamily()
            bearerTypeName() children() connectTimeout() setConnectTimeout() identifier() isRoamingAvailable() isValid() name() purpose() state()
            type() Type InternetAccessPoint ServiceNetwork UserChoice Invalid StateFlag StateFlags Undefined Defined Discovered Active Purpose
            UnknownPurpose PublicPurpose PrivatePurpose ServiceSpecificPurpose BearerType BearerUnknown BearerEthernet BearerWLAN Bearer2G
            BearerCDMA2000 BearerWCDMA BearerHSPA BearerBluetooth BearerWiMAX BearerEVDO BearerLTE Bearer3G Bearer4G""",
        "QNetworkSession", """
            QNetworkSession() ~QNetworkSession() activeTime() bytesReceived() bytesWritten() configuration() error() errorString() interface()
            isOpen() sessionProperty() setSessionProperty() state() usagePolicies() waitForOpened() open() close() stop() migrate() ignore()
            accept() reject() opened() closed() stateChanged() error(SessionError) preferredConfigurationChanged() newConfigurationActivated()
            usagePoliciesChanged() connectNotify() disconnectNotify() State NotAvailable Invalid Connecting Connected Closing Disconnected
            Roaming SessionError UnknownSessionError SessionAbortedError RoamingError OperationNotSupportedError InvalidConfigurationError
            UsagePolicy UsagePolicies NoPolicy NoBackgroundTrafficPolicy ActiveConfiguration UserChoiceConfiguration ConnectInBackground
            AutoCloseSessionTimeout""");

    /** Code that is no name: identities. */
    private static final Set<String> OTHER = Set.of("link:<name>");

    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\|([^|\\n]*)\\|([^|\\n]*)\\|([^|\\n]*)\\|$", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    private static String section(String type) {
        int begin = PAGE.indexOf("\n## " + type + "\n");
        assertTrue(begin >= 0, () -> "no section on " + type);
        return PAGE.substring(begin + 1, PAGE.indexOf("\n## ", begin + 1));
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Stream<MatchResult> rows(String type) {
        return ROW.matcher(section(type)).results().filter(row -> row.group(1).contains("`"));
    }

    private static boolean isOfQt(String name) {
        String[] parts = name.split("::", 2);
        return QT.containsKey(parts[0]) && (parts.length == 1 || Arrays.asList(QT.get(parts[0]).split("\\s+")).contains(parts[1]));
    }

    /** The names in code that are neither in the first column of a table, nor known. */
    private static List<String> unknown(String text) {
        String prose = FENCE.matcher(text).replaceAll("");
        String checked = ROW.matcher(prose).replaceAll(row -> Matcher.quoteReplacement(row.group(2) + "|" + row.group(3)));
        return code(checked).stream().filter(name -> !PublicNames.exists(name) && !isOfQt(name) && !OTHER.contains(name)).distinct().toList();
    }

    @Test
    void everyMemberOfQtHasExactlyOneRow() {
        QT.forEach((type, members) -> assertEquals(Arrays.stream(members.split("\\s+")).sorted().toList(),
            rows(type).flatMap(row -> code(row.group(1)).stream()).sorted().toList(), type));
    }

    @Test
    void everyRowHasACounterpartOrSaysThatThereIsNone() {
        List<String> empty = new ArrayList<>();
        QT.keySet().forEach(type -> rows(type).filter(row -> !row.group(2).contains("`") && !row.group(2).equals(" – ") || row.group(3).isBlank()
            || row.group(2).equals(" – ") && row.group(3).equals(" – ")).map(MatchResult::group).forEach(empty::add));
        assertEquals(List.of(), empty);
    }

    @Test
    void everyDeliberateDifferenceHasItsReasonInItsLine() {
        List<String> differences = section("Deliberate differences").lines().filter(line -> line.startsWith("- ")).toList();
        assertTrue(differences.size() > 25, () -> "only " + differences.size() + " differences found");
        assertEquals(List.of(), differences.stream().filter(line -> !line.contains(" because ") || !line.endsWith(".")).toList());
    }

    @Test
    void everyNameExists() {
        assertTrue(code(PAGE).size() > 250, () -> "only " + code(PAGE).size() + " names found");
        assertEquals(List.of(), unknown(PAGE), "names in " + GUIDE + " that are neither this library's, the JDK's nor Qt's");
    }

    @Test
    void aWrongNameIsFound() {
        List<String> right = List.of("Networks", "Networks.open()", "Networks.Builder.userChoice(UserChooser)", "Networks.update(UpdateOption...)", "Bearer.name()",
            "RoamingOffer.Reason.UPGRADE", "SessionListener.failed(..)", "Networks.configurations(ConfigurationState)", "Duration", "QNetworkSession::open()");
        List<String> wrong = List.of("Network", "Networks.opens()", "Networks.open", "Networks.open(String)", "Networks.update(UpdateOption)", "Bearer.BEARER_4G",
            "SessionListener.error(..)", "UPGRADE", "Engine", "QNetworkSession::opens()", "open()");
        assertEquals(List.of(), unknown("`" + String.join("` and `", right) + "`"));
        assertEquals(wrong, unknown("`" + String.join("` and `", wrong) + "`"));
        assertEquals(List.of("Networks.opens()"), unknown("| `x` | `Networks.opens()` | – |\n"));
    }

    @Test
    void theProgramCompilesAndRuns() throws Exception {
        List<String> blocks = Snippets.of(GUIDE);
        assertEquals(1, blocks.size());
        Snippets.compile(folder, "Online", blocks.get(0));
        String printed = Snippets.run(folder, "Online");
        assertTrue(printed.lines().toList().contains("open on home"), printed);
    }
}
