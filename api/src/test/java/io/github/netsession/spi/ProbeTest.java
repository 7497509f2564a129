package io.github.netsession.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.spi.BackendException.Kind;
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
        return Stream.of(new UnsatisfiedLinkError("no jnidispatch"), new NoClassDefFoundError("com/sun/jna/Native"),
            new IllegalStateException("closed"), new Error("There is an incompatible JNA native library installed"));
    }

    @ParameterizedTest
    @MethodSource("whatABindingThrows")
    void aBindingThatDoesNotWorkIsNamed(Throwable thrown) {
        assertEquals(Probe.unusable("JNA cannot be used: " + thrown), Probe.calling("JNA", throwing(thrown)));
    }

    @Test
    void anExhaustedMachineIsNoAnswer() {
        assertThrows(OutOfMemoryError.class, () -> Probe.calling("JNA", throwing(new OutOfMemoryError("for the test"))));
    }
}
