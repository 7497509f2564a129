package io.github.netsession.linux.bus;

import java.util.List;
import java.util.Objects;

/**
 * A method call. Arguments are, by their signature: {@code s}, {@code o} a String; {@code b} a Boolean; {@code y}, {@code i}, {@code u},
 * {@code t} a Long; {@code ay} a {@code byte[]}; {@code a{..}} a Map; any other array a List; {@code v} a {@link BusVariant}.
 *
 * @param destination the bus name of who is called
 * @param path the object
 * @param iface the interface
 * @param member the method
 * @param interactive whether whoever is called may ask a person for permission, which may take minutes
 * @param signature the signature of the arguments
 * @param arguments the arguments, one for each complete type of the signature
 */
public record BusCall(String destination, String path, String iface, String member, boolean interactive, String signature,
                      List<Object> arguments) {

    public BusCall {
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(iface, "iface");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(signature, "signature");
        arguments = List.copyOf(arguments);
    }

    /**
     * A call that asks nobody.
     *
     * @param destination the bus name
     * @param path the object
     * @param iface the interface
     * @param member the method
     * @param signature the signature of the arguments
     * @param arguments the arguments
     * @return the call
     */
    public static BusCall of(String destination, String path, String iface, String member, String signature, Object... arguments) {
        return new BusCall(destination, path, iface, member, false, signature, List.of(arguments));
    }

    /**
     * The same call, by which a person may be asked for permission. Source: the D-Bus specification, ALLOW_INTERACTIVE_AUTHORIZATION.
     *
     * @return the call
     */
    public BusCall interactively() {
        return new BusCall(destination, path, iface, member, true, signature, arguments);
    }

    /** Tells everything but the arguments, among which may be a password. */
    @Override
    public String toString() {
        return "BusCall[" + destination + ' ' + path + ' ' + iface + '.' + member + '(' + signature + ")" + (interactive ? ", interactive]" : "]");
    }
}
