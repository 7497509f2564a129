package io.github.netsession.engine.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.NetworksState;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.FakeBackend;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.state.NetworksEvents;
import io.github.netsession.engine.state.StateMapper;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.Links;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events that the engine makes: every kind, with every accessor. */
@Tag("unit")
@Tag("every-jdk")
class EventValuesTest {

    private static final Map<Class<?>, Class<?>> LISTENERS = Map.of(NetworksEvent.class, NetworksListener.class,
        SessionEvent.class, SessionListener.class);
    private static final NetworkSession SESSION = session("one");
    private static final NetworkSession OTHER_SESSION = session("other");

    /** A session is equal to itself alone, so an event of another session is another event. */
    private static NetworkSession session(String name) {
        return (NetworkSession) Proxy.newProxyInstance(EventValuesTest.class.getClassLoader(), new Class<?>[] {NetworkSession.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> name.hashCode();
                default -> name;
            });
    }

    /** The records of both interfaces. */
    static List<Class<?>> records() {
        return Stream.of(NetworksEvents.class, SessionEvents.class).flatMap(all -> Arrays.stream(all.getDeclaredClasses()))
            .<Class<?>>map(type -> type).toList();
    }

    private static List<Class<?>> kinds() {
        return LISTENERS.keySet().stream().flatMap(event -> Arrays.stream(event.getDeclaredClasses())).<Class<?>>map(type -> type).toList();
    }

    private static Class<?> kind(Class<?> made) {
        return made.getInterfaces()[0];
    }

    private static Class<?> listener(Class<?> made) {
        return LISTENERS.get(kind(made).getDeclaringClass());
    }

    /** A value of each type that an event carries, made anew with each call; the second is another one. */
    private static Object value(Class<?> type, boolean second) {
        Map<Class<?>, Object> values = new HashMap<>(Map.of(boolean.class, second, long.class, second ? 8L : 7L,
            String.class, new String(second ? "no answer" : "no bus"), Duration.class, Duration.ofSeconds(second ? 91 : 90),
            Optional.class, second ? Optional.empty() : Optional.of(Links.up("eth0", 2, Bearer.ETHERNET).build()), Set.class, second ? Set.of() : Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC),
            Connectivity.class, second ? Connectivity.LOCAL : Connectivity.LIMITED, Metered.class, second ? Metered.NO : Metered.YES,
            NetworkSession.class, second ? OTHER_SESSION : SESSION, SessionState.class, second ? SessionState.ROAMING : SessionState.CONNECTED));
        NetworksState state = StateMapper.of(1, FakeBackend.withLink(second ? ConfigurationState.DISCOVERED : ConfigurationState.ACTIVE), List.of(), false);
        NetworkConfiguration configuration = state.configurations().get(0);
        values.putAll(Map.of(NetworksState.class, state, NetworkConfiguration.class, configuration,
            Link.class, Links.up("eth0", second ? 3 : 2, Bearer.ETHERNET).build(),
            RoamingOffer.class, RoamingOffer.builder(configuration, configuration).isSeamless(second).build(),
            SessionFailure.class, Failures.of(new BackendException(BackendException.Kind.FAILED, second ? "read" : "start", "the test says no"))));
        CapabilityReport report = new FakeBackend("fake", 1).capabilities();
        values.put(CapabilityReport.class,
            second ? report.with(CapabilityStatus.of(Capability.SCAN, Support.MISSING, "the test says no")) : report);
        return Optional.ofNullable(values.get(type)).orElseThrow(() -> new IllegalStateException("there is no sample of " + type));
    }

    /** An event whose accessor of that name, if any, answers the other value. */
    private static Object event(Class<?> made, String other) throws ReflectiveOperationException {
        RecordComponent[] components = made.getRecordComponents();
        Object[] values = Arrays.stream(components).map(each -> value(each.getType(), each.getName().equals(other))).toArray();
        var canonical = made.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        return canonical.newInstance(values);
    }

    private static Set<String> accessors(Class<?> kind) {
        return Arrays.stream(kind.getMethods()).filter(method -> method.getParameterCount() == 0).map(Method::getName).collect(Collectors.toSet());
    }

    @Test
    void thisTestKnowsEveryKind() {
        assertEquals(Set.copyOf(kinds()), records().stream().map(EventValuesTest::kind).collect(Collectors.toSet()));
        assertEquals(kinds().size(), records().size());
        assertTrue(kinds().size() >= 25, () -> "only " + kinds());
    }

    @ParameterizedTest
    @MethodSource("records")
    void eventsAreEqualIfAllTheirAccessorsAreAndSayThemAll(Class<?> made) throws ReflectiveOperationException {
        Object event = event(made, "");
        assertEquals(event, event(made, ""));
        assertEquals(event.hashCode(), event(made, "").hashCode());
        assertTrue(event.toString().startsWith(kind(made).getSimpleName() + "["), event::toString);
        Set<String> covered = new HashSet<>();
        for (RecordComponent component : made.getRecordComponents()) {
            Object other = event(made, component.getName());
            assertNotEquals(event, other, component::toString);
            assertNotEquals(event.toString(), other.toString(), component::toString);
            Object value = kind(made).getMethod(component.getName()).invoke(other);
            assertEquals(value(component.getType(), true), value, component::toString);
            assertTrue(other.toString().contains(component.getName() + "=" + value), other::toString);
            covered.add(component.getName());
        }
        assertEquals(accessors(kind(made)), covered, "an accessor that is no part of the value, or the other way round");
    }

    @Test
    void eventsOfTwoKindsDiffer() throws ReflectiveOperationException {
        Set<Object> all = new HashSet<>();
        for (Class<?> made : records()) {
            all.add(event(made, ""));
        }
        assertEquals(records().size(), all.size());
    }

    @ParameterizedTest
    @MethodSource("records")
    void anEventGoesToTheMethodOfItsKind(Class<?> made) throws ReflectiveOperationException {
        Object event = event(made, "");
        List<String> called = new ArrayList<>();
        Consumer<Object> listening = listening(listener(made), (method, argument) -> {
            called.add(method);
            assertEquals(event, argument);
        });
        listening.accept(event);
        String name = kind(made).getSimpleName();
        assertEquals(List.of(Character.toLowerCase(name.charAt(0)) + name.substring(1)), called);
        assertEquals("event", assertThrows(NullPointerException.class, () -> listening.accept(null)).getMessage());
    }

    /** A listener whose method for all events is the library's, and whose other methods report their calls. */
    @SuppressWarnings("unchecked")
    private Consumer<Object> listening(Class<?> listener, BiConsumer<String, Object> calls) {
        return (Consumer<Object>) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {listener}, (proxy, method, arguments) -> {
            if (method.getName().equals("accept")) {
                return InvocationHandler.invokeDefault(proxy, listener.getMethod("accept", event(listener)), arguments);
            }
            calls.accept(method.getName(), arguments[0]);
            return null;
        });
    }

    private static Class<?> event(Class<?> listener) {
        return LISTENERS.entrySet().stream().filter(entry -> entry.getValue() == listener).findFirst().orElseThrow().getKey();
    }

    @Test
    void anEventOfAnUnknownKindIsIgnored() {
        LISTENERS.forEach((event, listener) -> {
            Object later = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {event}, (proxy, method, arguments) -> null);
            List<String> called = new ArrayList<>();
            listening(listener, (method, argument) -> called.add(method)).accept(later);
            assertEquals(List.of(), called);
        });
    }

    @Test
    void everyMethodOfAListenerHasABody() {
        List<Method> methods = LISTENERS.values().stream().flatMap(listener -> Arrays.stream(listener.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()).toList();
        assertEquals(kinds().size() + LISTENERS.size(), methods.size(), "one a kind, and one for all");
        assertEquals(List.of(), methods.stream().filter(method -> !method.isDefault()).toList());
    }

    @Test
    void kindsMayBeAddedAndOnlyTheEngineMakesThem() {
        for (Class<?> type : Stream.concat(LISTENERS.keySet().stream(), kinds().stream()).toList()) {
            assertTrue(type.isInterface() && !type.isSealed(), type::getName);
        }
        for (Class<?> type : records()) {
            assertFalse(Modifier.isPublic(type.getModifiers()), type::getName);
        }
    }

    @Test
    void thePoliciesOfAnEventDoNotChange() {
        Set<UsagePolicy> policies = new HashSet<>(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC));
        SessionEvent.UsagePoliciesChanged event = new SessionEvents.UsagePoliciesChanged(SESSION, SessionState.CONNECTED, true, policies);
        policies.clear();
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), event.policies());
        assertThrows(UnsupportedOperationException.class, () -> event.policies().clear());
    }
}
