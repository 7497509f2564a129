package io.github.netsession.all;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of public types and members, as documents write them: {@code Type}, {@code Outer.Nested}, {@code Type.CONSTANT}, {@code Type.method()},
 * {@code Type.method(Parameter, Other...)}; {@code Type.method(..)} is any method of that name.
 */
final class PublicNames {

    private static final List<String> PACKAGES = List.of("io.github.netsession.", "io.github.netsession.sim.", "java.lang.", "java.net.", "java.time.",
        "java.util.", "java.util.concurrent.");
    private static final Pattern NAME = Pattern.compile("((?:[A-Z]\\w*[a-z]\\w*)(?:\\.[A-Z]\\w*[a-z]\\w*)*)(?:\\.([A-Z][A-Z0-9_]*)|\\.(\\w+)\\((.*)\\))?");

    private PublicNames() {
    }

    /** Whether the name is that of a public type, constant or method of this library, or of the JDK's basic packages. */
    static boolean exists(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && type(parts.group(1)).filter(type -> parts.group(2) != null ? hasConstant(type, parts.group(2))
            : parts.group(3) == null || hasMethod(type, parts.group(3), parts.group(4))).isPresent();
    }

    private static Optional<Class<?>> type(String name) {
        return PACKAGES.stream().<Class<?>>flatMap(each -> load(each + name.replace('.', '$'))).filter(type -> Modifier.isPublic(type.getModifiers())).findFirst();
    }

    private static Stream<Class<?>> load(String binaryName) {
        try {
            return Stream.of(Class.forName(binaryName, false, PublicNames.class.getClassLoader()));
        } catch (ClassNotFoundException notInThisPackage) {
            return Stream.empty();
        }
    }

    private static boolean hasConstant(Class<?> type, String name) {
        return Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(name) && Modifier.isStatic(field.getModifiers()));
    }

    private static boolean hasMethod(Class<?> type, String name, String parameters) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getName().equals(name))
            .anyMatch(method -> parameters.equals("..") || parameters.equals(parameters(method)));
    }

    private static String parameters(Executable method) {
        String types = Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", "));
        return method.isVarArgs() ? types.replaceFirst("\\[]$", "...") : types;
    }
}
