package io.github.netsession.linux;

import io.github.netsession.linux.jna.JnaLinuxOs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;

/** The real operating system, with the lists of all links counted: one for each attempt to read everything. */
final class CountedRequests {

    private final LinuxOs real = new JnaLinuxOs();
    private final AtomicLong lists = new AtomicLong();

    LinuxOs os() {
        return wrap(LinuxOs.class, real);
    }

    long lists() {
        return lists.get();
    }

    private <T> T wrap(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (target instanceof NetlinkPort port && method.getName().equals("send")) {
                count(port);
            }
            method.setAccessible(true);
            try {
                Object result = method.invoke(target, arguments);
                return result instanceof NetlinkPort port ? wrap(NetlinkPort.class, port) : result;
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }

    private void count(NetlinkPort port) {
        boolean isDump = (port.out().getShort(6) & Netlink.NLM_F_DUMP) == Netlink.NLM_F_DUMP;
        if (isDump && port.out().getShort(4) == Rtnetlink.RTM_GETLINK) {
            lists.incrementAndGet();
        }
    }
}
