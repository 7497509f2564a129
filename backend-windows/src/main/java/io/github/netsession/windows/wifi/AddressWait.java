package io.github.netsession.windows.wifi;

import io.github.netsession.Link;
import java.net.InetAddress;

/** Whether a link that is up is still waiting for its address. */
public final class AddressWait {

    private AddressWait() {
    }

    /**
     * Whether it is. Once Windows has given itself an address (169.254.0.0/16), no DHCP server has answered: that is no passing state any more.
     *
     * @param link the link
     * @return true if it has no usable address, and it is not yet settled that it gets none
     */
    public static boolean isUnderWay(Link link) {
        return !link.isUsable() && link.addresses().stream().noneMatch(each -> each.usable() && isAutomatic(each.address()));
    }

    private static boolean isAutomatic(InetAddress address) {
        return address.isLinkLocalAddress() && address.getAddress().length == 4;
    }
}
