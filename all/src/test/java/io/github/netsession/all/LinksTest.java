package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each link of a document to a place in the project leads to a file that exists and, after a #, to a heading in it. */
@Tag("unit")
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);

    /** The documents of the top folder, of docs/, and those that the README leads to. */
    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Sources.TOP.resolve("cli/JSON.md"), Sources.TOP.resolve("cli/SCENARIOS.md")));
        for (String example : List.of("courier", "kotlin", "spring-boot")) {
            documents.add(Sources.TOP.resolve("examples").resolve(example).resolve("README.md"));
        }
        for (Path folder : List.of(Sources.TOP, Sources.TOP.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    private static List<String> links(String document) {
        return LINK.matcher(FENCE.matcher(document).replaceAll("")).results().map(found -> found.group(1)).filter(link -> !link.contains("://")).toList();
    }

    /** As GitHub makes an anchor of a heading. */
    private static List<String> anchors(String document) {
        return HEADING.matcher(FENCE.matcher(document).replaceAll("")).results()
            .map(found -> found.group(1).strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }

    private static boolean isDead(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return !Files.exists(target) || parts.length == 2 && !anchors(Sources.text(target)).contains(parts[1]);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int count = 0;
        for (Path document : documents()) {
            List<String> links = links(Sources.text(document));
            count += links.size();
            links.stream().filter(link -> isDead(document, link)).forEach(link -> dead.add(Sources.relative(document) + ": " + link));
        }
        assertEquals(List.of(), dead);
        assertTrue(count > 15, "only " + count + " links found");
    }

    @Test
    void aDeadLinkIsFound() {
        Path document = Sources.TOP.resolve("docs/from-qt.md");
        List<String> right = links("[a](your-traffic.md) [b](../README.md#what-works-where) [c](#what-to-know-first) [d](https://example.net/nothing)");
        assertEquals(List.of(), right.stream().filter(link -> isDead(document, link)).toList());
        List<String> wrong = List.of("my-traffic.md", "../README.md#what-fails-where", "#what-to-know-last");
        assertEquals(wrong, links("[a](my-traffic.md) [b](../README.md#what-fails-where) [c](#what-to-know-last)").stream().filter(link -> isDead(document, link)).toList());
        assertEquals(List.of(), links("```\n[a](in-code.md)\n```\n"));
    }
}
