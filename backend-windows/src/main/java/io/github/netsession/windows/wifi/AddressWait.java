package io.github.netsession.windows.wifi;

import io.github.netsession.Link;
import java.net.InetAddress;

/** Whether it is settled which addresses a link that is up has. */
public final class AddressWait {

    private AddressWait() {
    }

    /**
     * Whether it is settled. Once Windows has given itself an address (169.254.0.0/16), no DHCP server has answered: that is no passing state
     * any more.
     *
     * @param link the link
     * @return false if nothing beyond it can be reached yet, and it is not settled that this stays so
     */
    public static boolean isOver(Link link) {
        return link.reachesBeyondLink() || link.addresses().stream().anyMatch(each -> each.usable() && isAutomatic(each.address()));
    }

    private static boolean isAutomatic(InetAddress address) {
        return address.isLinkLocalAddress() && address.getAddress().length == 4;
    }
}
