package io.github.netsession.windows;

import java.util.Objects;
import java.util.Optional;

/**
 * What IP Helper says of one interface. Source: netioapi.h, MIB_IF_ROW2.
 *
 * @param luid its lasting identity, unsigned
 * @param index its number, which may be given to another one after it is gone
 * @param guid its GUID, in braces, upper-case
 * @param alias what people call it, and may rename: {@code Wi-Fi}
 * @param description what its driver calls it
 * @param hardwareAddress its link-layer address as lower-case pairs with colons, if it has one
 * @param mtuBytes the largest packet; 0 if it has no limit
 * @param type what sort of link; see {@link IfType}
 * @param tunnelType what sort of tunnel; 0: none
 * @param physicalMedium what carries it; see {@link IfType}
 * @param flags bits of InterfaceAndOperStatusFlags
 * @param operStatus whether it can carry packets; 1: yes
 * @param adminStatus whether it is switched on; 1: yes
 * @param mediaConnectState whether there is something at the other end; 0: unknown, 1: yes, 2: no
 */
public record InterfaceRow(long luid, int index, String guid, String alias, String description, Optional<String> hardwareAddress,
                           int mtuBytes, int type, int tunnelType, int physicalMedium, int flags, int operStatus, int adminStatus,
                           int mediaConnectState) {

    /** The interface has hardware of its own. Source: netioapi.h, InterfaceAndOperStatusFlags. */
    public static final int HARDWARE = 1;
    /** A filter that sits on another interface and repeats its row. */
    public static final int FILTER = 2;

    private static final int UP = 1;
    private static final int CONNECTED = 1;
    private static final int DISCONNECTED = 2;

    public InterfaceRow {
        Objects.requireNonNull(guid, "guid");
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(hardwareAddress, "hardwareAddress");
    }

    /** Whether it is real or is given to the machine as real. */
    boolean isHardware() {
        return (flags & HARDWARE) != 0;
    }

    boolean isUp() {
        return adminStatus == UP;
    }

    boolean hasCarrier() {
        return mediaConnectState == CONNECTED || mediaConnectState != DISCONNECTED && operStatus == UP;
    }

    boolean isOperational() {
        return operStatus == UP && mediaConnectState != DISCONNECTED;
    }
}
