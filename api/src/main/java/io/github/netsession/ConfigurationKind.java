package io.github.netsession;

/** What a {@link NetworkConfiguration} stands for. No constant will be added. */
public enum ConfigurationKind {
    /** One network that a session can use: a link, a saved Wi-Fi profile, a VPN service. */
    ACCESS_POINT,
    /** Several access points that reach the same target. It contains access points only. Roaming requires a service network. */
    SERVICE_NETWORK,
    /** A placeholder that is resolved to a configuration of another kind when a session opens. */
    USER_CHOICE
}
