package io.github.netsession;

/** What a network is for, by the rule of {@link NetworkConfiguration#purpose()}. No constant will be added. */
public enum Purpose {
    /** The purpose is not known. */
    UNKNOWN,
    /** The network leads to the public Internet. */
    PUBLIC,
    /** The network leads to a private network. */
    PRIVATE,
    /** The network carries only one service of its operator. Only a backend can state that, and none of this project does. */
    SERVICE_SPECIFIC
}
