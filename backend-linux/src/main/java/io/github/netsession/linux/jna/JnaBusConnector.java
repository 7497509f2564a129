package io.github.netsession.linux.jna;

import io.github.netsession.linux.bus.BusAddress;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** The system bus, where the D-Bus specification says it is. sd-bus is loaded when there is a socket to connect to, and not before. */
final class JnaBusConnector implements BusConnector {

    private static final String VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS";
    private static final String STANDARD = "unix:path=/run/dbus/system_bus_socket";
    private static final String CONNECT = "D-Bus";

    private final String addresses = Optional.ofNullable(System.getenv(VARIABLE)).orElse(STANDARD);
    private final Optional<BusAddress> address = BusAddress.firstUsable(addresses);
    private final Predicate<String> wanted;

    JnaBusConnector(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public Optional<String> obstacle() {
        if (address.isEmpty()) {
            return Optional.of("the address of the system bus is not a local socket: " + addresses);
        }
        return address.get().path().filter(path -> !exists(path)).map(path -> "there is no system bus: " + path + " does not exist");
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
        } catch (LinkageError missing) {
            BackendException failure = new BackendException(Kind.UNSUPPORTED, CONNECT, "libsystemd.so.0 cannot be used: " + missing.getMessage());
            failure.initCause(missing);
            throw failure;
        }
    }
}
