package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksListener;
import io.github.netsession.NetworksState;
import io.github.netsession.RoamingHandler;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionProperty;
import io.github.netsession.UpdateOption;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the packages promise: no public method or constructor takes null, and the exception names the parameter. */
@Tag("unit")
@Tag("every-jdk")
class NullArgumentsTest {

    private static final Path SOURCES = Path.of("../api/src/main/java/io/github/netsession");
    private static final String PACKAGE = Networks.class.getPackageName();
    /** Ours, or that of the JVM, which names what it has found to be null. */
    private static final Pattern NAMES_IT = Pattern.compile("^[a-z][A-Za-z]*$|because \"[a-z][A-Za-z]*\" is null$");
    private static final Set<String> OBJECTS = Set.of("equals", "compareTo", "valueOf");

    private final Map<Class<?>, Object> samples = new HashMap<>();
    private Networks networks;
    private int checked;

    @BeforeEach
    void makeSamples() {
        SimWorld world = new SimWorld();
        ConfigurationId home = world.accessPoint("home", Bearer.WLAN).id();
        networks = world.open();
        NetworksState state = networks.state();
        samples.putAll(Map.of(String.class, "sample", List.class, List.of(), Set.class, Set.of(), Map.class, Map.of(), Optional.class,
            Optional.empty(), Duration.class, Duration.ofSeconds(1), Instant.class, Instant.EPOCH, Path.class, Path.of("target").toAbsolutePath(),
            InetAddress.class, InetAddress.getLoopbackAddress(), Object.class, "anything"));
        samples.putAll(Map.of(int.class, 1, long.class, 1L, boolean.class, true, double.class, 1.0, OptionalInt.class,
            OptionalInt.empty(), Collection.class, List.of(), Throwable.class, new IllegalStateException("sample"), Class.class, String.class, CapabilityReport.class,
            networks.capabilities(), CapabilityStatus.class, networks.capabilities().statuses().get(0)));
        NetworkConfiguration configuration = networks.configuration(home).orElseThrow();
        samples.putAll(Map.of(ConfigurationId.class, home, NetworkConfiguration.class, configuration, NetworksState.class, state,
            Networks.class, networks, NetworkSession.class, networks.session(configuration), NetworkProfile.class, NetworkProfile.wlan("a", "b").build(),
            NetworkProfile.Builder.class, NetworkProfile.wlan("a", "b"), Networks.Builder.class, Networks.builder(), SessionProperty.class, SessionProperty.AUTO_CLOSE_TIMEOUT));
        SessionFailure.Builder failure = SessionFailure.builder(SessionError.UNKNOWN, SessionFailure.Reason.UNKNOWN, "sample");
        samples.putAll(Map.of(SessionFailure.Builder.class, failure, SessionFailure.class, failure.build(), BackendException.class,
            new BackendException(BackendException.Kind.FAILED, "call", "sample"), Trouble.class, new Trouble(GuardedLogger.of("sample"), "sample")));
    }

    @AfterEach
    void close() {
        networks.close();
    }

    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (String part : List.of("", "spi")) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(part))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java") && !each.endsWith("package-info.java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    Class<?> type = Class.forName(PACKAGE + '.' + (part.isEmpty() ? name : part + '.' + name));
                    types.add(type);
                    types.addAll(List.of(type.getDeclaredClasses()));
                }
            }
        }
        types.removeIf(type -> !Modifier.isPublic(type.getModifiers()));
        return types;
    }

    private Object sample(Class<?> type) throws ReflectiveOperationException {
        if (samples.containsKey(type)) {
            return samples.get(type);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        } else if (type.isRecord()) {
            Constructor<?> canonical = type.getConstructors()[0];
            return canonical.newInstance(arguments(canonical));
        } else if (type.getSimpleName().equals("Builder")) {
            return builder(type.getEnclosingClass());
        } else if (Arrays.stream(type.getDeclaredClasses()).anyMatch(each -> each.getSimpleName().equals("Builder"))) {
            Object builder = builder(type);
            return builder.getClass().getMethod("build").invoke(builder);
        } else if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
        }
        throw new IllegalStateException("there is no sample of " + type);
    }

    private Object builder(Class<?> type) throws ReflectiveOperationException {
        Method factory = Arrays.stream(type.getMethods()).filter(method -> method.getName().equals("builder")).findFirst().orElseThrow();
        return factory.invoke(null, arguments(factory));
    }

    private Object[] arguments(Executable call) throws ReflectiveOperationException {
        Object[] arguments = new Object[call.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = sample(call.getParameterTypes()[i]);
        }
        return arguments;
    }

    private void refusesNull(Executable call) throws ReflectiveOperationException {
        for (int i = 0; i < call.getParameterCount(); i++) {
            if (!call.getParameterTypes()[i].isPrimitive()) {
                Object[] arguments = arguments(call);
                arguments[i] = null;
                Object thrown = "nothing";
                try {
                    if (call instanceof Constructor<?> constructor) {
                        constructor.newInstance(arguments);
                    } else {
                        ((Method) call).invoke(Modifier.isStatic(call.getModifiers()) ? null : sample(call.getDeclaringClass()), arguments);
                    }
                } catch (InvocationTargetException e) {
                    thrown = e.getCause();
                }
                String what = call + ", parameter " + i + ": " + thrown;
                assertEquals(NullPointerException.class, thrown.getClass(), what);
                assertTrue(NAMES_IT.matcher(String.valueOf(((Throwable) thrown).getMessage())).find(), what);
                checked++;
            }
        }
    }

    @Test
    void everyParameterRefusesItAndIsNamed() throws Exception {
        List<org.junit.jupiter.api.function.Executable> checks = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            boolean isCalled = !type.isInterface() || type == Networks.class || type == NetworkSession.class;
            Stream.concat(Arrays.stream(type.getConstructors()), isCalled ? Arrays.stream(type.getMethods()) : Stream.empty())
                .filter(call -> call.getDeclaringClass() == type && !call.isSynthetic() && !OBJECTS.contains(call.getName()))
                .filter(call -> type != GuardedLogger.class || Modifier.isStatic(call.getModifiers())) // System.Logger permits null.
                .forEach(call -> checks.add(() -> refusesNull(call)));
        }
        assertAll(checks);
        assertTrue(checked > 120, () -> "only " + checked);
    }

    @Test
    void aListenerAndAHandlerRefuseIt() {
        NetworksListener networksListener = new NetworksListener() { };
        SessionListener sessionListener = new SessionListener() { };
        RoamingHandler handler = new RoamingHandler() { };
        List<org.junit.jupiter.api.function.Executable> calls = List.of(() -> networksListener.accept(null), () -> sessionListener.accept(null),
            () -> handler.preferred(null), () -> handler.activated(null));
        calls.forEach(call -> assertTrue(NAMES_IT.matcher(assertThrows(NullPointerException.class, call).getMessage()).find()));
    }

    @Test
    void norIsItAnOption() {
        assertEquals("option", assertThrows(NullPointerException.class, () -> networks.update(UpdateOption.SCAN, null)).getMessage());
    }
}
