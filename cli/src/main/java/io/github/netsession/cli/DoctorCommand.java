package io.github.netsession.cli;

import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code netsession doctor}. */
@Command(name = "doctor", description = "Show what can be done here, what cannot, why, and what would change that.")
final class DoctorCommand implements Callable<Integer> {

    private static final int FIRST_JAVA_THAT_WARNS = 24;
    private static final int MAX_CONFIGURATIONS = 5;
    private static final String INDENT = " ".repeat(13);

    private final Netsession program;

    DoctorCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Terminal terminal = program.terminal();
        try (Networks networks = program.open()) {
            CapabilityReport report = networks.capabilities();
            List<ConfigurationStatus> differing = ConfigurationStatus.differing(networks, report);
            terminal.line(program.isJson() ? StateJson.doctor(networks, report, differing)
                : String.join("\n", lines(terminal, networks, report, differing, Runtime.version().feature())));
        }
        return Exit.OK.code();
    }

    static List<String> lines(Terminal terminal, Networks networks, CapabilityReport report, List<ConfigurationStatus> differing, int javaVersion) {
        List<String> lines = new ArrayList<>();
        Optional<String> fallback = networks.fallbackReason();
        fallback.ifPresent(why -> lines.add(terminal.red("backend      " + Text.safe(networks.backend()) + " only: " + Text.oneLine(why))));
        lines.add("netsession   " + ProgramVersion.text());
        lines.add("java         " + Text.safe(System.getProperty("java.version") + ", " + System.getProperty("java.vendor")));
        lines.add("system       " + Text.safe(System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ", "
            + System.getProperty("os.arch")));
        if (fallback.isEmpty()) {
            lines.add("backend      " + Text.safe(networks.backend()));
        }
        nativeLibrary(System.getProperties()).ifPresent(place -> lines.add("jna          " + Text.safe(place)));
        if (javaVersion >= FIRST_JAVA_THAT_WARNS) {
            lines.add("hint         Java " + javaVersion + " warns of native code unless a program is started with"
                + " --enable-native-access=ALL-UNNAMED (class path) or =com.sun.jna (module path)");
        }
        lines.add("");
        for (CapabilityStatus status : report.statuses()) {
            add(lines, terminal, Text.word(status.capability()), without(fallback, status));
            List<ConfigurationStatus> those = ConfigurationStatus.of(differing, status.capability()).toList();
            those.stream().limit(MAX_CONFIGURATIONS).forEach(each -> add(lines, terminal,
                Text.word(status.capability()) + " on " + Text.safe(each.configuration().id().value()), each.status()));
            if (those.size() > MAX_CONFIGURATIONS) {
                lines.add(INDENT + "and " + (those.size() - MAX_CONFIGURATIONS) + " more; --json shows all");
            }
        }
        return lines;
    }

    /** Returns where JNA has extracted its library, and why there; empty if it has not. JNA and module jna set these properties. */
    static Optional<String> nativeLibrary(Properties system) {
        return Optional.ofNullable(system.getProperty("jnidispatch.path")).map(Path::of).map(Path::getParent).map(directory -> {
            String why = Optional.ofNullable(system.getProperty("io.github.netsession.jna.tmpdir.reason")).map(reason -> "a private directory, " + reason)
                .orElseGet(() -> system.getProperty("jna.tmpdir") == null ? "its usual directory" : "as -Djna.tmpdir says");
            return "extracted to " + directory + " (" + why + ')';
        });
    }

    /** The first line says it already. */
    private static CapabilityStatus without(Optional<String> fallback, CapabilityStatus status) {
        return fallback.filter(why -> status.reason().endsWith("; " + why))
            .map(why -> CapabilityStatus.of(status.capability(), status.support(), status.reason().substring(0, status.reason().length() - why.length() - 2)))
            .orElse(status);
    }

    private static void add(List<String> lines, Terminal terminal, String what, CapabilityStatus status) {
        lines.add(level(terminal, status.support()) + "  " + what + ": " + Text.oneLine(status.reason()));
        status.remedy().ifPresent(remedy -> lines.add(INDENT + "remedy: " + Text.oneLine(remedy)));
    }

    private static String level(Terminal terminal, Support support) {
        String word = String.format("%-11s", Text.word(support));
        return switch (support) {
            case AVAILABLE -> terminal.green(word);
            case DEGRADED, DENIED -> terminal.yellow(word);
            case MISSING -> terminal.red(word);
            case UNSUPPORTED -> terminal.dim(word);
        };
    }
}
