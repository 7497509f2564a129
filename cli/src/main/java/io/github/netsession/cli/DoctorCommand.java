package io.github.netsession.cli;

import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code netsession doctor}. */
@Command(name = "doctor", description = "Show what can be done here, what cannot, why, and what would change that.")
final class DoctorCommand implements Callable<Integer> {

    private static final int FIRST_JAVA_THAT_WARNS = 24;

    private final Netsession program;

    DoctorCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Terminal terminal = program.terminal();
        try (Networks networks = program.open()) {
            CapabilityReport report = networks.capabilities();
            terminal.line(program.isJson() ? StateJson.doctor(networks.backend(), report)
                : String.join("\n", lines(terminal, networks.backend(), report, Runtime.version().feature())));
        }
        return Exit.OK.code();
    }

    static List<String> lines(Terminal terminal, String backend, CapabilityReport report, int javaVersion) {
        List<String> lines = new ArrayList<>();
        lines.add("netsession   " + CommandTree.version());
        lines.add("java         " + Text.safe(System.getProperty("java.version") + ", " + System.getProperty("java.vendor")));
        lines.add("system       " + Text.safe(System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ", "
            + System.getProperty("os.arch")));
        lines.add("backend      " + Text.safe(backend));
        if (javaVersion >= FIRST_JAVA_THAT_WARNS) {
            lines.add("hint         Java " + javaVersion + " warns of native code unless a program is started with"
                + " --enable-native-access=ALL-UNNAMED (class path) or =com.sun.jna (module path)");
        }
        lines.add("");
        for (CapabilityStatus status : report.statuses()) {
            lines.add(level(terminal, status.support()) + "  " + Text.word(status.capability()) + ": " + Text.oneLine(status.reason()));
            status.remedy().ifPresent(remedy -> lines.add(" ".repeat(13) + "remedy: " + Text.oneLine(remedy)));
        }
        return lines;
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
