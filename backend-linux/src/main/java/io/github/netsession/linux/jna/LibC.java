package io.github.netsession.linux.jna;

import com.sun.jna.NativeLibrary;
import io.github.netsession.jna.DirectMapping;
import io.github.netsession.jna.DirectMapping.Use;
import java.util.function.Supplier;

/**
 * The C library's functions, mapped directly: numbers only, addresses as {@code long}. That is right where a C {@code long}, {@code size_t}
 * and {@code ssize_t} have 64 bits, which {@link JnaLinuxOs} checks first. All set {@code errno}, which JNA keeps for
 * {@code Native.getLastError()} on the same thread. Source: the POSIX and Linux pages of section 2 of the manual.
 */
final class LibC {

    /** The process itself and not "c": what the library file is called differs between glibc and musl. */
    private static final DirectMapping MAPPING = new DirectMapping(LibC.class, NativeLibrary::getProcess);

    private LibC() {
    }

    /** Must be held around each call. */
    static Use use() {
        return MAPPING.use();
    }

    /** Holds it around some calls. */
    static <T> T with(Supplier<T> calls) {
        return MAPPING.with(calls);
    }

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, long address, int length);

    static native int setsockopt(int fd, int level, int name, long value, int length);

    static native int getsockopt(int fd, int level, int name, long value, long length);

    /** Takes and returns addresses: of room for IF_NAMESIZE bytes, and that again or 0. */
    static native long if_indextoname(int index, long name);

    static native long sendto(int fd, long buffer, long length, int flags, long address, int addressLength);

    static native long recvfrom(int fd, long buffer, long length, int flags, long address, long addressLength);

    static native int connect(int fd, long address, int length);

    static native long send(int fd, long buffer, long length, int flags);

    static native long recv(int fd, long buffer, long length, int flags);

    static native int poll(long pollfds, long count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native long write(int fd, long buffer, long length);

    static native long read(int fd, long buffer, long length);

    static native int close(int fd);

    static native int clock_gettime(int clock, long timespec);
}
