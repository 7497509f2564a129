package io.github.netsession.internal;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names the first few of many things, so that the length of a message does not grow with their number. */
public final class Excerpt {

    private static final int NAMED = 3;

    private Excerpt() {
    }

    /**
     * Returns at most three of the things and the number of the others, such as {@code "a, b, c and 497 more"}.
     *
     * @param things what to name, each by its {@code toString()}, in this order
     * @return the text; {@code "none"} if there is nothing to name
     */
    public static String of(Collection<?> things) {
        if (things.isEmpty()) {
            return "none";
        }
        String named = things.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return things.size() > NAMED ? named + " and " + (things.size() - NAMED) + " more" : named;
    }
}
