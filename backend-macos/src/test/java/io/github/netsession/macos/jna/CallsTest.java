package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every function of Apple's that the code calls is declared in {@code native/macos/calls-*.h}, which {@code check-abi} compares with Apple's
 * headers; here the Java side is compared with it. One is variadic, which Java calls as such; none takes or gives a structure by value: those
 * are passed differently on x86_64 and arm64, or not as Java's side would think.
 */
@Tag("unit")
@Tag("every-jdk")
class CallsTest {

    private static final Pattern DECLARATION = Pattern.compile("/\\* (\\w+) \\*/ (.*?)(\\w+)\\((.*)\\);");
    private static final Set<String> POINTERS = Set.of("dispatch_queue_t", "dispatch_queue_attr_t", "dispatch_object_t", "dispatch_function_t",
        "dispatch_semaphore_t", "mach_timebase_info_t", "Class", "SEL", "CFTypeRef", "CFAllocatorRef", "CFStringRef", "CFArrayRef", "CFDictionaryRef",
        "CFNumberRef", "CFBooleanRef", "SCDynamicStoreRef", "SCDynamicStoreCallBack", "SCNetworkInterfaceRef", "SCNetworkConnectionRef",
        "SCNetworkConnectionCallBack", "nw_path_monitor_t", "nw_path_t", "nw_path_monitor_update_handler_t", "nw_path_monitor_cancel_handler_t");
    private static final Set<String> LONGS = Set.of("size_t", "ssize_t", "uint64_t", "int64_t", "intptr_t", "dispatch_time_t", "CFTypeID", "CFIndex", "CFNumberType");
    private static final Set<String> INTS = Set.of("int", "u_int", "socklen_t", "kern_return_t", "CFStringEncoding", "SCNetworkConnectionStatus", "nw_path_status_t");
    private static final Set<String> BYTES = Set.of("Boolean", "bool");
    /** Called by their addresses or by their names alone, because not every macOS has them, or because nobody calls them here but macOS. */
    private static final Set<String> NOT_MAPPED = Set.of("mach_continuous_time", "dispatch_semaphore_signal");
    private static final String VARIADIC = "fcntl";

    private record Call(String library, String result, List<String> arguments) {
    }

    private static Map<String, Call> declared() throws IOException {
        Map<String, Call> calls = new LinkedHashMap<>();
        for (String file : List.of("calls-system.h", "calls-frameworks.h")) {
            for (String line : Files.readAllLines(Path.of("../native/macos/" + file))) {
                Matcher matcher = DECLARATION.matcher(line);
                if (matcher.matches()) {
                    List<String> arguments = matcher.group(4).equals("void") ? List.of()
                        : Stream.of(matcher.group(4).split(", ")).map(argument -> sort(argument.replaceAll("\\w+$", ""))).toList();
                    calls.put(matcher.group(3), new Call(matcher.group(1), sort(matcher.group(2)), arguments));
                } else {
                    assertFalse(line.startsWith("/* ") && line.endsWith(";"), () -> "not understood: " + line);
                }
            }
        }
        return calls;
    }

    /** Which library each declared function is in. */
    static Map<String, String> libraries() throws IOException {
        Map<String, String> libraries = new LinkedHashMap<>();
        declared().forEach((name, call) -> libraries.put(name, call.library()));
        return libraries;
    }

    /** How a value of a C type is passed. */
    private static String sort(String type) {
        String plain = type.replaceAll("\\b(const|struct)\\b", "").trim();
        if (plain.endsWith("*") || POINTERS.contains(plain) || LONGS.contains(plain)) {
            return "long";
        } else if (INTS.contains(plain)) {
            return "int";
        } else if (BYTES.contains(plain)) {
            return "byte";
        }
        if (plain.equals("...")) {
            return plain;
        }
        assertEquals("void", plain, "a type that is not known to be passed in a register, in: " + type);
        return "void";
    }

    private static String sort(Class<?> type) {
        return type == ByteBuffer.class ? "long" : type.getSimpleName();
    }

    @Test
    void everyMappedFunctionIsDeclaredLikeThat() throws IOException {
        Map<String, Call> declared = declared();
        int compared = 0;
        for (Map.Entry<Class<?>, String> mapped : Map.<Class<?>, String>of(LibSystem.class, "libSystem", CoreFoundation.class, "CoreFoundation",
            SystemConfiguration.class, "SystemConfiguration").entrySet()) {
            TreeSet<String> missing = declared.entrySet().stream().filter(entry -> entry.getValue().library().equals(mapped.getValue()))
                .map(Map.Entry::getKey).filter(name -> !NOT_MAPPED.contains(name) && !name.equals(VARIADIC)).collect(Collectors.toCollection(TreeSet::new));
            for (Method method : methods(mapped.getKey())) {
                Call call = declared.get(method.getName());
                assertTrue(call != null, () -> method + " is not declared");
                assertEquals(call, new Call(mapped.getValue(), sort(method.getReturnType()), Stream.of(method.getParameterTypes()).map(CallsTest::sort).toList()),
                    method.getName());
                missing.remove(method.getName());
                compared++;
            }
            assertEquals(new TreeSet<>(), missing, "declared, but not mapped by " + mapped.getKey());
        }
        assertTrue(compared > 40, "only " + compared);
    }

    @Test
    void theOneVariadicFunctionIsCalledAsSuch() throws Exception {
        assertEquals(List.of(VARIADIC), declared().entrySet().stream().filter(entry -> entry.getValue().arguments().contains("..."))
            .map(Map.Entry::getKey).toList());
        Method method = Fcntl.class.getMethod(VARIADIC, int.class, int.class, Object[].class);
        assertTrue(method.isVarArgs(), "JNA passes variable arguments as such only for a method with variable arguments");
        assertEquals(List.of("int", "int", "..."), declared().get(VARIADIC).arguments());
        assertEquals("int", sort(method.getReturnType()));
    }

    /** Reads the class file; to initialise the class would load the library. */
    private static List<Method> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).filter(method -> Modifier.isNative(method.getModifiers())).toList();
    }

    /** What is called by its name alone is called with what Java makes of it, so that at least the name and the number of arguments are compared. */
    @Test
    void everyFunctionThatIsCalledByNameIsDeclaredAndTheOthersAreNot() throws IOException {
        String sources = "";
        for (String file : List.of("PathMonitor", "CoreWlan", "JnaMacOs", "WorkQueue")) {
            sources += Files.readString(Path.of("src/main/java/io/github/netsession/macos/jna/" + file + ".java"));
        }
        Set<String> named = new TreeSet<>(NOT_MAPPED);
        declared().forEach((name, call) -> {
            if (Set.of("Network", "libobjc").contains(call.library())) {
                named.add(name);
            }
        });
        for (String name : named) {
            assertTrue(sources.contains('"' + name + '"'), () -> "declared, but not called: " + name);
        }
        Matcher quoted = Pattern.compile("\"((?:nw|objc|sel|mach|dispatch)_\\w+)\"").matcher(sources);
        List<String> unknown = new ArrayList<>();
        while (quoted.find()) {
            if (!named.contains(quoted.group(1)) && !quoted.group(1).equals("objc_msgSend") && !declared().containsKey(quoted.group(1))) {
                unknown.add(quoted.group(1));
            }
        }
        assertEquals(List.of(), unknown, "called, but not declared");
    }
}
