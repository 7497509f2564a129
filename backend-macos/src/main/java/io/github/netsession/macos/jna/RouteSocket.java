package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.RoutePort;
import io.github.netsession.macos.RouteRow;
import io.github.netsession.macos.jna.Layouts.timeval;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A routing socket, open for the questions of one reading: an idle one would gather the news of every route. The kernel puts the answer into
 * the receive buffer before the question's write returns, among what others ask and change meanwhile. Needs no privilege. Not run on macOS
 * yet. Source: route(4); XNU, bsd/net/rtsock.c, route_output; bsd/net/raw_usrreq.c, raw_input.
 */
final class RouteSocket implements RoutePort {

    private static final String QUESTION = "RTM_GET";
    /** Messages of others that are skipped at most; many times what arrives in the microseconds between question and answer. */
    private static final int MOST_MESSAGES = 200;
    private static final int LIMIT_MILLIS = 100;
    /** More than a header and eight addresses of 255 bytes. */
    private static final int LONGEST_MESSAGE = 4_096;
    private static final int PROCESS = (int) ProcessHandle.current().pid();
    /** All sockets of this process hear each other's answers. */
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final int socket;
    private final ByteBuffer answer = NativeMemory.buffer(LONGEST_MESSAGE);

    private RouteSocket(int socket) {
        this.socket = socket;
    }

    static RouteSocket open() {
        int socket = LibSystem.socket(Constants.PF_ROUTE, Constants.SOCK_RAW, 0);
        if (socket < 0) {
            throw Darwin.refused("socket(PF_ROUTE)", Native.getLastError());
        }
        RouteSocket opened = new RouteSocket(socket);
        try {
            opened.prepare();
            return opened;
        } catch (RuntimeException | Error refused) {
            opened.close();
            throw refused;
        }
    }

    /** macOS cannot make a socket that is closed on exec from the beginning, so this comes as soon after as it can. */
    private void prepare() {
        Fcntl.closeOnExec(socket);
        ByteBuffer limit = NativeMemory.buffer(timeval.SIZE).putLong(timeval.tv_sec, 0).putInt(timeval.tv_usec, LIMIT_MILLIS * 1_000);
        if (LibSystem.setsockopt(socket, Constants.SOL_SOCKET, Constants.SO_RCVTIMEO, limit, timeval.SIZE) != 0) {
            throw Darwin.refused("setsockopt(SO_RCVTIMEO)", Native.getLastError());
        }
    }

    @Override
    public Optional<RouteRow> route(InetAddress destination, int scope) {
        int sequence = SEQUENCE.incrementAndGet();
        ByteBuffer question = RouteMessage.question(destination, scope, sequence);
        if (LibSystem.write(socket, question, question.capacity()) < 0) {
            return none(Native.getLastError());
        }
        int length = receive(sequence);
        int errno = RouteMessage.errno(answer);
        return errno != 0 ? none(errno) : Optional.of(RouteMessage.route(answer, length, destination.getAddress().length == 4));
    }

    /** To have no route is an error to the kernel. */
    private static Optional<RouteRow> none(int errno) {
        if (errno == Constants.ESRCH) {
            return Optional.empty();
        }
        throw Darwin.refused(QUESTION, errno);
    }

    private int receive(int sequence) {
        for (int i = 0; i < MOST_MESSAGES; i++) {
            long length = LibSystem.read(socket, answer, LONGEST_MESSAGE);
            int errno = length < 0 ? Native.getLastError() : 0;
            if (errno != 0 && errno != Constants.EINTR) {
                throw Darwin.refused("read(PF_ROUTE)", errno);
            }
            if (length > 0 && RouteMessage.isAnswer(answer, (int) Math.min(length, LONGEST_MESSAGE), PROCESS, sequence)) {
                return (int) Math.min(length, LONGEST_MESSAGE);
            }
        }
        throw new BackendException(Kind.TEMPORARY, QUESTION, "no answer among " + MOST_MESSAGES + " messages");
    }

    @Override
    public void close() {
        LibSystem.close(socket);
    }
}
