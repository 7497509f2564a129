package io.github.netsession.jna;

import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.SymbolProvider;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Functions of JNI, which check no access: they read private fields without a flag or a privilege. JNI's table of functions takes the place of
 * a library's symbols, and JNA maps the functions directly. {@code Function.invoke}, JNA's other way, would do too, but then
 * {@code -Xcheck:jni} reports JNA: it calls Java for each object that it passes, and does not look for an exception.
 *
 * <p>Only functions that throw no Java exception are here, because JNA's own native code goes on before an exception could be cleared. Local
 * references need not be deleted: each call is a native method of its own, and the JVM frees its references when it returns. Source: JNI
 * specification, chapters 2 and 4.
 */
final class JniTable {

    /** Indices into the table. Source: JNI specification, chapter 4, "Interface Function Table". */
    private static final Map<String, Integer> INDICES = Map.of("GetVersion", 4, "FromReflectedField", 8, "GetObjectField", 95, "GetIntField", 100);

    /** Of JDK 9. Source: jni.h. */
    private static final int JNI_VERSION_9 = 0x00090000;

    private static final DirectMapping MAPPING = new DirectMapping(JniTable.class, JniTable::library);

    /** Its initialisation checks what can be checked only when the functions are mapped, by another thread, which needs this class initialised. */
    private static final class Checked {

        private static final DirectMapping MAPPING = checked();

        private static DirectMapping checked() {
            if (Native.POINTER_SIZE != Long.BYTES) {
                throw new UnsupportedOperationException("only JVMs of 64 bits are supported"); // 32-bit Windows has another calling convention.
            }
            int version = JniTable.MAPPING.with(() -> GetVersion(JNIEnv.CURRENT));
            if (version < JNI_VERSION_9) {
                throw new UnsupportedOperationException("JNI reports version 0x" + Integer.toHexString(version));
            }
            return JniTable.MAPPING;
        }
    }

    private JniTable() {
    }

    /** Options of its own make it another library than the process that others ask for. */
    private static NativeLibrary library() {
        Pointer table = environment().getPointer(0);
        SymbolProvider symbols = (handle, name, otherwise) -> table.getLong((long) INDICES.get(name) * Long.BYTES);
        return NativeLibrary.getInstance(null, Map.of(Library.OPTION_ALLOW_OBJECTS, true, Library.OPTION_SYMBOL_PROVIDER, symbols));
    }

    /**
     * The JNIEnv of this thread, without a search for the JVM's library: JNA passes it to any function, and memmove(3) of no bytes returns
     * its first argument. JNIEnv begins with the address of the table, which is the same for all threads.
     */
    private static Pointer environment() {
        NativeLibrary library = Platform.isWindows() ? NativeLibrary.getInstance("msvcrt") : NativeLibrary.getProcess();
        return (Pointer) library.getFunction("memmove").invoke(Pointer.class, new Object[] {JNIEnv.CURRENT, JNIEnv.CURRENT, 0L},
            Map.of(Library.OPTION_ALLOW_OBJECTS, true));
    }

    private static native int GetVersion(JNIEnv current);

    private static native long FromReflectedField(JNIEnv current, Object field);

    private static native Object GetObjectField(JNIEnv current, Object owner, long id);

    private static native int GetIntField(JNIEnv current, Object owner, long id);

    /** JNI's number of a field of an instance. It is valid while the class is loaded. */
    static long id(Field field) {
        return Checked.MAPPING.with(() -> FromReflectedField(JNIEnv.CURRENT, field));
    }

    /** The value of a field that holds an {@code int}. The owner must be of the field's class. */
    static int intValue(Object owner, long id) {
        return Checked.MAPPING.with(() -> GetIntField(JNIEnv.CURRENT, owner, id));
    }

    /** The value of a field that holds a reference, which may be {@code null}. The owner must be of the field's class. */
    static Object value(Object owner, long id) {
        return Checked.MAPPING.with(() -> GetObjectField(JNIEnv.CURRENT, owner, id));
    }
}
