package io.github.netsession.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.internal.ClockSource;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that {@link Backend} states for what a backend throws and returns: they hold for each of its methods. */
@Tag("unit")
class GuardedBackendTest {

    /** What every call of the backend does. */
    private interface Answer {
        Object give() throws Throwable;
    }

    private static GuardedBackend answering(Answer answer) {
        return new GuardedBackend((Backend) Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] {Backend.class, ClockSource.class},
            (proxy, method, arguments) -> answer.give()));
    }

    static Stream<Method> calls() {
        return Stream.concat(Arrays.stream(Backend.class.getMethods()), Arrays.stream(ClockSource.class.getMethods()));
    }

    static Stream<Method> results() {
        return calls().filter(call -> call.getReturnType() != void.class);
    }

    private static void call(GuardedBackend backend, Method call) throws Throwable {
        try {
            call.invoke(backend, Arrays.stream(call.getParameterTypes())
                .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? (Object) false : null).toArray());
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static BackendException refused(GuardedBackend backend, Method call) {
        return assertThrows(BackendException.class, () -> call(backend, call), call::toString);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBackendExceptionIsPassedOnAsItIs(Method call) {
        BackendException refusal = new BackendException(Kind.DENIED, "call", "the test says no");
        assertSame(refusal, refused(answering(() -> {
            throw refusal;
        }), call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anyOtherExceptionIsADefectThatMayPass(Method call) {
        IllegalStateException defect = new IllegalStateException("expected by the test");
        BackendException refused = refused(answering(() -> {
            throw defect;
        }), call);
        assertEquals(Kind.FAILED, refused.kind());
        assertTrue(refused.isRetryable());
        assertSame(defect, refused.getCause());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anErrorOfTheJvmIsTemporary(Method call) {
        StackOverflowError defect = new StackOverflowError("expected by the test");
        BackendException refused = refused(answering(() -> {
            throw defect;
        }), call);
        assertEquals(Kind.TEMPORARY, refused.kind());
        assertTrue(refused.isRetryable());
        assertSame(defect, refused.getCause());
    }

    @ParameterizedTest
    @MethodSource("results")
    void nullIsADefect(Method call) {
        BackendException refused = refused(answering(() -> null), call);
        assertEquals(Kind.FAILED, refused.kind());
        assertTrue(refused.getCause() instanceof NullPointerException, refused::toString);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void afterClosingNoCallReachesTheBackend(Method call) throws Throwable {
        int[] reached = {0};
        GuardedBackend backend = answering(() -> {
            reached[0]++;
            return null;
        });
        backend.close();
        assertEquals(1, reached[0]);
        if (call.getName().equals("close")) {
            call(backend, call);
        } else {
            assertEquals(Kind.FAILED, refused(backend, call).kind());
        }
        assertEquals(1, reached[0]);
    }

    @Test
    void everyMethodIsSeen() {
        assertTrue(calls().count() > 20 && results().count() > 12, () -> calls().toList().toString());
    }
}
