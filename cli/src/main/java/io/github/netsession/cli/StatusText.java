package io.github.netsession.cli;

import io.github.netsession.Bearer;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code status} shows to a person. */
final class StatusText {

    private final Terminal terminal;

    StatusText(Terminal terminal) {
        this.terminal = terminal;
    }

    String of(String backend, NetworksState state, Map<String, InterfaceCounters> counters, Optional<String> incomplete) {
        List<String> lines = new ArrayList<>();
        lines.add(fact("backend", Text.safe(backend)));
        lines.add(fact("online", state.online() ? terminal.green("yes") : terminal.red("no")));
        lines.add(fact("connectivity", Text.word(state.connectivity())));
        lines.add(fact("metered", Text.word(state.metered())));
        if (!state.usagePolicies().isEmpty()) {
            lines.add(fact("asked for", state.usagePolicies().stream().map(Text::word).collect(Collectors.joining(", "))));
        }
        lines.add(fact("default interface", state.defaultInterface().map(Link::name).map(Text::safe).orElse(Text.noDefault(state.isDefaultInterfaceKnown()))));
        if (!state.exact()) {
            lines.add(terminal.yellow(incomplete.map(Text::oneLine).orElse("The networks change faster than they can be read; this may mix two moments.")));
        }
        lines.add("");
        addTable(lines, "configurations", configurations(state.configurations()));
        if (isWifiWithoutProfile(state)) {
            lines.add("  " + terminal.dim("no profile for the Wi-Fi card: networks in reach are listed when this machine has a profile for them"));
        }
        lines.add("");
        addTable(lines, "interfaces", interfaces(state.interfaces(), counters));
        return String.join("\n", lines);
    }

    private void addTable(List<String> lines, String title, List<String> table) {
        lines.add(terminal.bold(title + " (" + (table.size() - 1) + ")"));
        if (table.size() > 1) {
            lines.add("  " + terminal.dim(table.get(0)));
            table.subList(1, table.size()).forEach(line -> lines.add("  " + line));
        }
    }

    private static boolean isWifiWithoutProfile(NetworksState state) {
        return state.interfaces().stream().anyMatch(link -> link.bearer() == Bearer.WLAN)
            && state.configurations().stream().noneMatch(each -> each.bearer() == Bearer.WLAN);
    }

    private static List<String> configurations(List<NetworkConfiguration> configurations) {
        Table table = new Table("id", "name", "kind", "state", "bearer", "interface", "metered", "connectivity", ">signal");
        for (NetworkConfiguration each : configurations) {
            table.row(each.id().value(), each.name(), Text.word(each.kind()), Text.word(each.state()), Text.word(each.bearer()),
                each.interfaceName().orElse(""), Text.word(each.metered()), Text.word(each.connectivity()),
                each.signalPercent().isPresent() ? each.signalPercent().getAsInt() + " %" : "");
        }
        return table.lines();
    }

    private static List<String> interfaces(List<Link> links, Map<String, InterfaceCounters> counters) {
        Table table = new Table(">index", "name", "kind", "bearer", "link", ">mtu", ">received", ">written", "master", "addresses");
        for (Link link : links) {
            InterfaceCounters counted = counters.get(link.name());
            table.row(Integer.toString(link.index()), link.name(), Text.word(link.kind()), Text.word(link.bearer()), condition(link),
                link.mtuBytes() > 0 ? Integer.toString(link.mtuBytes()) : "",
                counted == null ? "" : Amount.bytes(counted.bytesReceived()), counted == null ? "" : Amount.bytes(counted.bytesWritten()),
                link.master().orElse(""), link.addresses().stream().map(StatusText::address).collect(Collectors.joining(" ")));
        }
        return table.lines();
    }

    /** How far up an interface is, in one word or two. */
    static String condition(Link link) {
        if (!link.up()) {
            return "down";
        }
        return link.operational() ? "up" : link.carrier() ? "not ready" : "no carrier";
    }

    private static String address(LinkAddress address) {
        return Text.address(address) + (address.usable() ? "" : " (not usable)");
    }

    private String fact(String name, String value) {
        return String.format("%-18s", name) + value;
    }
}
