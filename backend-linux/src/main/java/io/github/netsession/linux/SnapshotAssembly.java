package io.github.netsession.linux;

import io.github.netsession.Link;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes snapshots of tables. What has not changed since the last snapshot is the same object again. For one thread at a time. */
final class SnapshotAssembly {

    /**
     * What the last snapshot was made of.
     *
     * @param tables the tables
     * @param mayStart whether this process may switch links on
     * @param rules for tables of the same shape
     * @param links the links, each at the place of its row
     * @param points the access point on each link, if there is one
     * @param accessPoints those that there are
     */
    private record Made(LinkTables tables, boolean mayStart, AccessPointRules rules, List<Link> links, List<Optional<AccessPoint>> points,
                        List<AccessPoint> accessPoints) {

        static Made of(LinkTables tables) {
            return new Made(tables, false, new AccessPointRules(tables, List.of(), false), List.of(), List.of(), List.of());
        }

        /** Whether a link is described by the same rows as it is now. */
        boolean shows(LinkTables now, LinkMessage row, int place) {
            int index = row.index();
            return tables.links().get(place) == row
                && (now.addresses() == tables.addresses() || now.addressesOf(index) == tables.addressesOf(index))
                && (now.routed() == tables.routed() || now.routed().contains(index) == tables.routed().contains(index))
                && (now.signalsDbm() == tables.signalsDbm() || Objects.equals(now.signalsDbm().get(index), tables.signalsDbm().get(index)));
        }
    }

    private Made made = Made.of(LinkTables.join(List.of(), List.of(), Set.of(), OptionalInt.empty(), false));

    /** The tables as the engine wants them. */
    Snapshot assemble(LinkTables tables, boolean mayStart, Optional<Duration> suspended, long losses) {
        made = mayStart == made.mayStart && tables.isShapedLike(made.tables) ? changed(tables) : anew(tables, mayStart);
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(made.accessPoints).links(made.links).losses(losses).exact(tables.exact());
        if (tables.defaultIndex().isPresent()) {
            int place = tables.position(tables.defaultIndex().getAsInt());
            if (place >= 0) {
                snapshot.defaultInterface(tables.links().get(place).name());
            }
        }
        if (suspended.isPresent()) {
            snapshot.suspended(suspended.get());
        }
        return snapshot.build();
    }

    /** Tables of the same shape: only the links with other rows are made again. */
    private Made changed(LinkTables tables) {
        if (tables.isSharedWith(made.tables)) {
            return made;
        }
        List<Link> links = made.links;
        List<Optional<AccessPoint>> points = made.points;
        for (int i = 0; i < tables.links().size(); i++) {
            LinkMessage row = tables.links().get(i);
            if (!made.shows(tables, row, i)) {
                Link link = same(link(row, tables), links.get(i));
                Optional<AccessPoint> point = same(point(made.rules, tables, row, link), points.get(i));
                links = link == links.get(i) ? links : with(links, i, link, made.links);
                points = point == points.get(i) ? points : with(points, i, point, made.points);
            }
        }
        return new Made(tables, made.mayStart, made.rules, List.copyOf(links), points, points == made.points ? made.accessPoints : present(points));
    }

    /** Puts an element into a list, or into a copy if the list is the original one. */
    private static <T> List<T> with(List<T> list, int place, T element, List<T> original) {
        List<T> copy = list == original ? new ArrayList<>(list) : list;
        copy.set(place, element);
        return copy;
    }

    private Made anew(LinkTables tables, boolean mayStart) {
        List<Link> links = new ArrayList<>(tables.links().size());
        for (LinkMessage row : tables.links()) {
            Link link = link(row, tables);
            int place = made.tables.position(row.index());
            links.add(place < 0 ? link : same(link, made.links.get(place)));
        }
        AccessPointRules rules = new AccessPointRules(tables, links, mayStart);
        List<Optional<AccessPoint>> points = new ArrayList<>(links.size());
        for (int i = 0; i < links.size(); i++) {
            LinkMessage row = tables.links().get(i);
            Optional<AccessPoint> point = point(rules, tables, row, links.get(i));
            int place = made.tables.position(row.index());
            points.add(place < 0 ? point : same(point, made.points.get(place)));
        }
        return new Made(tables, mayStart, rules, List.copyOf(links), points, present(points));
    }

    private static List<AccessPoint> present(List<Optional<AccessPoint>> points) {
        List<AccessPoint> present = new ArrayList<>(points.size());
        for (Optional<AccessPoint> point : points) {
            if (point.isPresent()) {
                present.add(point.get());
            }
        }
        return List.copyOf(present);
    }

    private static <T> T same(T now, T earlier) {
        return now.equals(earlier) ? earlier : now;
    }

    private static Optional<AccessPoint> point(AccessPointRules rules, LinkTables tables, LinkMessage row, Link link) {
        return rules.accessPoint(row, link, Optional.ofNullable(tables.signalsDbm().get(row.index())));
    }

    /** No lambda gets hold of the builder, so that the compiler makes none on the heap: there may be a thousand links. */
    private static Link link(LinkMessage row, LinkTables tables) {
        int index = row.index();
        LinkTaxonomy taxonomy = LinkTaxonomy.of(row, tables.wireless().contains(index));
        Link.Builder link = Link.builder(row.name(), index).kind(taxonomy.kind()).bearer(taxonomy.bearer())
            .alternativeNames(row.alternativeNames()).up(row.isUp()).carrier(row.hasCarrier()).operational(row.isOperational()).mtuBytes(row.mtuBytes())
            .addresses(tables.addressesOf(index)).routed(tables.routed().contains(index));
        if (row.hardwareAddress().isPresent()) {
            link.hardwareAddress(row.hardwareAddress().get());
        }
        int master = row.masterIndex() > 0 ? tables.position(row.masterIndex()) : -1;
        if (master >= 0) {
            link.master(tables.links().get(master).name());
        }
        return link.build();
    }
}
