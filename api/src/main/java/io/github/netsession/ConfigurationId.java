package io.github.netsession;

import java.util.Objects;

/**
 * The identity of a {@link NetworkConfiguration}: stable across restarts, and the same again when the configuration
 * reappears. Two configurations are the same one exactly if their ids are equal.
 *
 * <p>Written {@code scheme:name}: {@code link:eth0}, {@code nm:<uuid>}, {@code wlan:<guid>/<profile>}, {@code luid:<n>},
 * {@code service:<id>}, {@code sim:<name>}, {@code group:<name>}, {@code choice:user}.
 *
 * @param value the text, {@code scheme:name} with neither part empty and at most 1,024 characters
 */
public record ConfigurationId(String value) implements Comparable<ConfigurationId> {

    /**
     * The configuration that a session is opened on to let the user choose. There if the library was opened with a
     * {@link UserChooser}.
     */
    public static final ConfigurationId USER_CHOICE = new ConfigurationId("choice:user");

    private static final int MAX_LENGTH = 1024;

    public ConfigurationId {
        Objects.requireNonNull(value, "value");
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1 || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a configuration id: '" + value.substring(0, Math.min(80, value.length()))
                + "'; expected scheme:name, for instance link:eth0");
        }
    }

    /**
     * An id from its parts.
     *
     * @param scheme the scheme, without a colon
     * @param name the name within the scheme; may contain colons
     * @return the id
     */
    public static ConfigurationId of(String scheme, String name) {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(name, "name");
        if (scheme.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a scheme has no colon: '" + scheme + "'");
        }
        return new ConfigurationId(scheme + ':' + name);
    }

    /**
     * What makes such ids.
     *
     * @return the part before the first colon
     */
    public String scheme() {
        return value.substring(0, value.indexOf(':'));
    }

    @Override
    public int compareTo(ConfigurationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
