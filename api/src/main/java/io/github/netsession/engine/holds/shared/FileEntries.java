package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file: a version, then entries, which are words separated by blanks, then an end line. A file without the end line
 * has been truncated.
 */
final class FileEntries {

    private static final String MAGIC = "netsession-holds ";
    private static final String VERSION = "2";
    private static final String END = "end";

    private final List<String> lines = new ArrayList<>(List.of(MAGIC + VERSION));

    /** Adds an entry; its words may contain any character. */
    FileEntries add(String... words) {
        List<String> encoded = new ArrayList<>();
        for (String word : words) {
            encoded.add(URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        lines.add(String.join(" ", encoded));
        return this;
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add(END);
        return all;
    }

    /** Checks the version and the end line. */
    static void check(List<String> lines) throws IOException, HoldsUnusable {
        if (lines.isEmpty() || !lines.get(0).startsWith(MAGIC)) {
            throw new MalformedFileException("the file does not start with '" + MAGIC + "'");
        }
        String version = lines.get(0).substring(MAGIC.length());
        if (!version.equals(VERSION)) {
            if (version.matches("\\d{1,9}")) {
                throw new HoldsUnusable("another version of this library counts sessions in this directory (format " + version + ", this version reads "
                    + VERSION + ')', "let all programs of this user use the same version, or give each a directory by Networks.builder().holdsDirectory(..)");
            }
            throw new MalformedFileException("the version is not a number");
        }
        if (!lines.get(lines.size() - 1).equals(END)) {
            throw new MalformedFileException("the end line is missing");
        }
    }

    /** Returns the words of each line between the version and the end line. */
    static List<List<String>> parse(List<String> lines) throws IOException, HoldsUnusable {
        check(lines);
        List<List<String>> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            List<String> words = new ArrayList<>();
            for (String word : line.split(" ", -1)) {
                words.add(decode(word));
            }
            entries.add(words);
        }
        return entries;
    }

    private static String decode(String word) throws IOException {
        try {
            return URLDecoder.decode(word, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFileException("a word is malformed", malformed);
        }
    }
}
