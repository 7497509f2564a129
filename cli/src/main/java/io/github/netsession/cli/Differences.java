package io.github.netsession.cli;

import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.NetworkConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is not the same any more, in words: {@code state discovered -> active, interface none -> eth0}. */
final class Differences {

    private final String arrow;
    private final List<String> found = new ArrayList<>();

    private Differences(String arrow) {
        this.arrow = arrow;
    }

    static String between(NetworkConfiguration before, NetworkConfiguration now, String arrow) {
        return new Differences(arrow)
            .compare("state", Text.word(before.state()), Text.word(now.state()))
            .compare("name", before.name(), now.name())
            .compare("kind", Text.word(before.kind()), Text.word(now.kind()))
            .compare("interface", before.interfaceName().orElse("none"), now.interfaceName().orElse("none"))
            .compare("bearer", Text.word(before.bearer()), Text.word(now.bearer()))
            .compare("purpose", Text.word(before.purpose()), Text.word(now.purpose()))
            .compare("metered", Text.word(before.metered()), Text.word(now.metered()))
            .compare("connectivity", Text.word(before.connectivity()), Text.word(now.connectivity()))
            .compare("signal", signal(before), signal(now))
            .compare("children", before.children().toString(), now.children().toString())
            .compare("roaming", Text.word(before.isRoamingAvailable()), Text.word(now.isRoamingAvailable()))
            .compare("connect timeout", Amount.time(before.connectTimeout()), Amount.time(now.connectTimeout()))
            .text();
    }

    static String between(Link before, Link now, String arrow) {
        Differences differences = new Differences(arrow)
            .compare("link", StatusText.condition(before), StatusText.condition(now))
            .compare("carrier", Text.word(before.carrier()), Text.word(now.carrier()))
            .compare("name", before.name(), now.name())
            .compare("index", Integer.toString(before.index()), Integer.toString(now.index()))
            .compare("kind", Text.word(before.kind()), Text.word(now.kind()))
            .compare("bearer", Text.word(before.bearer()), Text.word(now.bearer()))
            .compare("mtu", mtu(before), mtu(now))
            .compare("hardware address", before.hardwareAddress().orElse("none"), now.hardwareAddress().orElse("none"))
            .compare("master", before.master().orElse("none"), now.master().orElse("none"));
        differences.found.addAll(addresses("-", before, now));
        differences.found.addAll(addresses("+", now, before));
        return differences.text();
    }

    private static List<String> addresses(String sign, Link some, Link others) {
        return some.addresses().stream().filter(address -> !others.addresses().contains(address))
            .map(address -> sign + address(address)).collect(Collectors.toList());
    }

    private static String address(LinkAddress address) {
        return Text.address(address) + (address.usable() ? "" : " (not usable)");
    }

    private static String mtu(Link link) {
        return link.mtuBytes() > 0 ? Integer.toString(link.mtuBytes()) : "unknown";
    }

    private static String signal(NetworkConfiguration configuration) {
        return configuration.signalPercent().isPresent() ? configuration.signalPercent().getAsInt() + " %" : "unknown";
    }

    private Differences compare(String name, String before, String now) {
        if (!before.equals(now)) {
            found.add(name + ' ' + Text.safe(before) + ' ' + arrow + ' ' + Text.safe(now));
        }
        return this;
    }

    private String text() {
        return found.isEmpty() ? "changed" : String.join(", ", found);
    }
}
