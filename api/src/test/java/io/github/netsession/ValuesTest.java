package io.github.netsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value class that may grow: equals, hashCode and toString leave no field out, and nobody can make or change one but by its builder. */
@Tag("unit")
@Tag("every-jdk")
class ValuesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/netsession");
    /** Value classes with a test of their own. */
    private static final Set<String> ELSEWHERE = Set.of("SessionFailure", "SessionProperty");
    private static final String OTHER = "of another class";

    static List<ValueCase<?, ?>> cases() {
        return new ValueCases().all();
    }

    /** The means to make sockets and to answer are not part of a value. */
    private static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
            .filter(field -> field.getType() != NetworkSockets.class && field.getType() != Predicate.class).toList();
    }

    private static Object value(Field field, Object holder) throws IllegalAccessException {
        field.setAccessible(true);
        return field.get(holder);
    }

    /** A value class says what equals means, and is no exception. */
    @Test
    void everyValueClassIsTestedHere() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path folder : List.of(SOURCES, SOURCES.resolve("spi"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    if (text.contains("\npublic final class ") && text.contains("    public boolean equals(")) {
                        found.add(file.getFileName().toString().replace(".java", ""));
                    }
                }
            }
        }
        found.removeAll(ELSEWHERE);
        assertEquals(found, cases().stream().map(ValueCase::toString).collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(13, cases().size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thereIsAVariantForEachFieldThatDiffersInThatAlone(ValueCase<?, ?> tested) throws IllegalAccessException {
        assertEquals(fields(tested.type()).stream().map(Field::getName).collect(Collectors.toCollection(TreeSet::new)),
            new TreeSet<>(tested.variants().keySet()));
        Object base = tested.base();
        for (Map.Entry<String, ?> variant : tested.variants().entrySet()) {
            for (Field field : fields(tested.type())) {
                assertEquals(!field.getName().equals(variant.getKey()), Objects.equals(value(field, base), value(field, variant.getValue())),
                    () -> "the variant of " + variant.getKey() + " in " + field.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsIsAnEquivalence(ValueCase<?, ?> tested) {
        List<Object> values = new ArrayList<>(tested.variants().values());
        values.add(tested.base());
        List<Object> again = new ArrayList<>(cases().stream().filter(each -> each.type() == tested.type()).findFirst().orElseThrow().variants().values());
        again.add(tested.base());
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < again.size(); j++) {
                assertNotSame(values.get(i), again.get(j));
                assertEquals(i == j, values.get(i).equals(again.get(j)), values.get(i) + " and " + again.get(j));
                assertEquals(i == j, again.get(j).equals(values.get(i)), again.get(j) + " and " + values.get(i));
            }
            assertEquals(values.get(i), values.get(i));
            assertEquals(values.get(i).hashCode(), again.get(i).hashCode());
            assertFalse(values.get(i).equals(null));
            assertFalse(values.get(i).equals(OTHER));
        }
        Object third = tested.base();
        assertTrue(values.get(values.size() - 1).equals(again.get(again.size() - 1)) && again.get(again.size() - 1).equals(third)
            && third.equals(values.get(values.size() - 1)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachFieldCountsInTheHashCode(ValueCase<?, ?> tested) {
        tested.variants().forEach((field, variant) -> assertNotEquals(tested.base().hashCode(), variant.hashCode(), field));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachFieldIsToldByItsName(ValueCase<?, ?> tested) {
        String told = tested.base().toString();
        assertTrue(told.startsWith(tested.type().getSimpleName() + "[") && told.endsWith("]"), told);
        List<String> names = fields(tested.type()).stream().map(Field::getName).toList();
        assertTrue(told.startsWith(names.get(0) + "=", told.indexOf('[') + 1), told);
        names.stream().skip(1).forEach(name -> assertTrue(told.contains(", " + name + "="), name + " in " + told));
        tested.variants().forEach((field, variant) -> assertNotEquals(told, variant.toString(), field));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nobodyMakesOrChangesOneButByItsBuilder(ValueCase<?, ?> tested) {
        assertTrue(Modifier.isFinal(tested.type().getModifiers()));
        assertTrue(Arrays.stream(tested.type().getDeclaredConstructors()).allMatch(each -> Modifier.isPrivate(each.getModifiers())));
        for (Field field : fields(tested.type())) {
            assertTrue(Modifier.isFinal(field.getModifiers()) && Modifier.isPrivate(field.getModifiers()), field.getName());
        }
        for (Class<?> nested : tested.type().getDeclaredClasses()) {
            assertEquals(0, nested.getConstructors().length, nested.getSimpleName());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void collectionsCannotBeChanged(ValueCase<?, ?> tested) throws IllegalAccessException {
        List<Object> values = new ArrayList<>(tested.variants().values());
        values.add(tested.base());
        for (Object value : values) {
            for (Field field : fields(tested.type())) {
                if (value(field, value) instanceof Collection<?> collection) {
                    assertThrows(UnsupportedOperationException.class, collection::clear, field.getName());
                } else if (value(field, value) instanceof Map<?, ?> map) {
                    assertThrows(UnsupportedOperationException.class, map::clear, field.getName());
                }
            }
        }
    }

    @Test
    void collectionsAreCopied() {
        ValueCases made = new ValueCases();
        List<ValueCase<?, ?>> tested = made.all();
        List<Object> bases = tested.stream().<Object>map(ValueCase::base).toList();
        made.clear();
        for (int i = 0; i < tested.size(); i++) {
            assertEquals(cases().get(i).base(), bases.get(i));
            assertEquals(cases().get(i).variants(), tested.get(i).variants());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCopyToBeChangedHasEverything(ValueCase<?, ?> tested) throws ReflectiveOperationException {
        Optional<Method> toBuilder = Arrays.stream(tested.type().getMethods()).filter(each -> each.getName().equals("toBuilder")).findFirst();
        List<Object> values = new ArrayList<>(tested.variants().values());
        values.add(tested.base());
        for (Object value : toBuilder.isPresent() ? values : List.of()) {
            Object builder = toBuilder.get().invoke(value);
            assertEquals(value, builder.getClass().getMethod("build").invoke(builder));
        }
        assertEquals(toBuilder.isPresent(), Set.of(Link.class, NetworksState.class, RoamingPolicy.class, AccessPoint.class, Snapshot.class).contains(tested.type()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noBuilderTakesNull(ValueCase<?, ?> tested) throws IllegalAccessException {
        Object builder = tested.start().get();
        for (Method setter : builder.getClass().getMethods()) {
            boolean takesReference = setter.getParameterCount() == 1 && !setter.getParameterTypes()[0].isPrimitive();
            if (takesReference && setter.getReturnType() == builder.getClass() && builder.getClass() != tested.type()) {
                Throwable thrown = assertThrows(InvocationTargetException.class, () -> setter.invoke(builder, (Object) null), setter.getName()).getCause();
                assertEquals(NullPointerException.class, thrown.getClass(), setter.getName());
                assertEquals(setter.getName(), thrown.getMessage());
            }
        }
    }

    @Test
    void whatIsNotSaidIsNotKnown() {
        ConfigurationId id = new ConfigurationId("sim:a");
        NetworkConfiguration configuration = NetworkConfiguration.builder(id).build();
        assertEquals("sim:a", configuration.name());
        assertEquals(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, configuration.connectTimeout());
        assertTrue(configuration.signalPercent().isEmpty() && configuration.interfaceName().isEmpty());
        AccessPoint point = AccessPoint.builder(id).build();
        assertEquals("sim:a", point.name());
        assertEquals(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, point.connectTimeout());
        assertEquals(ConfigurationState.DEFINED, point.state());
        assertTrue(point.signalPercent().isEmpty() && point.mobilityDomain().isEmpty() && point.lastSeenNanos().isEmpty() && !point.managed());
        assertFalse(point.isProgressing());
        Link link = Link.builder("eth0", 1).build();
        assertTrue(link.hardwareAddress().isEmpty() && link.master().isEmpty() && link.systemId().isEmpty() && !link.up());
        assertTrue(Snapshot.builder().build().exact() && NetworksState.builder().build().exact());
        assertEquals(1, NetworksState.builder().build().generation());
    }

    @ParameterizedTest
    @EnumSource(AccessPoint.Transition.class)
    void onlyAStartShowsProgress(AccessPoint.Transition transition) {
        AccessPoint point = AccessPoint.builder(new ConfigurationId("sim:a")).progressing(true).transition(transition).build();
        assertEquals(transition == AccessPoint.Transition.STARTING, point.isProgressing());
        AccessPoint ended = point.toBuilder().transition(AccessPoint.Transition.NONE).build();
        assertEquals(AccessPoint.builder(ended.id()).build(), ended);
    }

    @Test
    void whatCannotBeIsRefused() {
        Function<Runnable, String> refusal = making -> assertThrows(IllegalArgumentException.class, making::run).getMessage();
        ConfigurationId id = new ConfigurationId("sim:a");
        assertEquals("a link needs a name", refusal.apply(() -> Link.builder("", 1)));
        assertEquals("link a: index 0 must be positive and mtuBytes 0 not negative", refusal.apply(() -> Link.builder("a", 0).build()));
        assertEquals("link a: index 1 must be positive and mtuBytes -1 not negative", refusal.apply(() -> Link.builder("a", 1).mtuBytes(-1).build()));
        assertEquals("sim:a: signalPercent 101 is not within 0 to 100", refusal.apply(() -> AccessPoint.builder(id).signalPercent(101)));
        assertEquals("sim:a: signalPercent -1 is not within 0 to 100", refusal.apply(() -> NetworkConfiguration.builder(id).signalPercent(-1)));
        assertEquals("sim:a: connectTimeout must be positive, not PT0S",
            refusal.apply(() -> AccessPoint.builder(id).connectTimeout(Duration.ZERO).build()));
        assertEquals("sim:a: connectTimeout must be positive, not PT-1S",
            refusal.apply(() -> NetworkConfiguration.builder(id).connectTimeout(Duration.ofSeconds(-1)).build()));
        assertEquals("sim:a: only a service network has children", refusal.apply(() -> NetworkConfiguration.builder(id).children(List.of(id)).build()));
    }
}
