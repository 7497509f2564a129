package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are planted in a small API: those that break programs are told from those that do not, and each is named. */
@Tag("unit")
class SignatureChangesTest {

    private static final String API = """
        package lib;
        import java.io.IOException;
        import java.util.List;
        import java.util.Optional;
        import java.util.function.Consumer;
        public interface Door {
            void open();
            default int width() { return 1; }
            Optional<String> sign();
            interface Listener { void opened(Door door); }
            enum Colour { RED, GREEN }
            record Key(int teeth) { }
            final class Hinge {
                public Hinge(String name) { }
                public String name() { return ""; }
                public List<String> parts() { return List.of(); }
                public void oil(Consumer<String> listener) { }
                public static final int PINS = 2;
                String inside() { return ""; }
            }
        }
        """;

    @TempDir
    private Path folder;
    private int count;

    private SignatureChanges change(Predicate<String> ours, String... replacements) throws IOException {
        String changed = API;
        for (int i = 0; i < replacements.length; i += 2) {
            String before = changed;
            changed = changed.replace(replacements[i], replacements[i + 1]);
            assertNotEquals(before, changed, replacements[i]);
        }
        return SignatureChanges.between(signature(API), signature(changed), ours);
    }

    private Signature signature(String source) throws IOException {
        Path place = Files.createDirectory(folder.resolve("build" + count++));
        Snippets.compile(place, "Door", source);
        return Signature.of(place, "lib");
    }

    private void breaks(String words, String... replacements) throws IOException {
        SignatureChanges changes = change(type -> false, replacements);
        assertEquals(List.of(words), changes.incompatible());
    }

    private void fits(String words, String... replacements) throws IOException {
        SignatureChanges changes = change(type -> false, replacements);
        assertEquals(List.of(), changes.incompatible());
        assertEquals(List.of(words), changes.compatible());
    }

    @Test
    void nothingChanged() throws IOException {
        SignatureChanges changes = change(type -> false, "int width() { return 1; }", "int width() { return 2; }", "String inside()", "int inside()",
            "{ return \"\"; }\n    }", "{ return 0; }\n    }");
        assertEquals(List.of(), changes.incompatible());
        assertEquals(List.of(), changes.compatible());
    }

    @Test
    void whatIsRemovedBreaks() throws IOException {
        breaks("method removed: lib.Door$Hinge.name()", "        public String name() { return \"\"; }\n", "");
        breaks("constructor removed: lib.Door$Hinge(java.lang.String)", "public Hinge(String name) { }", "private Hinge(String name) { }");
        breaks("enum constant removed: lib.Door$Colour.GREEN", ", GREEN", "");
        breaks("field removed: lib.Door$Hinge.PINS", "public static final int PINS", "static final int PINS");
        breaks("interface removed: lib.Door$Listener", "    interface Listener { void opened(Door door); }\n", "");
    }

    @Test
    void whatImplementorsLackBreaks() throws IOException {
        breaks("method added to interface: lib.Door$Listener.closed()", "void opened(Door door);", "void opened(Door door); void closed();");
        breaks("method now abstract: lib.Door.width()", "default int width() { return 1; }", "int width();");
    }

    @Test
    void whatCallersCannotHandleBreaks() throws IOException {
        breaks("method return type changed: lib.Door$Hinge.name(), java.lang.String before, java.lang.Object now", "public String name()", "public Object name()");
        breaks("method return type generics changed: lib.Door.sign()", "Optional<String> sign", "Optional<Integer> sign");
        breaks("method parameter generics changed: lib.Door$Hinge.oil(java.util.function.Consumer)", "Consumer<String>", "Consumer<Integer>");
        breaks("method now throws checked exception: lib.Door.open()", "void open();", "void open() throws IOException;");
        breaks("method now static: lib.Door$Hinge.name()", "public String name()", "public static String name()");
        breaks("field type changed: lib.Door$Hinge.PINS", "public static final int PINS", "public static final long PINS");
    }

    @Test
    void whatIsLessVisibleBreaks() throws IOException {
        assertEquals(List.of("method removed: lib.Door$Hinge.name()"), change(type -> false, "public String name()", "String name()").incompatible());
        assertEquals(List.of("interface removed: lib.Door", "enum removed: lib.Door$Colour", "class removed: lib.Door$Hinge", "class removed: lib.Door$Key",
            "interface removed: lib.Door$Listener"), change(type -> false, "public interface Door", "interface Door").incompatible());
    }

    @Test
    void aComponentMoreBreaksARecord() throws IOException {
        breaks("constructor removed: lib.Door$Key(int)", "Key(int teeth)", "Key(int teeth, int grooves)");
    }

    @Test
    void whatIsAddedFits() throws IOException {
        fits("method added: lib.Door$Hinge.weight()", "public String name()", "public int weight() { return 0; } public String name()");
        fits("enum constant added: lib.Door$Colour.BLUE", "GREEN", "GREEN, BLUE");
        fits("method added: lib.Door.height()", "void open();", "void open(); default int height() { return 2; }");
        fits("class added: lib.Door$Lock", "interface Listener", "final class Lock { private Lock() { } } interface Listener");
    }

    /** Nobody has a class that lacks the method. */
    @Test
    void aMethodMoreFitsWhereOnlyTheLibraryImplements() throws IOException {
        SignatureChanges changes = change("lib.Door"::equals, "void open();", "void open(); void close();", "default int width() { return 1; }", "int width();");
        assertEquals(List.of(), changes.incompatible());
        assertEquals(List.of("method added: lib.Door.close()", "method now abstract: lib.Door.width()"), changes.compatible());
        assertEquals(List.of("method removed: lib.Door.open()"), change("lib.Door"::equals, "void open();", "").incompatible());
    }

    @Test
    void theListingSaysWhatAMemberIs() throws IOException {
        List<String> lines = SignatureListing.of(signature(API)).lines().toList();
        assertEquals("public interface lib.Door: java.lang.Object", lines.get(0));
        assertEquals(true, lines.containsAll(List.of("  sign(): public abstract java.util.Optional<java.lang.String>",
            "  oil(java.util.function.Consumer<java.lang.String>): public void", "  PINS: public static final int", "  <init>(java.lang.String): public void")), lines::toString);
    }
}
