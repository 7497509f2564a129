package io.github.netsession.jna;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** A private field of the JDK. JNI crashes the JVM if it is given a wrong object or the wrong type, so both are checked here. */
final class JdkField {

    private final Class<?> owner;
    private final Field field;
    /** JNI's number of the field, 0 until it is first needed. The same whoever finds it. */
    private volatile long id;

    /** Fails with a NoSuchFieldException, a sentence, if this JDK has no such field of an instance. */
    JdkField(String owner, String name, Class<?> type) throws NoSuchFieldException {
        this.owner = classOf(owner, name);
        field = find(this.owner, name, type);
    }

    private static Class<?> classOf(String owner, String field) throws NoSuchFieldException {
        try {
            return Class.forName(owner, false, null);
        } catch (ClassNotFoundException missing) {
            throw missing(owner, field, "there is no such class", missing);
        }
    }

    private static Field find(Class<?> owner, String name, Class<?> type) throws NoSuchFieldException {
        Field field;
        try {
            field = owner.getDeclaredField(name);
        } catch (NoSuchFieldException missing) {
            throw missing(owner.getName(), name, "there is no such field", missing);
        }
        if (field.getType() != type || Modifier.isStatic(field.getModifiers())) {
            throw missing(owner.getName(), name, "its declaration is " + field + ", and a field of type " + type.getName() + " is expected", null);
        }
        return field;
    }

    private static NoSuchFieldException missing(String owner, String name, String why, Exception cause) {
        NoSuchFieldException missing = new NoSuchFieldException("the field " + owner + '.' + name + " of Java " + Runtime.version()
            + " cannot be read: " + why);
        missing.initCause(cause);
        return missing;
    }

    private long id() {
        long known = id;
        if (known == 0) {
            known = JniTable.id(field);
            id = known;
        }
        return known;
    }

    int intOf(Object object) {
        return JniTable.intValue(owner.cast(object), id());
    }

    /** Empty if the field holds {@code null}. */
    Optional<Object> of(Object object) {
        return Optional.ofNullable(JniTable.value(owner.cast(object), id()));
    }
}
