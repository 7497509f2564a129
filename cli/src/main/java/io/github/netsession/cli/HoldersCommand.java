package io.github.netsession.cli;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Networks;
import io.github.netsession.SessionHolder;
import io.github.netsession.Support;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code netsession holders}. */
@Command(name = "holders", description = "Show which programs of this user hold which networks by open sessions.")
final class HoldersCommand implements Callable<Integer> {

    private final Netsession program;

    HoldersCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        try (Networks networks = program.open()) {
            List<SessionHolder> holders = networks.holders();
            // A reading that fails shows in the next report only.
            CapabilityStatus counting = (holders.isEmpty() ? networks.update().thenApply(updated -> networks.capabilities()).join() : networks.capabilities())
                .of(Capability.SYSTEM_SESSION_SUPPORT);
            boolean isKnown = !holders.isEmpty() || counting.support() == Support.AVAILABLE;
            program.terminal().line(program.isJson() ? StateJson.holders(networks, isKnown ? Optional.of(holders) : Optional.empty())
                : isKnown ? text(holders) : unknown(counting));
        }
        return Exit.OK.code();
    }

    private static String unknown(CapabilityStatus counting) {
        return "which programs hold sessions is not known: " + Text.oneLine(counting.reason())
            + counting.remedy().map(remedy -> "; remedy: " + Text.oneLine(remedy)).orElse("");
    }

    static String text(List<SessionHolder> holders) {
        if (holders.isEmpty()) {
            return "no program of this user holds a session";
        }
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withZone(ZoneId.systemDefault());
        Table table = new Table("CONFIGURATION", ">PID", "PROGRAM", "SINCE");
        for (SessionHolder holder : holders) {
            table.row(holder.configuration().value(), Long.toString(holder.pid()), holder.program(), time.format(holder.since()));
        }
        return String.join("\n", table.lines());
    }
}
