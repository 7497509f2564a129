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
    private boolean wasInterrupted;
    private boolean isFiltering = true;

    TableReader(NetlinkClient client) {
        this.client = client;
    }

    /** All links, in the kernel's order. */
    List<LinkMessage> links() {
        Rows<LinkMessage> links = new Rows<>((rows, type, buffer, payload, end) ->
            collect(type == Rtnetlink.RTM_NEWLINK, rows, LinkMessage.parse(buffer, payload, end)));
        client.require(LINK, RtnetlinkRequests.links(client.out()), links);
        wasInterrupted = client.wasInterrupted();
        return links.rows;
    }

    /** All addresses, in the kernel's order. */
    List<AddressMessage> addresses() {
        Rows<AddressMessage> addresses = addressRows();
        client.require(ADDRESS, RtnetlinkRequests.addresses(client.out()), addresses);
        wasInterrupted = client.wasInterrupted();
        return addresses.rows;
    }

    /** One link, or none if it is gone; empty if the kernel's answer is none, or about another one. */
    Optional<Optional<LinkMessage>> link(int index) {
        Rows<LinkMessage> links = new Rows<>((rows, type, buffer, payload, end) ->
            collect(type == Rtnetlink.RTM_NEWLINK, rows, LinkMessage.parse(buffer, payload, end)));
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
        Rows<AddressMessage> addresses = addressRows();
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

    private Rows<AddressMessage> addressRows() {
        return new Rows<>((rows, type, buffer, payload, end) ->
            collect(type == Rtnetlink.RTM_NEWADDR && isInternet(buffer, payload, end), rows, AddressMessage.parse(buffer, payload, end)));
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
        if (wanted && message.isPresent()) {
            list.add(message.get());
        } else if (wanted) {
            client.countMalformed();
        }
    }

    /** Addresses of other families (MCTP, Phonet) come in the same dump. */
    private static boolean isInternet(ByteBuffer buffer, int payload, int end) {
        int family = end > payload ? buffer.get(payload) & 0xff : 0;
        return family == Rtnetlink.AF_INET || family == Rtnetlink.AF_INET6;
    }
}
