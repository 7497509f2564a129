package io.github.netsession;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a {@link NetworkConfiguration}. It is stable across restarts, and a configuration that reappears has the same id as before.
 * Two values describe the same configuration exactly if their ids are equal.
 *
 * <p>An id has the form {@code scheme:name}: {@code link:eth0}, {@code nm:<uuid>}, {@code wlan:<guid>/<profile>}, {@code luid:<n>},
 * {@code service:<id>}, {@code sim:<name>}, {@code group:<name>}, {@code choice:user}.
 *
 * @param value the text {@code scheme:name}; neither part is empty, and the text has at most 1,024 characters
 */
public record ConfigurationId(String value) implements Comparable<ConfigurationId> {

    /**
     * The id of the configuration that lets the user choose when a session on it opens. It exists if the {@link Networks} was opened with a
     * {@link UserChooser}.
     */
    public static final ConfigurationId USER_CHOICE = new ConfigurationId("choice:user");

    private static final int MAX_LENGTH = 1024;

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if the text is longer than 1,024 characters, or does not have the form {@code scheme:name}
     */
    public ConfigurationId {
        Objects.requireNonNull(value, "value");
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1 || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a configuration id: '" + value.substring(0, Math.min(80, value.length()))
                + "'; expected scheme:name, for instance link:eth0");
        }
    }

    /**
     * Returns an id composed of its parts.
     *
     * @param scheme the scheme, without a colon
     * @param name the name within the scheme; may contain colons
     * @return the id
     * @throws IllegalArgumentException if the scheme contains a colon, a part is empty, or the text is longer than 1,024 characters
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
     * Returns the scheme of this id, which names the kind of its source.
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

    // By hand, as hashCode(): each reading compares ids, and the generated methods go through method handles, which are slow while cold.
    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof ConfigurationId other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
