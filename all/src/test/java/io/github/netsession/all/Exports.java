package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The packages that this project's modules export to everybody, as the compiled descriptors say. */
final class Exports {

    private static final String OURS = "io.github.netsession";

    private Exports() {
    }

    static Set<String> packages() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (ModuleDescriptor module : modules()) {
            module.exports().stream().filter(export -> !export.isQualified()).forEach(export -> packages.add(export.source()));
        }
        assertTrue(packages.containsAll(Set.of(OURS, OURS + ".spi")), packages::toString);
        return packages;
    }

    /** Those on the class path of the tests: all that are published, but the command line, which exports nothing. */
    private static List<ModuleDescriptor> modules() throws IOException {
        List<ModuleDescriptor> modules = new ArrayList<>();
        for (URL place : Collections.list(Exports.class.getClassLoader().getResources("module-info.class"))) {
            try (InputStream in = place.openStream()) {
                ModuleDescriptor module = ModuleDescriptor.read(in);
                if (module.name().startsWith(OURS)) {
                    modules.add(module);
                }
            }
        }
        assertTrue(modules.size() >= 6, "only " + modules.size() + " modules found");
        return modules;
    }
}
