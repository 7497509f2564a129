package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Programs of users still compile and run: the exported packages have all that the signature in the repository has. A change that breaks them says
 * so by a new signature, which {@code ./check signature --accept} writes.
 */
@Tag("unit")
class SignatureTest {

    private static final Path KEPT = Path.of("signature/public.jar");
    private static final Path LISTING = Path.of("signature/public.txt");
    private static final boolean ACCEPT = Boolean.getBoolean("netsession.signature.accept");
    private static final String OURS = "ot for implementation by applications";
    /** The comment of a type at the top of its file. */
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public (?:sealed )?(?:final )?\\w+ ",
        Pattern.DOTALL);

    private static List<Path> sources;
    private static Signature now;
    private static SignatureChanges changes;

    @BeforeAll
    static void compare() throws IOException {
        sources = Sources.all();
        now = Signature.ofThisBuild();
        Signature kept = ACCEPT && !Files.exists(KEPT) ? now : Signature.read(KEPT);
        changes = SignatureChanges.between(kept, now, SignatureTest::isImplementedByTheLibraryAlone);
        print("compatible changes since the signature in all/signature", changes.compatible());
        if (ACCEPT) {
            print("accepted, to be named in CHANGELOG.md, changes that break programs of users", changes.incompatible());
            Files.createDirectories(KEPT.getParent());
            Files.write(KEPT, now.jar());
            Files.writeString(LISTING, SignatureListing.of(now));
        }
    }

    private static void print(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            System.out.println(title + ":\n  " + String.join("\n  ", lines));
        }
    }

    /** Its Javadoc says so, or that of the type around it: then later versions may add methods. */
    private static boolean isImplementedByTheLibraryAlone(String type) {
        String file = "/src/main/java/" + type.replaceAll("\\$.*", "").replace('.', '/') + ".java";
        return sources.stream().filter(each -> Sources.relative(each).endsWith(file)).map(Sources::text)
            .anyMatch(text -> JAVADOC.matcher(text).results().anyMatch(found -> found.group(1).contains(OURS)));
    }

    @Test
    void noChangeBreaksProgramsOfUsers() {
        List<String> broken = ACCEPT ? List.of() : changes.incompatible();
        assertTrue(broken.isEmpty(), () -> "these changes break programs that use the library:\n  " + String.join("\n  ", broken)
            + "\nUndo them, or accept them with ./check signature --accept and name them in CHANGELOG.md.\n");
    }

    @Test
    void theListingIsThatOfTheSignature() throws IOException {
        Signature kept = Signature.read(KEPT);
        assertEquals(SignatureListing.of(kept), Files.readString(LISTING));
        assertTrue(kept.types().size() > 80, "only " + kept.types().size() + " types");
        assertTrue(kept.types().stream().anyMatch(type -> type.getName().equals("io.github.netsession.NetworkSession")));
    }

    @Test
    void javadocSaysWhichTypesOnlyTheLibraryImplements() {
        assertTrue(isImplementedByTheLibraryAlone("io.github.netsession.Networks"));
        assertTrue(isImplementedByTheLibraryAlone("io.github.netsession.NetworksEvent$Present"));
        assertFalse(isImplementedByTheLibraryAlone("io.github.netsession.NetworksListener"));
        assertFalse(isImplementedByTheLibraryAlone("io.github.netsession.spi.Backend"));
    }

    @Test
    void anAcceptedSignatureIsTheSameWhenItIsWrittenAgain() throws IOException {
        assertArrayEquals(now.jar(), Signature.ofThisBuild().jar());
        assertEquals(List.of(), SignatureChanges.between(now, Signature.ofThisBuild(), type -> false).incompatible());
    }
}
