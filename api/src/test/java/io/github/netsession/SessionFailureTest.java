package io.github.netsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.SessionFailure.Reason;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class SessionFailureTest {

    private static final SessionFailure BASE = of(SessionError.UNKNOWN, Reason.REFUSED, "no lease", 5, true, "ask again");

    /** By the field in which each differs from the base. */
    private static final Map<String, SessionFailure> VARIANTS = Map.of(
        "error", of(SessionError.ROAMING, Reason.REFUSED, "no lease", 5, true, "ask again"),
        "reason", of(SessionError.UNKNOWN, Reason.LOST, "no lease", 5, true, "ask again"),
        "message", of(SessionError.UNKNOWN, Reason.REFUSED, "no answer", 5, true, "ask again"),
        "nativeCode", of(SessionError.UNKNOWN, Reason.REFUSED, "no lease", 6, true, "ask again"),
        "retryable", of(SessionError.UNKNOWN, Reason.REFUSED, "no lease", 5, false, "ask again"),
        "remedy", of(SessionError.UNKNOWN, Reason.REFUSED, "no lease", 5, true, "ask never"));

    private static SessionFailure of(SessionError error, Reason reason, String message, int code, boolean retryable, String remedy) {
        return SessionFailure.builder(error, reason, message).nativeCode(new NativeCode("errno", code)).retryable(retryable).remedy(remedy).build();
    }

    private static List<Field> fields() {
        return Arrays.stream(SessionFailure.class.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
            .toList();
    }

    private static List<String> differing(SessionFailure one, SessionFailure other) {
        return fields().stream().filter(field -> {
            try {
                field.setAccessible(true);
                return !field.get(one).equals(field.get(other));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }).map(Field::getName).toList();
    }

    @Test
    void everyFieldHasAVariantThatDiffersInItAlone() {
        assertEquals(VARIANTS.keySet(), fields().stream().map(Field::getName).collect(Collectors.toSet()), "a new field needs a variant");
        VARIANTS.forEach((field, variant) -> assertEquals(List.of(field), differing(BASE, variant)));
        fields().forEach(field -> assertTrue(Modifier.isPrivate(field.getModifiers()) && Modifier.isFinal(field.getModifiers()), field::getName));
    }

    @Test
    void failuresAreEqualIfAllThatTheySayIs() {
        SessionFailure same = of(SessionError.UNKNOWN, Reason.REFUSED, "no " + "lease".trim(), 5, true, "ask again");
        assertEquals(BASE, BASE);
        assertEquals(BASE, same);
        assertEquals(same, BASE);
        assertEquals(BASE.hashCode(), same.hashCode());
        assertNotEquals(null, BASE);
        assertNotEquals(BASE, (Object) BASE.toString());
        VARIANTS.forEach((field, variant) -> {
            assertNotEquals(BASE, variant, field);
            assertNotEquals(variant, BASE, field);
            assertNotEquals(BASE.hashCode(), variant.hashCode(), field);
        });
        assertEquals(VARIANTS.size(), VARIANTS.values().stream().distinct().count());
    }

    @Test
    void whatIsNotSaidIsAbsent() {
        SessionFailure plain = SessionFailure.builder(SessionError.SESSION_ABORTED, Reason.LOST, "gone").build();
        assertEquals(SessionError.SESSION_ABORTED, plain.error());
        assertEquals(Reason.LOST, plain.reason());
        assertEquals("gone", plain.message());
        assertEquals(Optional.empty(), plain.nativeCode());
        assertFalse(plain.isRetryable());
        assertEquals(Optional.empty(), plain.remedy());
        assertEquals(plain, SessionFailure.builder(SessionError.SESSION_ABORTED, Reason.LOST, "gone").build());
        assertNotEquals(plain, BASE);
        assertEquals("SESSION_ABORTED (LOST): gone", plain.toString());
    }

    @Test
    void whatIsSaidIsThereAndInWords() {
        assertEquals(Optional.of(new NativeCode("errno", 5)), BASE.nativeCode());
        assertEquals(Optional.of("ask again"), BASE.remedy());
        assertTrue(BASE.isRetryable());
        assertEquals("UNKNOWN (REFUSED): no lease (errno 5); ask again", BASE.toString());
        VARIANTS.forEach((field, variant) -> assertEquals(field.equals("retryable"), variant.toString().equals(BASE.toString()), field));
    }

    @Test
    void aBuilderIsTheOnlyWayToMakeOneAndItsFailuresAreIndependent() {
        assertEquals(0, SessionFailure.class.getConstructors().length);
        assertEquals(0, SessionFailure.Builder.class.getConstructors().length);
        SessionFailure.Builder builder = SessionFailure.builder(SessionError.UNKNOWN, Reason.UNKNOWN, "a");
        SessionFailure before = builder.build();
        SessionFailure after = builder.remedy("b").build();
        assertEquals(Optional.empty(), before.remedy());
        assertEquals(Optional.of("b"), after.remedy());
        assertThrows(NullPointerException.class, () -> builder.remedy(null));
    }
}
