package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;

/** One network service that is connected and disconnected: a VPN, or PPP. For one thread; each call may take as long as configd likes. */
public interface ConnectionPort extends AutoCloseable {

    /** It is no service that could be connected. Source: SCNetworkConnection.h, as all of these. */
    int INVALID = -1;
    /** It is down. */
    int DISCONNECTED = 0;
    /** It is being brought up. */
    int CONNECTING = 1;
    /** It is up. */
    int CONNECTED = 2;
    /** It is being taken down. */
    int DISCONNECTING = 3;

    /**
     * How it is now.
     *
     * @return one of the constants
     */
    int status();

    /**
     * Whether each change of its status is told.
     *
     * @return false if macOS refuses to tell
     */
    boolean isTold();

    /**
     * Asks for it, and counts this process among those who do: it is taken down when nobody of them is left, however they ended. If it is up
     * already, this process is only counted.
     *
     * @throws BackendException if macOS refuses
     */
    void start();

    /**
     * Counts this process no longer, or, by force, takes it down for everybody.
     *
     * @param forEverybody by force
     * @throws BackendException if macOS refuses
     */
    void stop(boolean forEverybody);

    /** Gives it back; this process is then counted no longer. */
    @Override
    void close();
}
