package io.github.netsession.linux;

import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Reads the kernel's tables and makes a snapshot of them. For one thread at a time. */
final class LinuxReader {

    /** Under constant change every dump is interrupted; more attempts would not help, and the watcher gives another chance soon. */
    static final int ATTEMPTS = 5;

    private final LinuxOs os;
    private final NetlinkClient client;
    private final WirelessLinks wirelessLinks;
    private final InternetRoutes routes;
    private final LinkReach reach;
    private final YoungLinks youngLinks;
    private boolean isDefaultKnown;

    LinuxReader(LinuxOs os, NetlinkClient client, WirelessLinks wirelessLinks) {
        this(os, client, wirelessLinks, System::nanoTime);
    }

    /** The same by another clock. */
    LinuxReader(LinuxOs os, NetlinkClient client, WirelessLinks wirelessLinks, LongSupplier clock) {
        this.os = os;
        this.client = client;
        this.wirelessLinks = wirelessLinks;
        this.routes = new InternetRoutes(client);
        this.reach = new LinkReach(routes);
        this.youngLinks = new YoungLinks(clock);
    }

    /** Reads everything; {@code mayStart} and {@code losses} are what the control and the watcher know. */
    Snapshot read(boolean mayStart, long losses) {
        return read(mayStart, losses, HeardChanges.Heard.EVERYTHING, false);
    }

    /** The same; {@code heard} is what may have changed since the previous reading where routes lead, and {@code areNoticed} whether there are notices. */
    Snapshot read(boolean mayStart, long losses, HeardChanges.Heard heard, boolean areNoticed) {
        int malformed = client.malformed();
        LinkTables tables = tables();
        for (int attempt = 1; attempt < ATTEMPTS && !tables.exact(); attempt++) {
            tables = tables();
        }
        tables = tables.withSignals(wirelessLinks.signals(connected(tables))).withRouted(reach.routed(tables, heard));
        if (client.malformed() != malformed) {
            Log.LOGGER.log(malformed == 0 ? Level.WARNING : Level.DEBUG, "{0} messages of the kernel could not be read",
                client.malformed() - malformed);
        }
        Snapshot all = snapshot(tables, mayStart, suspended(), losses);
        return all.toBuilder().accessPoints(youngLinks.grownUp(all.accessPoints(), all.links(), all.defaultInterface(), areNoticed))
            .defaultInterfaceKnown(tables.defaultIndex().isPresent() || isDefaultKnown).build();
    }

    /** When a reading will show more than the last one did by the mere passing of time; a moment of the clock. */
    OptionalLong nextChange() {
        return youngLinks.nextGrownUp();
    }

    private LinkTables tables() {
        Rows<LinkMessage> links = new Rows<>((rows, type, buffer, payload, end) ->
            collect(type == Rtnetlink.RTM_NEWLINK, rows, LinkMessage.parse(buffer, payload, end)));
        client.require("RTM_GETLINK", RtnetlinkRequests.links(client.out()), links);
        boolean interrupted = client.wasInterrupted();
        Rows<AddressMessage> addresses = new Rows<>((rows, type, buffer, payload, end) ->
            collect(type == Rtnetlink.RTM_NEWADDR && isInternet(buffer, payload, end), rows,
                AddressMessage.parse(buffer, payload, end)));
        client.require("RTM_GETADDR", RtnetlinkRequests.addresses(client.out()), addresses);
        interrupted |= client.wasInterrupted();
        Set<Integer> wireless = wirelessLinks.indexes(links.rows.stream().map(LinkMessage::index).collect(Collectors.toSet()));
        interrupted |= wirelessLinks.wasInterrupted();
        return LinkTables.join(links.rows, addresses.rows, wireless, defaultIndex(), interrupted);
    }

    /** The link that traffic to the Internet leaves by, IPv4 first. */
    private OptionalInt defaultIndex() {
        int refusals = routes.refusals();
        OptionalInt index = routes.ipv4(0).or(() -> routes.ipv6(0)).map(route -> OptionalInt.of(route.linkIndex())).orElse(OptionalInt.empty());
        isDefaultKnown = routes.refusals() == refusals;
        return index;
    }

    /** Only these can be associated with an access point, so nobody has to be asked about the others. */
    private static Set<Integer> connected(LinkTables tables) {
        return tables.links().stream().filter(LinkMessage::hasCarrier).map(LinkMessage::index).collect(Collectors.toSet());
    }

    /** The rows of a table, of which only those of the last answer count. */
    private record Rows<T>(List<T> rows, RowReader<T> reader) implements NetlinkClient.Messages {

        Rows(RowReader<T> reader) {
            this(new ArrayList<>(), reader);
        }

        @Override
        public void message(int type, ByteBuffer buffer, int payload, int end) {
            reader.message(rows, type, buffer, payload, end);
        }

        @Override
        public void again() {
            rows.clear();
        }
    }

    /** Adds a message to the rows, if it is one. */
    @FunctionalInterface
    private interface RowReader<T> {
        void message(List<T> rows, int type, ByteBuffer buffer, int payload, int end);
    }

    private <T> void collect(boolean wanted, List<T> list, Optional<T> message) {
        if (wanted) {
            message.ifPresentOrElse(list::add, client::countMalformed);
        }
    }

    /** Addresses of other families (MCTP, Phonet) come in the same dump. */
    private static boolean isInternet(ByteBuffer buffer, int payload, int end) {
        int family = end > payload ? buffer.get(payload) & 0xff : 0;
        return family == Rtnetlink.AF_INET || family == Rtnetlink.AF_INET6;
    }

    private Optional<Duration> suspended() {
        try {
            return Optional.of(os.suspended());
        } catch (BackendException e) {
            Log.LOGGER.log(Level.DEBUG, "time spent suspended is not known", e);
            return Optional.empty();
        }
    }

    /** The tables as the engine wants them. */
    static Snapshot snapshot(LinkTables tables, boolean mayStart, Optional<Duration> suspended, long losses) {
        Map<Integer, String> names = new HashMap<>();
        tables.links().forEach(link -> names.put(link.index(), link.name()));
        Map<Integer, List<LinkAddress>> addresses = new HashMap<>();
        tables.addresses().forEach(each ->
            addresses.computeIfAbsent(each.linkIndex(), index -> new ArrayList<>()).add(each.address()));
        Function<LinkMessage, Link> toLink = message -> link(message, tables, names, addresses);
        List<Link> links = tables.links().stream().map(toLink).toList();
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(accessPoints(tables, links, mayStart)).links(links).losses(losses)
            .exact(tables.exact());
        name(tables.defaultIndex(), names).ifPresent(snapshot::defaultInterface);
        suspended.ifPresent(snapshot::suspended);
        return snapshot.build();
    }

    /** No lambda gets hold of the builder, so that the compiler makes none on the heap: there may be a thousand links. */
    private static Link link(LinkMessage message, LinkTables tables, Map<Integer, String> names,
                             Map<Integer, List<LinkAddress>> addresses) {
        LinkTaxonomy taxonomy = LinkTaxonomy.of(message, tables.wireless().contains(message.index()));
        Link.Builder link = Link.builder(message.name(), message.index()).kind(taxonomy.kind()).bearer(taxonomy.bearer())
            .alternativeNames(message.alternativeNames()).up(message.isUp()).carrier(message.hasCarrier()).operational(message.isOperational()).mtuBytes(message.mtuBytes())
            .addresses(addresses.getOrDefault(message.index(), List.of())).routed(tables.routed().contains(message.index()));
        if (message.hardwareAddress().isPresent()) {
            link.hardwareAddress(message.hardwareAddress().get());
        }
        String master = names.get(message.masterIndex());
        if (master != null) {
            link.master(master);
        }
        return link.build();
    }

    private static List<AccessPoint> accessPoints(LinkTables tables, List<Link> links, boolean mayStart) {
        AccessPointRules rules = new AccessPointRules(tables, links, mayStart);
        List<AccessPoint> accessPoints = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            rules.accessPoint(tables.links().get(i), links.get(i)).ifPresent(accessPoints::add);
        }
        return accessPoints;
    }

    private static Optional<String> name(OptionalInt index, Map<Integer, String> names) {
        return index.isPresent() ? Optional.ofNullable(names.get(index.getAsInt())) : Optional.empty();
    }
}
