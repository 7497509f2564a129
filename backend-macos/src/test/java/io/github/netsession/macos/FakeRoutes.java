package io.github.netsession.macos;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A routing table that a test writes. Besides what it writes, the primary interface of the store has a default route, which configd makes. */
final class FakeRoutes implements RoutePort {

    /** What there may be more of a route: only for look-ups that name its interface; refuses; without a source; without a gateway. */
    enum Trait { SCOPED, REFUSING, SOURCELESS, DIRECT }

    private record Entry(InetAddress prefix, int bits, String link, List<Trait> traits) {
    }

    private final FakeMacOs os;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    FakeRoutes(FakeMacOs os) {
        this.os = os;
    }

    /** {@code prefix}: {@code 128.0.0.0/1}. */
    FakeRoutes add(String prefix, String link, Trait... traits) {
        String[] parts = prefix.split("/");
        entries.add(new Entry(Rows.address(parts[0]), Integer.parseInt(parts[1]), link, List.of(traits)));
        return this;
    }

    FakeRoutes clear() {
        entries.clear();
        return this;
    }

    /** A port, as macOS gives one. */
    RoutePort open() {
        os.called("routes");
        return this;
    }

    @Override
    public Optional<RouteRow> route(InetAddress destination, int scope) {
        os.called("route");
        List<Entry> all = new CopyOnWriteArrayList<>(entries);
        boolean is4 = destination.getAddress().length == 4;
        Plist.of(os.store.copy(), is4 ? StoreKeys.GLOBAL_IPV4 : StoreKeys.GLOBAL_IPV6).text("PrimaryInterface")
            .ifPresent(primary -> all.add(new Entry(Rows.address(is4 ? "0.0.0.0" : "::"), 0, primary, List.of(Trait.DIRECT))));
        return all.stream().filter(entry -> index(entry) > 0 && isIn(destination, entry)).filter(entry -> scope == index(entry)
            || scope == 0 && !entry.traits.contains(Trait.SCOPED)).max(Comparator.comparingInt(Entry::bits)).map(entry -> row(entry, is4));
    }

    private RouteRow row(Entry entry, boolean is4) {
        Optional<InetAddress> source = os.interfaces.stream().filter(row -> row.name().equals(entry.link)).flatMap(row -> row.addresses().stream())
            .map(each -> each.address()).filter(address -> address.getAddress().length == 4 == is4).findFirst();
        boolean hasSource = !entry.traits.contains(Trait.SOURCELESS);
        return new RouteRow(index(entry), entry.bits, !entry.traits.contains(Trait.DIRECT), entry.traits.contains(Trait.REFUSING),
            hasSource ? source.or(() -> is4 ? Optional.of(Rows.address("10.0.0.1")) : Optional.empty()) : Optional.empty());
    }

    private int index(Entry entry) {
        return os.interfaces.stream().filter(row -> row.name().equals(entry.link)).map(InterfaceRow::index).findFirst().orElse(0);
    }

    private static boolean isIn(InetAddress address, Entry entry) {
        byte[] bytes = address.getAddress();
        byte[] prefix = entry.prefix.getAddress();
        boolean isIn = bytes.length == prefix.length;
        for (int i = 0; isIn && i < entry.bits; i++) {
            isIn = ((bytes[i / 8] ^ prefix[i / 8]) << i % 8 & 0x80) == 0;
        }
        return isIn;
    }

    @Override
    public void close() {
        os.called("routes.close");
    }
}
