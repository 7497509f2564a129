package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/**
 * The calls of libSystem that every supported version of macOS has, with Apple's names. What they write into is passed as a buffer, so that
 * it cannot be collected meanwhile; what they give is an address. Source: sys/sysctl.h, ifaddrs.h, net/if.h, sys/socket.h, unistd.h, dispatch/dispatch.h,
 * mach/mach_time.h.
 */
final class LibSystem {

    static {
        Native.register(LibSystem.class, Libraries.load("System"));
    }

    private LibSystem() {
    }

    static native int sysctl(ByteBuffer name, int namelen, ByteBuffer oldp, ByteBuffer oldlenp, long newp, long newlen);

    static native int sysctlbyname(ByteBuffer name, ByteBuffer oldp, ByteBuffer oldlenp, long newp, long newlen);

    static native int getifaddrs(ByteBuffer list);

    static native void freeifaddrs(long list);

    static native int if_nametoindex(ByteBuffer name);

    static native int socket(int domain, int type, int protocol);

    static native long read(int file, ByteBuffer buffer, long bytes);

    static native long write(int file, ByteBuffer buffer, long bytes);

    static native int close(int file);

    static native int getsockname(int socket, ByteBuffer address, ByteBuffer length);

    static native int getsockopt(int socket, int level, int name, ByteBuffer value, ByteBuffer length);

    static native int setsockopt(int socket, int level, int name, ByteBuffer value, int length);

    static native long mach_absolute_time();

    static native int mach_timebase_info(ByteBuffer info);

    static native long dispatch_queue_create(ByteBuffer label, long attr);

    static native void dispatch_release(long object);

    static native void dispatch_async_f(long queue, long context, long work);

    static native long dispatch_semaphore_create(long value);

    static native long dispatch_semaphore_wait(long dsema, long timeout);

    static native long dispatch_time(long when, long delta);
}
