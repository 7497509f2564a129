package io.github.netsession;

/** The kind of interface that a {@link Link} is. Constants may be added: a {@code switch} over it needs a {@code default}. */
public enum LinkKind {
    /** The backend cannot tell. */
    UNKNOWN,
    /** Hardware, or a device that a virtual machine presents as hardware. Sums over the whole machine should count only these links. */
    PHYSICAL,
    /** The loopback link. */
    LOOPBACK,
    /** A software bridge; the bytes of its ports are counted again. */
    BRIDGE,
    /** Several links combined into one (bond, team); the bytes of its members are counted again. */
    AGGREGATE,
    /** A share of another link (VLAN, MACVLAN, IPVLAN); its bytes are counted again in the other link. */
    SUBLINK,
    /** One end of a pair of virtual links, as used by containers. */
    VETH,
    /** A tunnel or VPN; its bytes are counted again, encapsulated, in another link. */
    TUNNEL,
    /** Another link that exists only in software. */
    VIRTUAL
}
