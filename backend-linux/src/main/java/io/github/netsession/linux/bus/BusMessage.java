package io.github.netsession.linux.bus;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that came in. Whoever sent it may have put anything into it: read the body through {@link BusValues}.
 *
 * @param kind what it is
 * @param replyTo the cookie of the call that it answers; 0 for a signal
 * @param sender who sent an answer; not known for a signal and for an answer that never came
 * @param path the object that a signal comes from; else empty
 * @param iface the interface of a signal; else empty
 * @param member the name of a signal; else empty
 * @param error why the call was refused
 * @param body the arguments: String, Boolean, Double, Long (every integer), {@code byte[]}, List, Map with String keys
 */
public record BusMessage(Kind kind, long replyTo, BusPeer sender, String path, String iface, String member, Optional<Refusal> error, List<Object> body) {

    /** What a message is. */
    public enum Kind {
        /** The answer to a call. */
        REPLY,
        /** The refusal of a call. */
        ERROR,
        /** A signal. */
        SIGNAL
    }

    /**
     * Why a call was refused.
     *
     * @param name the error's name, with dots
     * @param text what happened, in words; may be empty
     */
    public record Refusal(String name, String text) {
    }

    /** The name of the refusal that stands for an answer that cannot be read. */
    public static final String UNREADABLE = "io.github.netsession.Unreadable";

    /**
     * The refusal of a call.
     *
     * @param cookie the call
     * @param refusal why
     * @return the message
     */
    public static BusMessage error(long cookie, Refusal refusal) {
        return new BusMessage(Kind.ERROR, cookie, BusPeer.UNKNOWN, "", "", "", Optional.of(refusal), List.of());
    }

    public BusMessage {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(iface, "iface");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(error, "error");
        body = List.copyOf(body);
    }
}
