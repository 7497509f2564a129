package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/** The calls of CoreFoundation, with Apple's names. None takes or gives a structure by value. Source: CoreFoundation/CFBase.h and its neighbours. */
final class CoreFoundation {

    static {
        Native.register(CoreFoundation.class, Libraries.load("CoreFoundation"));
    }

    private CoreFoundation() {
    }

    static native void CFRelease(long cf);

    static native long CFGetTypeID(long cf);

    static native long CFStringGetTypeID();

    static native long CFArrayGetTypeID();

    static native long CFDictionaryGetTypeID();

    static native long CFNumberGetTypeID();

    static native long CFBooleanGetTypeID();

    static native long CFStringCreateWithBytes(long alloc, ByteBuffer bytes, long numBytes, int encoding, byte isExternalRepresentation);

    static native long CFStringGetLength(long theString);

    static native byte CFStringGetCString(long theString, ByteBuffer buffer, long bufferSize, int encoding);

    static native long CFArrayCreate(long allocator, ByteBuffer values, long numValues, long callBacks);

    static native long CFArrayGetCount(long theArray);

    static native long CFArrayGetValueAtIndex(long theArray, long idx);

    static native long CFDictionaryGetCount(long theDict);

    static native void CFDictionaryGetKeysAndValues(long theDict, ByteBuffer keys, ByteBuffer values);

    static native byte CFNumberGetValue(long number, long theType, ByteBuffer valuePtr);

    static native byte CFBooleanGetValue(long bool);
}
