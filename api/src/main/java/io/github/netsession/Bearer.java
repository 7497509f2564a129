package io.github.netsession;

/**
 * The technology that carries a network. The members up to {@link #CELLULAR_4G} are Qt's, in Qt's order; the others name additional
 * technologies of desktops and servers.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum Bearer {
    /** The backend cannot tell. */
    UNKNOWN,
    /** Wired Ethernet, or a link that looks like it (a container's veth, a virtual machine's adapter). */
    ETHERNET,
    /** IEEE 802.11. */
    WLAN,
    /** Second-generation cellular: GPRS, EDGE. */
    CELLULAR_2G,
    /** CDMA2000 1x. */
    CDMA2000,
    /** WCDMA (UMTS). */
    WCDMA,
    /** HSPA. */
    HSPA,
    /** Bluetooth PAN or DUN. */
    BLUETOOTH,
    /** WiMAX. */
    WIMAX,
    /** CDMA2000 EV-DO. */
    EVDO,
    /** LTE. */
    LTE,
    /** Third-generation cellular, exact technology unknown. */
    CELLULAR_3G,
    /** Fourth-generation cellular, exact technology unknown. */
    CELLULAR_4G,
    /** Fifth-generation cellular (NR), beside LTE or by itself. */
    CELLULAR_5G,
    /** Cellular of unknown generation. */
    CELLULAR,
    /** A tunnel or VPN over another network. */
    VPN,
    /** A software bridge. */
    BRIDGE,
    /** Another link that exists only in software. */
    VIRTUAL,
    /** The loopback link. */
    LOOPBACK;

    /**
     * Returns the family of this bearer: the generation for a cellular technology, the bearer itself otherwise.
     *
     * @return {@link #CELLULAR_3G} for CDMA2000, WCDMA, HSPA and EV-DO, {@link #CELLULAR_4G} for WiMAX and LTE, otherwise this bearer
     */
    public Bearer family() {
        return switch (this) {
            case CDMA2000, WCDMA, HSPA, EVDO, CELLULAR_3G -> CELLULAR_3G;
            case WIMAX, LTE, CELLULAR_4G -> CELLULAR_4G;
            case UNKNOWN, ETHERNET, WLAN, CELLULAR_2G, BLUETOOTH, CELLULAR_5G, CELLULAR, VPN, BRIDGE, VIRTUAL, LOOPBACK -> this;
        };
    }
}
