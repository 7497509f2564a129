package io.github.netsession.linux.bus;

import java.util.Objects;

/**
 * A program on a bus. It keeps this identity until it leaves the bus, and no other program gets the same: a bus gives a unique name out once,
 * and has an id of its own. Source: the D-Bus specification, "Unique Connection Name" and GetId.
 *
 * @param bus the id of the bus
 * @param name the unique name on it
 */
public record BusPeer(String bus, String name) {

    /** The sender of a message that names none. */
    public static final BusPeer UNKNOWN = new BusPeer("", "");

    public BusPeer {
        Objects.requireNonNull(bus, "bus");
        Objects.requireNonNull(name, "name");
    }
}
