package io.github.netsession;

/** What sort of interface a {@link Link} is. Constants may be added: a {@code switch} over it needs a {@code default}. */
public enum LinkKind {
    /** The backend cannot tell. */
    UNKNOWN,
    /** Hardware, or what the machine is given as hardware. Sums over the machine should count only these. */
    PHYSICAL,
    /** The loopback link. */
    LOOPBACK,
    /** A software bridge; its bytes are its ports' bytes again. */
    BRIDGE,
    /** Several links bound into one (bond, team); its bytes are its members' bytes again. */
    AGGREGATE,
    /** A share of another link (VLAN, MACVLAN, IPVLAN); its bytes are that link's bytes again. */
    SUBLINK,
    /** One end of a pair, as containers have. */
    VETH,
    /** A tunnel or VPN; its bytes go out once more, wrapped, through another link. */
    TUNNEL,
    /** Anything else that only software makes. */
    VIRTUAL
}
