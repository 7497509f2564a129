package io.github.netsession.engine.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why no backend for this system works, as text for people: the reason of each one that was tried, and what would help. */
final class Shortcoming {

    private static final List<String> SYSTEMS = List.of("linux", "windows", "mac");

    private final List<String> reasons = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    void add(String name, String reason, Optional<String> remedy) {
        reasons.add("the backend " + name + " does not work: " + reason + remedy.map(text -> "; remedy: " + text).orElse(""));
        remedy.ifPresent(remedies::add);
    }

    /** Returns the reasons, each with its remedy. */
    String text(String osName) {
        return reasons.isEmpty() ? "there is no backend for " + osName + remedy(osName).map(text -> "; remedy: " + text).orElse("")
            : String.join("; ", reasons);
    }

    /** Returns what would help; empty if nothing is known. */
    Optional<String> remedy(String osName) {
        if (!reasons.isEmpty()) {
            return remedies.stream().reduce((one, other) -> one + "; " + other);
        }
        return SYSTEMS.stream().filter(osName.toLowerCase(Locale.ROOT)::startsWith).findFirst().map(system -> "add the netsession backend for "
            + "this operating system, netsession-backend-" + (system.equals("mac") ? "macos" : system) + ", to the class path or module path");
    }
}
