package io.github.netsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is thrown survives being sent elsewhere, with what it says; what cannot be right is not read. */
@Tag("unit")
@Tag("every-jdk")
class SerialisationTest {

    private static final NativeCode CODE = new NativeCode("errno", 19);
    private static final SessionFailure FULL = SessionFailure.builder(SessionError.UNKNOWN, Reason.SECRETS, "no key").nativeCode(CODE)
        .retryable(true).remedy("store it").build();
    private static final SessionFailure PLAIN = SessionFailure.builder(SessionError.SESSION_ABORTED, Reason.CLOSED, "closed").build();
    private static final BackendException REFUSED = new BackendException(Kind.REFUSED, "DHCP", "no lease", CODE).withRetryable(false);

    /** Leaves one object out of what it writes. */
    private static final class Without extends ObjectOutputStream {

        private final Object left;

        Without(ByteArrayOutputStream bytes, Object left) throws IOException {
            super(bytes);
            this.left = left;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object each) {
            return each == left ? null : each;
        }
    }

    private static Object without(Object value, Object left) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Without(bytes, left)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T value) throws IOException, ClassNotFoundException {
        return (T) without(value, new Object());
    }

    private static void refused(Object value, Object left) {
        assertThrows(InvalidObjectException.class, () -> without(value, left));
    }

    @Test
    void aFailureKeepsAllThatItSays() throws Exception {
        assertEquals(FULL, copy(FULL));
        assertEquals(PLAIN, copy(PLAIN));
        assertEquals(FULL.toString(), copy(FULL).toString());
        assertEquals(CODE, copy(CODE));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsReadAsItself(Reason reason) throws Exception {
        SessionFailure failure = SessionFailure.builder(SessionError.UNKNOWN, reason, "m").build();
        assertEquals(reason, copy(failure).reason());
    }

    @Test
    void aSessionExceptionKeepsItsFailureAndItsCause() throws Exception {
        SessionException read = copy(new SessionException(FULL, REFUSED));
        assertEquals(FULL, read.failure());
        assertEquals(FULL.toString(), read.getMessage());
        BackendException cause = assertInstanceOf(BackendException.class, read.getCause());
        assertEquals(REFUSED.getMessage(), cause.getMessage());
        assertEquals(Optional.of(CODE), cause.nativeCode());
        SessionException plain = copy(new SessionException(PLAIN));
        assertEquals(PLAIN, plain.failure());
        assertEquals(null, plain.getCause());
    }

    @Test
    void aNetworkSocketExceptionKeepsItsFailureAndItsCause() throws Exception {
        NetworkSocketException read = copy(new NetworkSocketException(FULL, REFUSED));
        assertEquals(FULL, read.failure());
        assertEquals(FULL.toString(), read.getMessage());
        assertEquals(REFUSED.getMessage(), assertInstanceOf(BackendException.class, read.getCause()).getMessage());
        assertEquals(PLAIN, copy(new NetworkSocketException(PLAIN)).failure());
    }

    @Test
    void aBackendExceptionKeepsAllThatItSays() throws Exception {
        BackendException read = copy(REFUSED.withRemedy("plug it in"));
        assertEquals(Kind.REFUSED, read.kind());
        assertEquals("DHCP", read.call());
        assertEquals("no lease", read.reason());
        assertEquals(Optional.of(CODE), read.nativeCode());
        assertEquals(Optional.of("plug it in"), read.remedy());
        assertEquals(false, read.isRetryable());
        assertInstanceOf(BackendException.class, read.getCause());
        BackendException plain = copy(new BackendException(Kind.TIMEOUT, "call", "late"));
        assertEquals(Optional.empty(), plain.nativeCode());
        assertEquals(Optional.empty(), plain.remedy());
        assertTrue(plain.isRetryable());
    }

    @Test
    void aNoBackendExceptionKeepsItsCandidates() throws Exception {
        List<NoBackendException.Candidate> candidates = List.of(new NoBackendException.Candidate("linux", "not Linux"),
            new NoBackendException.Candidate("jdk", "broken"));
        NoBackendException read = copy(new NoBackendException("none works", candidates));
        assertEquals(candidates, read.candidates());
        assertEquals(new NoBackendException("none works", candidates).getMessage(), read.getMessage());
        assertEquals(List.of(), copy(new NoBackendException("none", List.of())).candidates());
    }

    @Test
    void whatLacksWhatItMustHaveIsNotRead() {
        refused(new SessionException(FULL), FULL);
        refused(new NetworkSocketException(FULL), FULL);
        refused(FULL, FULL.error());
        refused(FULL, FULL.reason());
        refused(FULL, FULL.message());
        refused(REFUSED, REFUSED.kind());
        refused(REFUSED, REFUSED.call());
        refused(REFUSED, REFUSED.reason());
        NoBackendException.Candidate candidate = new NoBackendException.Candidate("linux", "not Linux");
        refused(new NoBackendException("none works", List.of(candidate)), candidate);
    }
}
