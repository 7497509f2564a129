package io.github.netsession.macos.jna;

import com.sun.jna.Callback;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.ConnectionPort;
import io.github.netsession.macos.Log;
import io.github.netsession.macos.ScStatus;
import io.github.netsession.macos.jna.Layouts.SCNetworkConnectionContext;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** A VPN or PPP service. Source: SystemConfiguration/SCNetworkConnection.h. */
final class Connection implements ConnectionPort {

    private static final long DRAIN_MILLIS = 300;
    private static final byte LINGER_OFF = 0;

    private static final Notices<Integer> NOTICES = new Notices<>();
    private static final StatusCallback CALLBACK = (connection, status, number) -> NOTICES.tell(number, status);
    private static final long FUNCTION = Notices.function(CALLBACK);

    /** SCNetworkConnectionCallBack. */
    private interface StatusCallback extends Callback {
        void invoke(long connection, int status, long info);
    }

    private final WorkQueue queue;
    private final long number;
    private final Cf.Owned connection;
    private final boolean isWatching;

    private Connection(WorkQueue queue, long number, Cf.Owned connection) {
        this.queue = queue;
        this.number = number;
        this.connection = connection;
        this.isWatching = SystemConfiguration.SCNetworkConnectionSetDispatchQueue(connection.ref(), queue.ref()) != 0;
        if (!isWatching) { // The store tells of most of it, too.
            Log.LOGGER.log(Level.DEBUG, "the status of a service is not told of: {0}",
                ScStatus.refused("SCNetworkConnectionSetDispatchQueue", SystemConfiguration.SCError()).getMessage());
        }
    }

    static Connection open(WorkQueue queue, String serviceId, IntConsumer changed) {
        try (Cf.Owned id = Cf.string(serviceId)) {
            long number = NOTICES.join(changed::accept);
            ByteBuffer context = NativeMemory.buffer(SCNetworkConnectionContext.SIZE);
            context.putLong(SCNetworkConnectionContext.info, number);
            long connection = SystemConfiguration.SCNetworkConnectionCreateWithServiceID(0, id.ref(), FUNCTION, context);
            if (connection == 0) {
                NOTICES.leave(number);
                throw ScStatus.refused("SCNetworkConnectionCreateWithServiceID", SystemConfiguration.SCError());
            }
            return new Connection(queue, number, new Cf.Owned(connection));
        }
    }

    @Override
    public int status() {
        return SystemConfiguration.SCNetworkConnectionGetStatus(connection.ref());
    }

    @Override
    public boolean isTold() {
        return isWatching;
    }

    @Override
    public void start() {
        if (SystemConfiguration.SCNetworkConnectionStart(connection.ref(), 0, LINGER_OFF) == 0) {
            throw ScStatus.refused("SCNetworkConnectionStart", SystemConfiguration.SCError());
        }
    }

    @Override
    public void stop(boolean forEverybody) {
        if (SystemConfiguration.SCNetworkConnectionStop(connection.ref(), (byte) (forEverybody ? 1 : 0)) == 0) {
            throw ScStatus.refused("SCNetworkConnectionStop", SystemConfiguration.SCError());
        }
    }

    @Override
    public void close() {
        NOTICES.leave(number);
        if (isWatching) {
            SystemConfiguration.SCNetworkConnectionSetDispatchQueue(connection.ref(), 0);
            queue.drain(DRAIN_MILLIS);
        }
        connection.close();
    }
}
