package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.StartResult;
import java.util.Optional;
import java.util.OptionalInt;

/** Switches links on and off by rtnetlink. For one thread at a time. */
final class LinkSwitch {

    /** What helps against a refusal. */
    static final String REMEDY = "run as root, or grant CAP_NET_ADMIN: AmbientCapabilities=CAP_NET_ADMIN in a systemd unit, "
        + "--cap-add=NET_ADMIN for a container, or setcap cap_net_admin+ep on the java executable";

    private static final String SET = "RTM_NEWLINK";
    private static final String GET = "RTM_GETLINK";

    private final NetlinkClient client;
    private boolean sendingRefused;
    private Optional<LinkMessage> found = Optional.empty();

    LinkSwitch(NetlinkClient client) {
        this.client = client;
    }

    /**
     * Whether this process may switch links of its network namespace on and off. Asks the kernel, which alone knows whether the
     * process's capabilities count in the user namespace that owns the network namespace; changes nothing and notifies nobody. Where a
     * policy refuses even to send such a request (SELinux, seccomp) the answer is no, and it is not asked again: each time would be
     * another entry in the audit log. Source: security/selinux/hooks.c, selinux_netlink_send.
     */
    boolean isPermitted() {
        if (sendingRefused) {
            return false;
        }
        try {
            int errno = client.exchange("RTM_SETLINK", RtnetlinkRequests.permissionProbe(client.out()), NetlinkClient.NONE);
            boolean isPermitted = errno == Errno.ENODEV || errno == 0;
            if (!isPermitted && client.refused("RTM_SETLINK", errno).kind() == Kind.TEMPORARY) {
                throw client.refused("RTM_SETLINK", errno); // "Not known" is not "no".
            }
            return isPermitted;
        } catch (BackendException e) {
            if (e.kind() != Kind.DENIED && e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            Log.LOGGER.log(System.Logger.Level.DEBUG, "requests that change links are refused before the kernel reads them", e);
            sendingRefused = true;
            return false;
        }
    }

    /** Switches a link on, unless it is on already. */
    StartResult start(ConfigurationId id) {
        LinkMessage link = find(id);
        if (link.isUp()) {
            return StartResult.NOT_OURS;
        }
        set(link, Rtnetlink.IFF_UP);
        return StartResult.ours(AccessPointRules.identity(link.index()));
    }

    /** Switches off what a session had switched on, whatever its name is now; false if it is gone. */
    boolean giveBack(InterfaceIdentity started) {
        OptionalInt index = AccessPointRules.index(started);
        if (index.isEmpty()) {
            return false;
        }
        int errno = client.exchange(SET, RtnetlinkRequests.setFlags(client.out(), index.getAsInt(), 0, Rtnetlink.IFF_UP), NetlinkClient.NONE);
        if (errno != 0 && errno != Errno.ENODEV) {
            throw refused(errno);
        }
        return errno == 0;
    }

    /** Switches a link off. */
    void stop(ConfigurationId id) {
        set(find(id), 0);
    }

    private void set(LinkMessage link, int flags) {
        int length = RtnetlinkRequests.setFlags(client.out(), link.index(), flags, Rtnetlink.IFF_UP);
        int errno = client.exchange(SET, length, NetlinkClient.NONE);
        if (errno != 0) {
            throw refused(errno);
        }
    }

    private BackendException refused(int errno) {
        BackendException refused = client.refused(SET, errno);
        return refused.kind() == Kind.DENIED ? refused.withRemedy(REMEDY) : refused;
    }

    /** Looks the link up by its name at this moment: the number it had in the last snapshot may be another link's by now. */
    private LinkMessage find(ConfigurationId id) {
        String name = id.value().substring(id.scheme().length() + 1);
        byte[] raw = Optional.of(name).filter(any -> id.scheme().equals(AccessPointRules.SCHEME)).flatMap(InterfaceName::raw)
            .orElseThrow(() -> gone(id));
        found = Optional.empty();
        int errno = client.exchange(GET, RtnetlinkRequests.linkByName(client.out(), raw), (type, buffer, payload, end) -> {
            if (type == Rtnetlink.RTM_NEWLINK) {
                found = LinkMessage.parse(buffer, payload, end);
            }
        });
        if (errno != 0 && errno != Errno.ENODEV) {
            throw client.refused(GET, errno);
        }
        // The kernel finds alternative names too; those are not ids.
        return found.filter(link -> link.name().equals(name)).orElseThrow(() -> gone(id));
    }

    private static BackendException gone(ConfigurationId id) {
        return new BackendException(Kind.GONE, GET, "there is no link " + id);
    }
}
