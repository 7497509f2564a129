package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/**
 * The calls of SystemConfiguration, with Apple's names; all of them are there since macOS 10.6. Most wait for configd, so they belong on a
 * thread that may be waited for no longer. Source: SystemConfiguration/SCDynamicStore.h, SCNetworkConnection.h, SCNetworkConfiguration.h.
 */
final class SystemConfiguration {

    static {
        Native.register(SystemConfiguration.class, Libraries.load("SystemConfiguration"));
    }

    private SystemConfiguration() {
    }

    static native int SCError();

    static native long SCDynamicStoreCreate(long allocator, long name, long callout, ByteBuffer context);

    static native byte SCDynamicStoreSetNotificationKeys(long store, long keys, long patterns);

    static native byte SCDynamicStoreSetDispatchQueue(long store, long queue);

    static native long SCDynamicStoreCopyMultiple(long store, long keys, long patterns);

    static native long SCNetworkInterfaceCopyAll();

    static native long SCNetworkInterfaceGetBSDName(long networkInterface);

    static native long SCNetworkInterfaceGetInterfaceType(long networkInterface);

    static native long SCNetworkInterfaceGetLocalizedDisplayName(long networkInterface);

    static native long SCNetworkConnectionCreateWithServiceID(long allocator, long serviceID, long callout, ByteBuffer context);

    static native int SCNetworkConnectionGetStatus(long connection);

    static native byte SCNetworkConnectionStart(long connection, long userOptions, byte linger);

    static native byte SCNetworkConnectionStop(long connection, byte forceDisconnect);

    static native byte SCNetworkConnectionSetDispatchQueue(long connection, long queue);
}
