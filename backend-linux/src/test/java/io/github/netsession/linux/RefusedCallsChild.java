package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.NoBackendException;
import io.github.netsession.Support;
import io.github.netsession.linux.jna.Seccomp;
import java.util.Map;
import java.util.stream.Collectors;

/** A program to which the kernel refuses a system call: prints a line for each fact that it is told, and for each reason. */
final class RefusedCallsChild {

    private RefusedCallsChild() {
    }

    public static void main(String[] arguments) {
        Seccomp.refuse(arguments[0], Integer.parseInt(arguments[1]));
        try (Networks networks = Networks.open()) {
            networks.update().handle((state, failure) -> {
                if (failure != null) {
                    System.out.println("reason update: " + failure);
                }
                return true;
            }).join();
            NetworksState state = networks.state();
            System.out.println("fact backend " + networks.backend());
            System.out.println("fact online " + state.online());
            System.out.println("fact default " + state.defaultInterface().map(Link::name).orElse("none"));
            System.out.println("fact interfaces " + state.interfaces().stream().map(link -> link.name() + '=' + link.operational() + '='
                + link.addresses().size()).collect(Collectors.joining(" ")));
            System.out.println("fact configurations " + state.configurations().stream().map(each -> each.id().value() + '=' + each.state())
                .collect(Collectors.joining(" ")));
            System.out.println("fact counters " + counters(networks).keySet().stream().sorted().toList());
            for (Capability capability : Capability.values()) {
                CapabilityStatus status = networks.capabilities().of(capability);
                System.out.println((status.support() == Support.AVAILABLE ? "has " : "reason ") + capability + ' ' + status.support() + ": " + status.reason());
            }
        } catch (NoBackendException none) {
            System.out.println("fact backend none");
            none.getMessage().lines().forEach(line -> System.out.println("reason " + line));
        }
        System.out.println("end");
    }

    private static Map<String, InterfaceCounters> counters(Networks networks) {
        try {
            return networks.counters();
        } catch (RuntimeException refused) {
            System.out.println("reason counters: " + refused);
            return Map.of();
        }
    }
}
