package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One site for all exported packages, in all/target/site: it is made without a warning, and its links lead somewhere, also from module to module. */
@Tag("unit")
@Tag("slow")
class JavadocSiteTest {

    private static final Path SITE = Path.of("target/site").toAbsolutePath();
    /** A module's name, and the folder of its sources. */
    private static final Map<String, String> MODULES = Map.of("io.github.netsession", "api", "io.github.netsession.sim", "backend-sim");
    private static final Pattern HREF = Pattern.compile("<a [^>]*?href=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

    private static final Map<Path, String> pages = new HashMap<>();

    @BeforeAll
    static void make() throws Exception {
        List<String> options = new ArrayList<>(List.of("-d", SITE.toString(), "-quiet", "-notimestamp", "-Xdoclint:all,-missing", "-Werror",
            "-encoding", "UTF-8", "-docencoding", "UTF-8", "-windowtitle", "netsession", "-doctitle", "netsession", "-tag", "apiNote:a:API Note:",
            "-tag", "implSpec:a:Implementation Requirements:", "-tag", "implNote:a:Implementation Note:",
            "--module-path", Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
            "--module", String.join(",", new TreeSet<>(MODULES.keySet()))));
        MODULES.forEach((module, folder) -> options.addAll(List.of("--module-source-path", module + '=' + Path.of("..", folder, "src/main/java"))));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int code = ToolProvider.findFirst("javadoc").orElseThrow().run(out, out, options.toArray(String[]::new));
        assertEquals(0, code, messages.toString());
        try (Stream<Path> files = Files.walk(SITE)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".html")).toList()) {
                pages.put(each, Files.readString(each));
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Map<Path, Set<String>> ids = new HashMap<>();
        pages.forEach((page, text) -> ids.put(page, new HashSet<>(ID.matcher(text).results()
            .map(found -> found.group(1).replace("&lt;", "<").replace("&gt;", ">")).toList())));
        Set<String> dead = new TreeSet<>();
        Set<String> across = new TreeSet<>();
        int count = 0;
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            for (String link : HREF.matcher(page.getValue()).results().map(found -> found.group(1)).toList()) {
                // JDK 17 makes an anchor io.github.netsession there, and a link io.github.
                if (link.contains("://") || link.equals("#io.github") && page.getKey().endsWith("constant-values.html")) {
                    continue;
                }
                count++;
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page.getKey() : page.getKey().resolveSibling(parts[0]).normalize();
                boolean found = Files.exists(target) && (parts.length == 1 || parts[1].isEmpty() || !ids.containsKey(target)
                    || ids.get(target).contains(URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8)));
                if (!found) {
                    dead.add(SITE.relativize(page.getKey()) + ": " + link);
                } else if (!module(target).equals(module(page.getKey()))) {
                    across.add(module(page.getKey()) + " to " + module(target));
                }
            }
        }
        assertEquals(Set.of(), dead);
        assertTrue(count > 5000, "only " + count + " links");
        assertTrue(across.contains("io.github.netsession.sim to io.github.netsession"), across::toString);
    }

    private static String module(Path page) {
        return SITE.relativize(page).getName(0).toString();
    }

    /** In a group on the package page: what is not there is not found. */
    @Test
    void thePackagePageNamesEveryType() throws IOException {
        Path folder = Path.of("../api/src/main/java/io/github/netsession");
        String page = Files.readString(folder.resolve("package-info.java"));
        String groups = page.substring(page.indexOf("<dl>"), page.indexOf("</dl>"));
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String type = each.getFileName().toString().replace(".java", "");
                if (Pattern.compile("^public ", Pattern.MULTILINE).matcher(Files.readString(each)).find() && !groups.contains("." + type + "}")) {
                    missing.add(type);
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void theSiteHasEveryExportedPackage() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String each : Exports.packages()) {
            if (pages.keySet().stream().noneMatch(page -> page.endsWith(Path.of(each.replace('.', '/'), "package-summary.html")))) {
                missing.add(each);
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(pages.values().stream().anyMatch(page -> page.contains("API Note:")), "the tags are known");
    }
}
