package io.github.netsession.contract;

import io.github.netsession.internal.ClockSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts the calls of the interfaces that it wraps, and lets one of them throw, once, in place of the call. */
public final class ThrowingCalls {

    /** Never reached: only counts. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long at;
    private final Supplier<? extends Throwable> thrown;
    private final Set<Class<?>> results;
    private final AtomicLong calls = new AtomicLong();
    private volatile String place = "nowhere";

    /**
     * Wraps nothing yet.
     *
     * @param at the number of the call that throws, from 1
     * @param thrown creates what it throws
     * @param results the interfaces whose objects are wrapped too when a wrapped call returns them
     */
    public ThrowingCalls(long at, Supplier<? extends Throwable> thrown, Set<Class<?>> results) {
        this.at = at;
        this.thrown = thrown;
        this.results = results;
    }

    /** Returns the number of calls so far. */
    public long calls() {
        return calls.get();
    }

    /** Returns the call that threw, as text. */
    public String place() {
        return place;
    }

    /** Returns an object that passes every call on, except the one that throws. A backend that brings a clock still does. */
    public <T> T wrap(Class<T> type, T target) {
        Class<?>[] types = target instanceof ClockSource ? new Class<?>[] {type, ClockSource.class} : new Class<?>[] {type};
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, (proxy, method, arguments) ->
            method.getDeclaringClass() == Object.class ? ofObject(target, method, proxy, arguments) : pass(type, target, method, arguments)));
    }

    private static Object ofObject(Object target, Method method, Object proxy, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "wrapped " + target;
        };
    }

    private Object pass(Class<?> type, Object target, Method method, Object[] arguments) throws Throwable {
        if (calls.incrementAndGet() == at) {
            place = type.getSimpleName() + '.' + method.getName();
            throw thrown.get();
        }
        method.setAccessible(true);
        try {
            return wrapped(method.invoke(target, arguments));
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private Object wrapped(Object result) {
        if (result instanceof Optional<?> optional) {
            return optional.map(this::wrapped);
        }
        for (Class<?> type : results) {
            if (type.isInstance(result)) {
                return wrapAs(type, result);
            }
        }
        return result;
    }

    private <T> T wrapAs(Class<T> type, Object result) {
        return wrap(type, type.cast(result));
    }
}
