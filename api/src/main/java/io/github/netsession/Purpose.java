package io.github.netsession;

/** The purpose of a network, if the platform states one. No constant will be added. */
public enum Purpose {
    /** The purpose is not known. */
    UNKNOWN,
    /** The network leads to the public Internet. */
    PUBLIC,
    /** The network leads to a private network. */
    PRIVATE,
    /** The network carries only one service of its operator. */
    SERVICE_SPECIFIC
}
