package io.github.netsession.windows.jna;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/** The calls of kernel32, with Windows' names; handles as {@code long}. Source: synchapi.h, sysinfoapi.h, realtimeapiset.h. */
final class Kernel32 {

    static final int WAIT_OBJECT_0 = 0;
    static final int WAIT_FAILED = -1;

    static {
        Native.register(Kernel32.class, Libraries.system("kernel32"));
    }

    private Kernel32() {
    }

    static native long CreateEventW(long security, int manualReset, int initialState, long name);

    static native int SetEvent(long event);

    static native int WaitForSingleObject(long handle, int millis);

    static native int WaitForMultipleObjects(int count, ByteBuffer handles, int all, int millis);

    static native int CloseHandle(long handle);

    static native long GetTickCount64();

    static native void GetSystemTimeAsFileTime(ByteBuffer time);

    static native int QueryUnbiasedInterruptTime(ByteBuffer time);
}
