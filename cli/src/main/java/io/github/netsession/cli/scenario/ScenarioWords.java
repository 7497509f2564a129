package io.github.netsession.cli.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of one line, taken one by one. What cannot be understood is said with the line and what could stand there. */
final class ScenarioWords {

    private static final Pattern WORD = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^\\s\"#]+))");
    private static final Pattern TIME = Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private final String place;
    private final List<String> words = new ArrayList<>();
    private int taken;

    ScenarioWords(String place, String line) {
        this.place = place;
        Matcher matcher = WORD.matcher(line);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            end = matcher.end();
        }
        String rest = line.substring(end).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            throw mistake("cannot be read from here on: " + rest);
        }
    }

    boolean isAtEnd() {
        return taken == words.size();
    }

    /** All words again, as one text. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }

    String next(String expected) {
        if (isAtEnd()) {
            throw mistake("ends where " + expected + " should stand");
        }
        return words.get(taken++);
    }

    void back() {
        taken--;
    }

    List<String> rest(String expected) {
        List<String> rest = new ArrayList<>(List.of(next(expected)));
        while (!isAtEnd()) {
            rest.add(next(expected));
        }
        return rest;
    }

    double number() {
        String word = next("a number");
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException malformed) {
            throw mistake("'" + word + "' is not a number");
        }
    }

    long whole() {
        String word = next("a whole number");
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException malformed) {
            throw mistake("'" + word + "' is not a whole number");
        }
    }

    Duration time() {
        String word = next("a time");
        Matcher matcher = TIME.matcher(word);
        if (word.isEmpty() || !matcher.matches()) {
            throw mistake("'" + word + "' is not a time; expected for instance 90s, 1m30s, 200ms or 2h");
        }
        return Duration.ofHours(part(matcher, 1)).plusMinutes(part(matcher, 2)).plusSeconds(part(matcher, 3)).plusMillis(part(matcher, 4));
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    <T> T oneOf(Map<String, T> choices) {
        String word = next("one of " + String.join(", ", new TreeMap<>(choices).keySet()));
        T choice = choices.get(word);
        if (choice == null) {
            throw unknown(word, String.join(", ", new TreeMap<>(choices).keySet()));
        }
        return choice;
    }

    /** A member of an enum, written small and with hyphens. */
    <E extends Enum<E>> E oneOf(Class<E> type) {
        return oneOf(Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toMap(member -> member.name().toLowerCase(Locale.ROOT).replace('_', '-'), member -> member)));
    }

    void word(String expected) {
        String word = next("'" + expected + "'");
        if (!word.equals(expected)) {
            throw unknown(word, expected);
        }
    }

    IllegalArgumentException unknown(String word, String choices) {
        return mistake("'" + word + "' cannot stand here; expected: " + choices);
    }

    IllegalArgumentException mistake(String what) {
        return new IllegalArgumentException(place + ": " + what);
    }
}
