package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the kernel for links and addresses: all of them, or those of one link. For one thread at a time. */
final class TableReader {

    private static final String LINK = "RTM_GETLINK";
    private static final String ADDRESS = "RTM_GETADDR";

    private final NetlinkClient client;
    private final LinkParser linkParser = new LinkParser();
    private final AddressParser addressParser = new AddressParser();
    private final KeptTable<LinkMessage> allLinks = new KeptTable<>(Rtnetlink.RTM_NEWLINK, linkParser);
    private final KeptTable<AddressMessage> allAddresses = new KeptTable<>(Rtnetlink.RTM_NEWADDR, addressParser);
    private boolean wasInterrupted;
    private boolean isFiltering = true;

    TableReader(NetlinkClient client) {
        this.client = client;
    }

    /** All links, in the kernel's order; the same list as before if they are the same ones. */
    List<LinkMessage> links() {
        return all(LINK, RtnetlinkRequests.links(client.out()), allLinks);
    }

    /** All addresses, in the kernel's order; the same list as before if they are the same ones. */
    List<AddressMessage> addresses() {
        return all(ADDRESS, RtnetlinkRequests.addresses(client.out()), allAddresses);
    }

    private <T> List<T> all(String call, int length, KeptTable<T> table) {
        table.again();
        client.require(call, length, table);
        wasInterrupted = client.wasInterrupted();
        return table.rows();
    }

    /** One link, or none if it is gone; empty if the kernel's answer is none, or about another one. */
    Optional<Optional<LinkMessage>> link(int index) {
        Rows<LinkMessage> links = new Rows<>(Rtnetlink.RTM_NEWLINK, linkParser);
        int errno = client.exchange(LINK, RtnetlinkRequests.link(client.out(), index), links);
        if (errno == Errno.ENODEV) {
            return Optional.of(Optional.empty());
        }
        boolean isAnswer = errno == 0 && links.rows.size() == 1 && links.rows.get(0).index() == index;
        return isAnswer ? Optional.of(Optional.of(links.rows.get(0))) : Optional.empty();
    }

    /** The addresses of one link; empty if they are not known, or if this kernel cannot be asked for those of one link. */
    Optional<List<LinkAddress>> addresses(int linkIndex) {
        if (!isFiltering) {
            return Optional.empty();
        }
        Rows<AddressMessage> addresses = new Rows<>(Rtnetlink.RTM_NEWADDR, addressParser);
        int errno = client.exchange(ADDRESS, RtnetlinkRequests.addresses(client.out(), linkIndex), addresses);
        // If the kernel ignores the index and only this link has addresses, that does not show, and does no harm.
        isFiltering = addresses.rows.stream().allMatch(each -> each.linkIndex() == linkIndex);
        boolean isAnswer = errno == 0 && isFiltering && !client.wasInterrupted();
        return isAnswer ? Optional.of(addresses.rows.stream().map(AddressMessage::address).toList()) : Optional.empty();
    }

    /** Whether the kernel's table changed while the last list of all was made, so that it may be inconsistent. */
    boolean wasInterrupted() {
        return wasInterrupted;
    }

    private final class LinkParser implements KeptTable.RowParser<LinkMessage> {

        @Override
        public Optional<LinkMessage> parse(ByteBuffer buffer, int payload, int end) {
            return counted(LinkMessage.parse(buffer, payload, end));
        }
    }

    /** Addresses of other families (MCTP, Phonet) come in the same list. */
    private final class AddressParser implements KeptTable.RowParser<AddressMessage> {

        @Override
        public Optional<AddressMessage> parse(ByteBuffer buffer, int payload, int end) {
            int family = end > payload ? buffer.get(payload) & 0xff : 0;
            boolean isInternet = family == Rtnetlink.AF_INET || family == Rtnetlink.AF_INET6;
            return isInternet ? counted(AddressMessage.parse(buffer, payload, end)) : Optional.empty();
        }
    }

    private <T> Optional<T> counted(Optional<T> row) {
        if (row.isEmpty()) {
            client.countMalformed();
        }
        return row;
    }

    /** A few rows, of which only those of the last answer count. */
    private record Rows<T>(int type, KeptTable.RowParser<T> parser, List<T> rows) implements NetlinkClient.Messages {

        Rows(int type, KeptTable.RowParser<T> parser) {
            this(type, parser, new ArrayList<>());
        }

        @Override
        public void message(int given, ByteBuffer buffer, int payload, int end) {
            Optional<T> row = given == type ? parser.parse(buffer, payload, end) : Optional.empty();
            if (row.isPresent()) {
                rows.add(row.get());
            }
        }

        @Override
        public void again() {
            rows.clear();
        }
    }
}
