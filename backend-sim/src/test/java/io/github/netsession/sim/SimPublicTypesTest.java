package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.LastClose;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's test sees of the simulated world: the types of the API, and no others. */
@Tag("sim")
class SimPublicTypesTest {

    private static final Set<String> USERS = Set.of("io.github.netsession", "io.github.netsession.sim");
    /** What a start of a real system can fail with. */
    private static final Set<Reason> OF_A_START = EnumSet.of(Reason.DENIED, Reason.UNSUPPORTED, Reason.GONE, Reason.NOT_READY, Reason.TIMED_OUT, Reason.BUSY,
        Reason.SECRETS, Reason.REFUSED, Reason.UNKNOWN);

    private static final Pattern FAULT = Pattern.compile("(?:fail|refuse|hang|withhold|deny|crash|lose|double|jitter|show|hide)([A-Z]\\w*)");
    /** Ours, or that of the JVM, which names what it has found to be null. */
    private static final Pattern NAMES_IT = Pattern.compile("^[a-z][A-Za-z]*$|because \"[a-z][A-Za-z]*\" is null$");

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN);

    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/netsession/sim"))) {
            for (Path file : files.filter(each -> !each.endsWith("package-info.java")).toList()) {
                Class<?> type = Class.forName("io.github.netsession.sim." + file.getFileName().toString().replace(".java", ""));
                types.add(type);
                types.addAll(List.of(type.getDeclaredClasses()));
            }
        }
        types.removeIf(type -> !Modifier.isPublic(type.getModifiers()));
        return types;
    }

    private static List<Executable> publicCalls(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() == type))
            .filter(call -> !call.isSynthetic()).toList();
    }

    @Test
    void mentionNoTypeOfTheSpi() throws IOException, ClassNotFoundException {
        List<Class<?>> types = publicTypes();
        // The service loader finds it by name, so it must be public.
        types.remove(SimBackendProvider.class);
        Set<String> others = new TreeSet<>();
        int calls = 0;
        for (Class<?> type : types) {
            for (Executable call : publicCalls(type)) {
                calls++;
                Stream.concat(Arrays.stream(call.getGenericParameterTypes()), Stream.of(call.getAnnotatedReturnType().getType()))
                    .map(Type::getTypeName).filter(name -> name.contains("netsession.spi") || name.contains("netsession.internal"))
                    .forEach(name -> others.add(call + ": " + name));
            }
            Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces())).filter(each -> each.getName().contains("netsession"))
                .filter(each -> !USERS.contains(each.getPackageName())).forEach(each -> others.add(type + ": " + each));
        }
        assertEquals(Set.of(), others);
        assertTrue(types.size() >= 8 && calls >= 80, types.size() + " types, " + calls + " calls");
    }

    /** One style: a fault is a verb, restore ends it; no switch takes a boolean, whose meaning a reader of the call would have to guess. */
    @Test
    void switchByPairsOfMethods() throws IOException, ClassNotFoundException {
        Set<String> odd = new TreeSet<>();
        Set<String> pairs = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            Set<String> names = publicCalls(type).stream().filter(Method.class::isInstance).map(Executable::getName).collect(Collectors.toSet());
            publicCalls(type).stream().filter(call -> List.of(call.getParameterTypes()).contains(boolean.class)).forEach(call -> odd.add(call.toString()));
            for (String name : names) {
                Matcher fault = FAULT.matcher(name);
                if (fault.matches()) {
                    pairs.add(type.getSimpleName() + '.' + name);
                    odd.addAll(names.contains("restore" + fault.group(1)) ? Set.of() : Set.of(type.getSimpleName() + '.' + name + " has no end"));
                } else if (name.startsWith("restore")) {
                    odd.addAll(names.stream().anyMatch(each -> each.endsWith(name.substring("restore".length())) && !each.equals(name))
                        || name.equals("restoreDefaults") ? Set.of() : Set.of(name + " ends nothing"));
                } else if (name.matches("(allow|permit|enable|disable|resume|set)[A-Z].*|permit|.*(Gone|Back)")) {
                    odd.add(type.getSimpleName() + '.' + name);
                }
            }
        }
        assertEquals(Set.of(), odd);
        assertEquals(13, pairs.size(), pairs::toString);
    }

    @Test
    void aBuilderOfTheWorldTakesEverySetting() {
        try (Networks networks = world.networks().onLastClose(LastClose.STOP_ALWAYS).userChoice(candidates -> Optional.empty()).open()) {
            assertEquals("sim", networks.backend());
            home.up();
            NetworkSession session = networks.session(home.id());
            session.open().join();
            session.close();
            world.advance(Duration.ofSeconds(1));
            assertEquals(ConfigurationState.DISCOVERED, networks.configuration(home.id()).orElseThrow().state(), "Qt's rule stops what was up before");
        }
    }

    @Test
    void whetherAnInterfaceIsUpNeedsNoNetworks() {
        assertEquals(List.of(false, true, false), List.of(home.isUp(), home.up().isUp(), home.down().isUp()));
        try (Networks networks = world.open()) {
            networks.session(home.id()).open();
            assertTrue(!home.isUp(), "the start is under way");
            world.advance(Duration.ofSeconds(1));
            assertTrue(home.isUp());
        }
        assertTrue(!home.isUp(), "closed with the library");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aStartFailsWithTheReasonAndTheMessageOfTheTest(Reason reason) {
        if (!OF_A_START.contains(reason)) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> home.failStarts(reason, "x")).getMessage().contains(reason.name()));
            assertThrows(IllegalArgumentException.class, () -> home.refuseStarts(reason, "x"));
            return;
        }
        try (Networks networks = world.open()) {
            for (Consumer<SimAccessPoint> fault : List.<Consumer<SimAccessPoint>>of(each -> each.failStarts(reason, "no lease"),
                each -> each.refuseStarts(reason, "no lease"))) {
                fault.accept(home);
                CompletionException thrown = assertThrows(CompletionException.class, () -> networks.session(home.id()).open().join());
                SessionFailure failure = ((SessionException) thrown.getCause()).failure();
                assertEquals(reason, failure.reason());
                assertTrue(failure.message().endsWith("no lease"), failure::message);
            }
        }
    }

    private Object sample(Class<?> type) {
        Map<Class<?>, Object> samples = Map.of(String.class, "sample", Duration.class, Duration.ofSeconds(1), Bearer.class, Bearer.WLAN, Metered.class, Metered.YES,
            Connectivity.class, Connectivity.NONE, SimDevice.class, home.device(), SimAccessPoint.class, home, Reason.class, Reason.BUSY,
            SimPosition.class, new SimPosition(0, 0));
        return type == int.class ? (Object) 1 : type == long.class ? (Object) 1L : type == double.class ? (Object) 1.0 : type == boolean.class ? (Object) true
            : type == Runnable.class ? (Runnable) () -> { } : type == Consumer.class ? (Consumer<Object>) any -> { }
            : type == BooleanSupplier.class ? (BooleanSupplier) () -> true : samples.get(type);
    }

    @Test
    void refuseNullAndNameTheParameter() {
        SimTransfer transfer = home.up().download(1, done -> { });
        List<Object> targets = List.of(world, home, home.device(), home.air(), world.faults(), world.sockets(), transfer, new SimPosition(0, 0),
            world.otherProgram());
        List<org.junit.jupiter.api.function.Executable> checks = new ArrayList<>();
        for (Object target : targets) {
            for (Executable call : publicCalls(target.getClass())) {
                for (int i = 0; call instanceof Method method && !method.getName().equals("equals") && i < call.getParameterCount(); i++) {
                    Object[] arguments = Arrays.stream(call.getParameterTypes()).map(this::sample).toArray();
                    arguments[i] = null;
                    if (!call.getParameterTypes()[i].isPrimitive()) {
                        checks.add(() -> refuses(method, target, arguments));
                    }
                }
            }
        }
        assertAll(checks);
        assertTrue(checks.size() >= 20, () -> "only " + checks.size());
    }

    private static void refuses(Method method, Object target, Object[] arguments) {
        Throwable thrown = assertThrows(InvocationTargetException.class, () -> method.invoke(target, arguments), method::toString).getCause();
        assertEquals(NullPointerException.class, thrown.getClass(), method::toString);
        assertTrue(NAMES_IT.matcher(String.valueOf(thrown.getMessage())).find(), () -> method + ": " + thrown);
    }
}
