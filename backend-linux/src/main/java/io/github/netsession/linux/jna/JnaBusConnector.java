package io.github.netsession.linux.jna;

import io.github.netsession.linux.bus.BusAddress;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The system bus, where the D-Bus specification says it is. sd-bus is loaded when there is a socket to connect to, and not before. */
final class JnaBusConnector implements BusConnector {

    private static final String VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS";
    private static final String STANDARD = "unix:path=/run/dbus/system_bus_socket";
    private static final String CONNECT = "D-Bus";

    private final String addresses = Optional.ofNullable(System.getenv(VARIABLE)).orElse(STANDARD);
    private final Optional<BusAddress> address = BusAddress.firstUsable(addresses);
    private final Predicate<String> wanted;
    /** Why the library cannot be used, from the first attempt: the JVM does not say it again. Only the loop connects. */
    private Optional<String> missing = Optional.empty();

    JnaBusConnector(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public Optional<String> obstacle() {
        if (address.isEmpty()) {
            return Optional.of("the address of the system bus is not a local socket: " + addresses);
        }
        Optional<String> path = address.get().path();
        return path.isPresent() && !exists(path.get()) ? Optional.of("there is no system bus: " + path.get() + " does not exist") : Optional.empty();
    }

    /** A number may be given to the next file, but not at the same time. Source: inode(7). */
    @Override
    public Optional<String> socket() {
        Optional<String> path = address.flatMap(BusAddress::path);
        if (path.isEmpty()) {
            return address.map(BusAddress::text); // An abstract socket is not in the file system.
        }
        try {
            Map<String, Object> found = Files.readAttributes(Path.of(path.get()), "unix:dev,ino,ctime");
            return Optional.of(found.get("dev") + " " + found.get("ino") + " " + found.get("ctime"));
        } catch (IOException | InvalidPathException missing) {
            return Optional.empty();
        }
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException unlikely) {
            return false;
        }
    }

    @Override
    public BusPort connect(boolean waiting) {
        try {
            return new JnaBusPort(address.orElseThrow().text(), waiting, wanted);
        } catch (BackendException refused) {
            throw because(refused.kind(), "the system bus cannot be reached: " + refused.getMessage(), refused);
        } catch (LinkageError e) {
            missing = missing.or(() -> Optional.of(inOneLine(String.valueOf(e.getMessage()))));
            throw because(Kind.UNSUPPORTED, "libsystemd.so.0 cannot be used: " + missing.get(), e);
        }
    }

    private static BackendException because(Kind kind, String reason, Throwable cause) {
        BackendException failure = new BackendException(kind, CONNECT, reason);
        failure.initCause(cause);
        return failure;
    }

    /** JNA has a line for each place, some of them twice, and then the whole class path. */
    static String inOneLine(String message) {
        return message.lines().filter(line -> !line.startsWith("Native library (")).distinct().collect(Collectors.joining(" "));
    }
}
