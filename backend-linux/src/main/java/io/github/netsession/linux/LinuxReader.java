package io.github.netsession.linux;

import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Reads the kernel's tables and makes a snapshot of them. For one thread at a time. */
final class LinuxReader {

    /** Under constant change every dump is interrupted; more attempts would not help, and the watcher gives another chance soon. */
    static final int ATTEMPTS = 5;

    /** As many links as a reading asks about one by one: 6.5 us each. Measured. */
    static final int MOST_SINGLE_LINKS = 64;

    private final LinuxOs os;
    private final NetlinkClient client;
    private final TableReader tableReader;
    private final WirelessLinks wirelessLinks;
    private final DefaultLink defaultLink;
    private final LinkReach reach;
    private final YoungLinks youngLinks;
    private final SnapshotAssembly assembly = new SnapshotAssembly();
    /** The tables of the last reading; empty before the first one, and after one that failed or was not exact. */
    private Optional<LinkTables> kept = Optional.empty();
    private Listed listed = Listed.NOTHING;

    /**
     * What the kernel has listed, and the tables that were made of it.
     *
     * @param links the links, in the kernel's order
     * @param addresses the addresses, in the kernel's order
     * @param indexes the indexes of the links
     * @param tables the tables; empty if none have been made
     */
    private record Listed(List<LinkMessage> links, List<AddressMessage> addresses, Set<Integer> indexes, Optional<LinkTables> tables) {

        static final Listed NOTHING = new Listed(List.of(), List.of(), Set.of(), Optional.empty());

        Listed of(List<LinkMessage> nowLinks, List<AddressMessage> nowAddresses) {
            boolean isSame = nowLinks == links && nowAddresses == addresses;
            return isSame ? this : new Listed(nowLinks, nowAddresses, nowLinks == links ? indexes : indexes(nowLinks), Optional.empty());
        }

        private static Set<Integer> indexes(List<LinkMessage> links) {
            Set<Integer> indexes = new HashSet<>();
            for (LinkMessage link : links) {
                indexes.add(link.index());
            }
            return Set.copyOf(indexes);
        }

        /** Whether other tables still show just this: a reading of some links makes new ones. */
        boolean isAll(LinkTables others, Set<Integer> wireless) {
            return tables.isPresent() && others.links() == tables.get().links() && others.addresses() == tables.get().addresses()
                && others.wireless().equals(wireless);
        }

        LinkTables join(Set<Integer> wireless, boolean interrupted, Optional<LinkTables> before) {
            LinkTables joined = LinkTables.join(links, addresses, wireless, OptionalInt.empty(), interrupted);
            return before.isPresent() ? joined.sharing(before.get()) : joined;
        }

        Listed as(LinkTables made) {
            return new Listed(links, addresses, indexes, Optional.of(made));
        }
    }

    LinuxReader(LinuxOs os, NetlinkClient client, WirelessLinks wirelessLinks) {
        this(os, client, wirelessLinks, System::nanoTime);
    }

    /** The same by another clock. */
    LinuxReader(LinuxOs os, NetlinkClient client, WirelessLinks wirelessLinks, LongSupplier clock) {
        this.os = os;
        this.client = client;
        this.tableReader = new TableReader(client);
        this.wirelessLinks = wirelessLinks;
        InternetRoutes routes = new InternetRoutes(client);
        this.defaultLink = new DefaultLink(routes);
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
        Optional<LinkTables> before = kept;
        kept = Optional.empty();
        LinkTables tables = tables(before, heard);
        for (int attempt = 1; attempt < ATTEMPTS && !tables.exact(); attempt++) {
            tables = tables(before, HeardChanges.Heard.EVERYTHING);
        }
        if (client.malformed() != malformed) {
            Log.LOGGER.log(malformed == 0 ? Level.WARNING : Level.DEBUG, "{0} messages of the kernel could not be read",
                client.malformed() - malformed);
        }
        return finish(tables.withRouted(reach.routed(tables, stale(before, tables, heard))), mayStart, losses, areNoticed);
    }

    /**
     * Reads again what the notices have named since the previous reading, and takes the rest from that. Reads everything if there is none, if the notices
     * do not tell, or if what is read does not fit together.
     */
    Snapshot readChanged(boolean mayStart, long losses, HeardChanges.Heard heard, boolean areNoticed) {
        Optional<LinkTables> tables = changed(heard);
        return tables.isPresent() ? finish(tables.get(), mayStart, losses, areNoticed) : read(mayStart, losses, heard, areNoticed);
    }

    private Optional<LinkTables> changed(HeardChanges.Heard heard) {
        if (kept.isEmpty() || heard.isEverything() || heard.isMuchOf(kept.get().links().size())) {
            return Optional.empty();
        }
        LinkTables before = kept.get();
        int malformed = client.malformed();
        Optional<LinkTables> tables = new PartialReading(tableReader, wirelessLinks, before, heard).tables();
        if (tables.isEmpty()) {
            return tables;
        }
        LinkTables now = withRoutes(tables.get(), StaleRoutes.of(before, tables.get(), heard));
        return now.exact() && client.malformed() == malformed ? Optional.of(now) : Optional.empty();
    }

    private LinkTables withRoutes(LinkTables tables, StaleRoutes stale) {
        if (stale.isNothing() && defaultLink.isKnown()) {
            return tables;
        }
        LinkTables withDefault = tables.withDefault(defaultLink.index(stale));
        return withDefault.withRouted(reach.routed(withDefault, stale));
    }

    private Snapshot finish(LinkTables tables, boolean mayStart, long losses, boolean areNoticed) {
        LinkTables shown = tables.withSignals(wirelessLinks.signals(connected(tables)));
        Snapshot all = assembly.assemble(shown, mayStart, suspended(), losses);
        List<AccessPoint> grownUp = youngLinks.grownUp(all.accessPoints(), all.links(), all.defaultInterface(), areNoticed);
        kept = shown.exact() ? Optional.of(shown) : Optional.empty();
        boolean isDefaultKnown = shown.defaultIndex().isPresent() || defaultLink.isKnown();
        return grownUp == all.accessPoints() && isDefaultKnown ? all : all.toBuilder().accessPoints(grownUp).defaultInterfaceKnown(isDefaultKnown).build();
    }

    /** When a reading will show more than the last one did by the mere passing of time; a moment of the clock. */
    OptionalLong nextChange() {
        return youngLinks.nextGrownUp();
    }

    private LinkTables tables(Optional<LinkTables> before, HeardChanges.Heard heard) {
        List<LinkMessage> links = tableReader.links();
        boolean interrupted = tableReader.wasInterrupted();
        List<AddressMessage> addresses = tableReader.addresses();
        interrupted |= tableReader.wasInterrupted();
        Optional<List<LinkMessage>> present = synchronize(links, before);
        interrupted |= present.isEmpty();
        Listed now = listed.of(present.orElse(links), addresses);
        Set<Integer> wireless = wirelessLinks.indexes(now.indexes);
        interrupted |= wirelessLinks.wasInterrupted();
        LinkTables tables = !interrupted && before.isPresent() && now.isAll(before.get(), wireless) ? before.get() : now.join(wireless, interrupted, before);
        listed = now.as(tables);
        return tables.withDefault(defaultLink.index(stale(before, tables, heard)));
    }

    private static StaleRoutes stale(Optional<LinkTables> before, LinkTables now, HeardChanges.Heard heard) {
        return before.isPresent() ? StaleRoutes.of(before.get(), now, heard) : StaleRoutes.EVERYTHING;
    }

    /**
     * Asks singly for the links that have a carrier and are not operational: the list shows the operational state up to a second late. There may be
     * hundreds that stay so; then those come first that were different in the last reading.
     *
     * @return the same list if the answers are what is listed; empty if a link is gone meanwhile
     */
    private Optional<List<LinkMessage>> synchronize(List<LinkMessage> links, Optional<LinkTables> before) {
        List<Integer> late = late(links, before);
        List<LinkMessage> current = links;
        for (int place : late.subList(0, Math.min(late.size(), MOST_SINGLE_LINKS))) {
            Optional<LinkMessage> answer = tableReader.link(links.get(place).index()).flatMap(Function.identity());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            if (!answer.get().equals(links.get(place))) {
                current = current == links ? new ArrayList<>(links) : current;
                current.set(place, answer.get());
            }
        }
        return Optional.of(current);
    }

    private static List<Integer> late(List<LinkMessage> links, Optional<LinkTables> before) {
        List<Integer> late = new ArrayList<>();
        List<Integer> lateAsBefore = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            LinkMessage link = links.get(i);
            if (link.isUp() && link.hasFlag(Rtnetlink.IFF_LOWER_UP) && !link.isOperational()) {
                (before.flatMap(tables -> tables.link(link.index())).filter(link::equals).isPresent() ? lateAsBefore : late).add(i);
            }
        }
        late.addAll(lateAsBefore);
        return late;
    }

    /** Only these can be associated with an access point, so nobody has to be asked about the others. */
    private Set<Integer> connected(LinkTables tables) {
        Set<Integer> connected = new HashSet<>();
        if (wirelessLinks.support() == WirelessLinks.Support.STATION) {
            tables.links().stream().filter(LinkMessage::hasCarrier).forEach(link -> connected.add(link.index()));
        }
        return connected;
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
        return new SnapshotAssembly().assemble(tables, mayStart, suspended, losses);
    }
}
