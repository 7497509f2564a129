package io.github.netsession;

/** What a network is for, where the platform says so. No constant will be added. */
public enum Purpose {
    /** Nothing is known. */
    UNKNOWN,
    /** It leads to the public Internet. */
    PUBLIC,
    /** It leads to a private network. */
    PRIVATE,
    /** It serves one service of its operator only. */
    SERVICE_SPECIFIC
}
