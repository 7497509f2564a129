package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each public enum of an exported package says whether constants may be added, in the same words. */
@Tag("unit")
class PublicEnumsTest {

    private static final String GROWING = "Constants may be added: a {@code switch} over it needs a {@code default}.";
    private static final String CLOSED = "No constant will be added.";
    /** To all, not to a named module. */
    private static final Pattern EXPORT = Pattern.compile("^ *exports ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public ", Pattern.MULTILINE);
    /** At the top or nested; what is nested in an interface is public without the word. */
    private static final Pattern ENUM = Pattern.compile("^ *(public )?(static )?enum (\\w+) ", Pattern.MULTILINE);
    private static final Pattern PUBLIC_INTERFACE = Pattern.compile("^public (sealed |non-sealed )?interface ", Pattern.MULTILINE);

    private static Set<String> exported() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (Path file : Sources.all()) {
            if (Sources.relative(file).endsWith("src/main/java/module-info.java")) {
                EXPORT.matcher(Sources.text(file)).results().forEach(export -> packages.add(export.group(1)));
            }
        }
        return packages;
    }

    private static boolean isExported(Path file, Set<String> packages) {
        String folder = Sources.relative(file.getParent());
        int at = folder.indexOf("src/main/java/");
        return at >= 0 && packages.contains(folder.substring(at + "src/main/java/".length()).replace('/', '.'));
    }

    /** The comment that ends where the declaration begins, in one line; empty if there is none. */
    private static String javadoc(String text, int declaration) {
        String before = text.substring(0, declaration).replaceAll("(\\s*@\\w+(\\([^)]*\\))?)*\\s*$", "");
        return before.endsWith("*/") ? before.substring(before.lastIndexOf("/**")).replaceAll("\\s*\\n *\\*?\\s*", " ") : "";
    }

    @Test
    void sayWhetherConstantsMayBeAdded() throws IOException {
        Set<String> packages = exported();
        assertTrue(packages.containsAll(Set.of("io.github.netsession", "io.github.netsession.spi", "io.github.netsession.sim")), packages::toString);
        List<String> silent = new ArrayList<>();
        int growing = 0;
        int closed = 0;
        for (Path file : Sources.all()) {
            String text = Sources.text(file);
            if (isExported(file, packages) && PUBLIC_TYPE.matcher(text).find()) {
                boolean inInterface = PUBLIC_INTERFACE.matcher(text).find();
                Matcher found = ENUM.matcher(text);
                while (found.find()) {
                    if (found.group(1) != null || inInterface) {
                        String javadoc = javadoc(text, found.start());
                        growing += javadoc.contains(GROWING) ? 1 : 0;
                        closed += javadoc.contains(CLOSED) ? 1 : 0;
                        if (javadoc.contains(GROWING) == javadoc.contains(CLOSED)) {
                            silent.add(Sources.relative(file) + ": " + found.group(3));
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), silent);
        assertTrue(growing >= 10 && closed >= 8, "only " + growing + " that may grow and " + closed + " that are closed");
    }
}
