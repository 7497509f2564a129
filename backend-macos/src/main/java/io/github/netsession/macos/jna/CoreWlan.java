package io.github.netsession.macos.jna;

import com.sun.jna.Function;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.WifiPort;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;

/**
 * CoreWLAN, by messages to its objects. All of them give integers or pointers, and take one pointer or none, so that one signature fits all;
 * objc_msgSend is called as the method's function is, never as a variadic one. What it gives is not ours: it goes with the pool that each
 * reading is in. Source: objc/message.h; CoreWLAN/CWWiFiClient.h, CWInterface.h.
 */
final class CoreWlan implements WifiPort {

    private static final String LIBRARY = "objc";
    /** Objective-C's BOOL is the lowest byte; what is above it is undefined. */
    private static final int BOOL = 0xff;

    private final Function push = required("objc_autoreleasePoolPush");
    private final Function pop = required("objc_autoreleasePoolPop");
    private final Function send = required("objc_msgSend");
    private final Function selector = required("sel_registerName");
    private final long clientClass;

    /** UNSUPPORTED if there is no CoreWLAN. */
    CoreWlan() {
        try {
            Libraries.load("CoreWLAN");
        } catch (UnsatisfiedLinkError missing) {
            throw new BackendException(Kind.UNSUPPORTED, "CoreWLAN", "it cannot be loaded: " + missing.getMessage());
        }
        clientClass = required("objc_getClass").invokeLong(new Object[] {NativeMemory.utf8("CWWiFiClient")});
        if (clientClass == 0) {
            throw new BackendException(Kind.UNSUPPORTED, "objc_getClass", "there is no CWWiFiClient");
        }
    }

    private static Function required(String name) {
        return Libraries.find(LIBRARY, name).orElseThrow(() -> new BackendException(Kind.UNSUPPORTED, name, "it is missing"));
    }

    @Override
    public Optional<Wifi> read(String interfaceName) {
        long pool = push.invokeLong(new Object[0]);
        try (Cf.Owned name = Cf.string(interfaceName)) {
            long client = tell(clientClass, "sharedWiFiClient", 0);
            if (client == 0) {
                throw new BackendException(Kind.TEMPORARY, "sharedWiFiClient", "CoreWLAN gives no client");
            }
            long wifi = tell(client, "interfaceWithName:", name.ref()); // An NSString and a CFString are the same.
            if (wifi == 0) {
                return Optional.empty();
            }
            boolean isOn = (tell(wifi, "powerOn", 0) & BOOL) != 0;
            return Optional.of(new Wifi(isOn, isOn ? tell(wifi, "rssiValue", 0) : 0, isOn && tell(wifi, "ssid", 0) != 0));
        } finally {
            pop.invokeVoid(new Object[] {pool});
        }
    }

    private long tell(long object, String message, long argument) {
        long operation = selector.invokeLong(new Object[] {NativeMemory.utf8(message)});
        return send.invokeLong(new Object[] {object, operation, argument});
    }
}
