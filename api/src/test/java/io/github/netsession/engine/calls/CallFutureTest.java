package io.github.netsession.engine.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.SessionException;
import io.github.netsession.SessionState;
import io.github.netsession.engine.ManualClock;
import io.github.netsession.engine.SlowBackend;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A future of the library says what has happened, whatever its caller tries; what is derived from it is the caller's. */
@Tag("unit")
@Tag("every-jdk")
class CallFutureTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private ManualClock clock;
    private SlowBackend backend;
    private Networks networks;
    private NetworkSession session;

    @BeforeEach
    void openNetworks() {
        clock = new ManualClock();
        backend = new SlowBackend(clock);
        networks = Networks.builder().backend(backend).open();
        session = networks.session(networks.configurations().get(0));
    }

    @AfterEach
    void close() {
        networks.close();
    }

    /** Each method of a future that could make it lie, by its signature, but for cancel. */
    private static Map<String, Consumer<CompletableFuture<Void>>> attempts() {
        Map<String, Consumer<CompletableFuture<Void>>> attempts = new HashMap<>();
        attempts.put("complete(Object)", future -> assertFalse(future.complete(null)));
        attempts.put("completeExceptionally(Throwable)", future -> assertFalse(future.completeExceptionally(new IllegalStateException("a lie"))));
        attempts.put("completeAsync(Supplier)", future -> assertSame(future, future.completeAsync(() -> null)));
        attempts.put("completeAsync(Supplier,Executor)", future -> assertSame(future, future.completeAsync(() -> null, Runnable::run)));
        attempts.put("completeOnTimeout(Object,long,TimeUnit)",
            future -> assertNotSame(future, future.completeOnTimeout(null, 0, TimeUnit.NANOSECONDS)));
        attempts.put("orTimeout(long,TimeUnit)", future -> assertNotSame(future, future.orTimeout(0, TimeUnit.NANOSECONDS)));
        attempts.put("obtrudeValue(Object)", future -> assertThrows(UnsupportedOperationException.class, () -> future.obtrudeValue(null)));
        attempts.put("obtrudeException(Throwable)",
            future -> assertThrows(UnsupportedOperationException.class, () -> future.obtrudeException(new IllegalStateException("a lie"))));
        return attempts;
    }

    private void eachOnce(Consumer<Map.Entry<String, Consumer<CompletableFuture<Void>>>> check) {
        for (Map.Entry<String, Consumer<CompletableFuture<Void>>> attempt : attempts().entrySet()) {
            try {
                check.accept(attempt);
            } catch (AssertionError wrong) {
                throw new AssertionError(attempt.getKey(), wrong);
            }
            networks.close();
            openNetworks();
        }
    }

    private void become(ConfigurationState state) {
        backend.become(state);
        clock.advance(MOMENT);
    }

    private CompletableFuture<Void> opening() {
        CompletableFuture<Void> future = session.open();
        clock.runTurns();
        assertEquals(SessionState.CONNECTING, session.state());
        return future;
    }

    private CompletableFuture<Void> failed() {
        CompletableFuture<Void> future = opening();
        backend.failStart();
        clock.advance(MOMENT);
        return future;
    }

    private CompletableFuture<Void> opened() {
        CompletableFuture<Void> future = opening();
        become(ConfigurationState.ACTIVE);
        return future;
    }

    private void saysOpen(CompletableFuture<Void> future) {
        assertTrue(future.isDone() && !future.isCompletedExceptionally() && session.isOpen(), () -> future + " " + session.isOpen());
    }

    private void saysFailed(CompletableFuture<Void> future) {
        assertFalse(session.isOpen());
        CompletionException thrown = assertThrows(CompletionException.class, future::join);
        assertEquals(session.failure().orElseThrow(), assertThrowsSession(thrown).failure());
    }

    private static SessionException assertThrowsSession(CompletionException thrown) {
        assertSame(SessionException.class, thrown.getCause().getClass());
        return (SessionException) thrown.getCause();
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(",", "(", ")"));
    }

    @Test
    void everyMethodThatCompletesIsTried() {
        Set<String> completing = Arrays.stream(CompletableFuture.class.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getName().matches("(complete|obtrude|cancel).*|orTimeout")).map(CallFutureTest::signature)
            .filter(signature -> !signature.equals("cancel(boolean)")).collect(Collectors.toSet());
        assertEquals(completing, attempts().keySet());
        assertTrue(completing.size() >= 8, completing::toString);
        Set<String> overridden = Arrays.stream(CallFuture.class.getDeclaredMethods()).map(CallFutureTest::signature).collect(Collectors.toSet());
        assertTrue(overridden.containsAll(completing), overridden::toString);
    }

    @Test
    void everyMethodThatComposesWithAnotherStageIsKnown() {
        Set<String> composing = Arrays.stream(CompletableFuture.class.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getName().contains("Compose") || Arrays.asList(method.getParameterTypes()).contains(CompletionStage.class))
            .map(CallFutureTest::signature).collect(Collectors.toSet());
        Set<String> overridden = Arrays.stream(ComposableFuture.class.getDeclaredMethods()).filter(method -> Modifier.isFinal(method.getModifiers()))
            .map(CallFutureTest::signature).collect(Collectors.toSet());
        assertEquals(composing, overridden);
        assertTrue(composing.size() >= 24, composing::toString);
    }

    @Test
    void beforeItIsOpenNoneOfThemMakesItSayAnything() {
        eachOnce(attempt -> {
            CompletableFuture<Void> future = opening();
            attempt.getValue().accept(future);
            assertFalse(future.isDone());
            assertFalse(session.isOpen());
            become(ConfigurationState.ACTIVE);
            saysOpen(future);
        });
    }

    @Test
    void beforeItFailsNoneOfThemHidesTheFailure() {
        eachOnce(attempt -> {
            CompletableFuture<Void> future = opening();
            attempt.getValue().accept(future);
            backend.failStart();
            clock.advance(MOMENT);
            saysFailed(future);
        });
    }

    @Test
    void afterwardsNoneOfThemChangesTheResult() {
        eachOnce(attempt -> {
            CompletableFuture<Void> failed = failed();
            attempt.getValue().accept(failed);
            saysFailed(failed);
            CompletableFuture<Void> opened = opened();
            attempt.getValue().accept(opened);
            saysOpen(opened);
        });
    }

    @Test
    void cancellingEndsTheWaitingAndNotTheOpening() {
        CompletableFuture<Void> future = opening();
        CompletableFuture<String> derived = future.thenApply(nothing -> "open");
        SessionTrace trace = SessionTrace.of(session);
        assertTrue(future.cancel(true));
        assertTrue(future.isCancelled());
        assertThrows(CancellationException.class, future::join);
        assertSame(CancellationException.class, assertThrows(CompletionException.class, derived::join).getCause().getClass());
        assertFalse(session.isOpen());
        become(ConfigurationState.ACTIVE);
        assertTrue(session.isOpen());
        assertTrue(future.isCancelled());
        assertEquals("present:CONNECTING CONNECTED opened", trace.since());
    }

    @Test
    void cancellingAnOpeningThatFailsLeavesTheFailureToTheListeners() {
        CompletableFuture<Void> future = opening();
        assertTrue(future.cancel(false));
        backend.failStart();
        clock.advance(MOMENT);
        assertFalse(session.isOpen());
        assertTrue(session.failure().isPresent());
        assertTrue(future.isCancelled());
    }

    @Test
    void whatIsDoneIsNotCancelled() {
        CompletableFuture<Void> failed = failed();
        assertFalse(failed.cancel(true));
        saysFailed(failed);
        CompletableFuture<Void> opened = opened();
        assertFalse(opened.cancel(true));
        saysOpen(opened);
    }

    @Test
    void eachCallHasAFutureOfItsOwn() {
        CompletableFuture<Void> first = opening();
        CompletableFuture<Void> second = session.open();
        assertNotSame(first, second);
        assertTrue(first.cancel(true));
        assertFalse(second.isDone());
        become(ConfigurationState.ACTIVE);
        saysOpen(second);
        assertNotSame(second, session.open());
    }

    @Test
    void closingAfterCancellingEndsTheOpening() {
        CompletableFuture<Void> first = opening();
        CompletableFuture<Void> second = session.open();
        first.cancel(true);
        session.close();
        clock.advance(MOMENT);
        become(ConfigurationState.DISCOVERED);
        assertEquals(1, backend.stops.get());
        assertEquals(SessionState.DISCONNECTED, session.state());
        assertTrue(first.isCancelled());
        assertFalse(session.isOpen());
        assertThrows(CompletionException.class, second::join);
    }

    @Test
    void closingTheNetworksAfterCancellingDoesToo() {
        CompletableFuture<Void> future = opening();
        future.cancel(true);
        networks.close();
        assertTrue(future.isCancelled());
        assertFalse(session.isOpen());
    }

    @Test
    void aStopGoesOnWhenItsFutureIsCancelled() {
        opened();
        CompletableFuture<Void> future = session.stop();
        clock.runTurns();
        assertFalse(future.complete(null));
        assertTrue(future.cancel(true));
        become(ConfigurationState.DISCOVERED);
        assertEquals(1, backend.stops.get());
        assertEquals(SessionState.DISCONNECTED, session.state());
        assertTrue(future.isCancelled());
    }

    @Test
    void aReadingAndADefinitionGoOnWhenTheirFuturesAreCancelled() {
        int reads = backend.reads.get();
        CompletableFuture<NetworksState> update = networks.update();
        CompletableFuture<NetworkConfiguration> defined = networks.defineAccessPoint(NetworkProfile.ethernet("net0").build());
        assertFalse(update.complete(networks.state()));
        assertFalse(defined.completeExceptionally(new IllegalStateException("a lie")));
        assertTrue(update.cancel(true));
        assertTrue(defined.cancel(true));
        clock.advance(MOMENT);
        assertTrue(backend.reads.get() >= reads + 2, () -> backend.reads.get() + " readings");
        assertTrue(update.isCancelled() && defined.isCancelled());
        assertEquals("net0", networks.defineAccessPoint(NetworkProfile.ethernet("net0").build()).join().name());
    }

    @Test
    void aTimeLimitEndsOnlyTheDerivedFuture() {
        CompletableFuture<Void> future = opening();
        CompletableFuture<Void> limited = future.orTimeout(1, TimeUnit.NANOSECONDS);
        CompletableFuture<Void> settled = future.completeOnTimeout(null, 1, TimeUnit.NANOSECONDS);
        Await.until(() -> limited.isDone() && settled.isDone());
        assertSame(TimeoutException.class, assertThrows(CompletionException.class, limited::join).getCause().getClass());
        assertFalse(settled.isCompletedExceptionally());
        assertFalse(future.isDone());
        become(ConfigurationState.ACTIVE);
        saysOpen(future);
    }

    @Test
    void withinItsTimeLimitTheDerivedFutureEndsAsTheOneOfTheLibrary() {
        assertEquals("open", ending(future -> become(ConfigurationState.ACTIVE)));
        session.close();
        become(ConfigurationState.DISCOVERED);
        assertEquals(SessionException.class, ending(future -> {
            backend.failStart();
            clock.advance(MOMENT);
        }));
        assertEquals(CancellationException.class, ending(future -> future.cancel(true)));
    }

    /** What the continuation of a future with a time limit is given. */
    private Object ending(Consumer<CompletableFuture<Void>> end) {
        CompletableFuture<Void> future = opening();
        CompletableFuture<Object> told = new CompletableFuture<>();
        future.orTimeout(1, TimeUnit.HOURS).whenComplete((nothing, failure) -> told.complete(failure == null ? "open" : failure.getClass()));
        end.accept(future);
        return told.getNow("nothing");
    }

    @Test
    void aDerivedFutureIsTheCallersToComplete() {
        CompletableFuture<Void> future = opening();
        CompletableFuture<String> derived = future.thenApply(nothing -> "open");
        CompletableFuture<Integer> ofThat = derived.thenApply(String::length);
        assertTrue(derived.complete("by hand"));
        assertEquals(7, ofThat.join());
        derived.obtrudeValue("otherwise");
        assertEquals("otherwise", derived.join());
        assertTrue(future.copy().cancel(true));
        assertTrue(future.whenComplete((nothing, failure) -> { }).completeExceptionally(new IllegalStateException("by hand")));
        assertEquals("x", future.thenApply(nothing -> "y").completeAsync(() -> "x", Runnable::run).join());
        assertFalse(future.isDone());
        become(ConfigurationState.ACTIVE);
        saysOpen(future);
        assertEquals("otherwise", derived.join());
    }
}
