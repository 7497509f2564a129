package io.github.netsession.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class ProbeTest {

    private static Supplier<String> throwing(Throwable thrown) {
        return () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
    }

    @Test
    void whatACallFoundIsTheReason() {
        assertEquals(Probe.usable("3 interfaces"), Probe.calling("JNA", () -> "3 interfaces"));
    }

    @Test
    void whatTheSystemSaysIsTheReasonAgainst() {
        BackendException refused = new BackendException(Kind.DENIED, "socket", "not for you");
        assertEquals(Probe.unusable(refused.getMessage()), Probe.calling("JNA", throwing(refused)));
    }

    static Stream<Throwable> whatABindingThrows() {
        return Stream.of(new UnsatisfiedLinkError("no jnidispatch"), new IllegalStateException("closed"), new Error("There is an incompatible JNA native library installed"));
    }

    @ParameterizedTest
    @MethodSource("whatABindingThrows")
    void aBindingThatDoesNotWorkIsNamed(Throwable thrown) {
        assertEquals(Probe.unusable("JNA cannot be used: " + thrown), Probe.calling("JNA", throwing(thrown)));
    }

    @Test
    void theRemedyOfTheSystemIsTheProbes() {
        BackendException refused = new BackendException(Kind.DENIED, "socket", "not for you").withRemedy("ask root");
        Probe probe = Probe.calling("JNA", throwing(refused));
        assertEquals(Probe.unusable(refused.getMessage(), "ask root"), probe);
        assertEquals(Optional.of("ask root"), probe.remedy());
    }

    @Test
    void aMissingClassIsAMissingDependency() {
        NoClassDefFoundError missing = new NoClassDefFoundError("com/sun/jna/Native");
        missing.initCause(new ClassNotFoundException("com.sun.jna.Native"));
        for (NoClassDefFoundError each : List.of(missing, new NoClassDefFoundError("com/sun/jna/Native"))) {
            Probe probe = Probe.calling("JNA", throwing(each));
            assertEquals("JNA is missing: there is no class com.sun.jna.Native", probe.reason());
            assertTrue(probe.remedy().orElseThrow().contains("dependency of netsession, also JNA"), probe::toString);
        }
    }

    @Test
    void aMissingMemberIsAnotherVersion() {
        for (Error each : List.of(new NoSuchMethodError("'void com.sun.jna.Native.register(java.lang.Class)'"), new NoSuchFieldError("POINTER_SIZE"),
                new AbstractMethodError("x"), new UnsupportedClassVersionError("x"))) {
            Probe probe = Probe.calling("JNA", throwing(each));
            assertEquals("JNA is of another version than netsession expects: " + each, probe.reason());
            assertTrue(probe.remedy().orElseThrow().contains("use the version of JNA that netsession depends on"), probe::toString);
        }
    }

    @Test
    void anExhaustedMachineIsNoAnswer() {
        assertThrows(OutOfMemoryError.class, () -> Probe.calling("JNA", throwing(new OutOfMemoryError("for the test"))));
    }
}
