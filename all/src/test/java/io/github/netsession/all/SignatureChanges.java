package io.github.netsession.all;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiClassType.ClassType;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiField;
import japicmp.model.JApiHasChangeStatus;
import japicmp.model.JApiImplementedInterface;
import japicmp.model.JApiMethod;
import japicmp.model.JApiReturnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a signature differs from an older one: what breaks programs that were written for the older one, when they are compiled or when they run, and
 * what does not.
 */
final class SignatureChanges {

    /** They break who implements an interface, and nobody else. */
    private static final Set<JApiCompatibilityChangeType> FOR_IMPLEMENTORS = Set.of(JApiCompatibilityChangeType.METHOD_ADDED_TO_INTERFACE,
        JApiCompatibilityChangeType.METHOD_ABSTRACT_ADDED_IN_IMPLEMENTED_INTERFACE, JApiCompatibilityChangeType.METHOD_NOW_ABSTRACT,
        JApiCompatibilityChangeType.METHOD_ABSTRACT_NOW_DEFAULT);

    private final Predicate<String> ours;
    private final List<String> incompatible = new ArrayList<>();
    private final List<String> compatible = new ArrayList<>();

    private SignatureChanges(Predicate<String> ours) {
        this.ours = ours;
    }

    /** Compares; the predicate says of a type's name whether only the library implements that type. */
    static SignatureChanges between(Signature older, Signature newer, Predicate<String> implementedByTheLibraryAlone) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.setNoAnnotations(true);
        SignatureChanges changes = new SignatureChanges(implementedByTheLibraryAlone);
        new JarArchiveComparator(options)
            .compare(new JApiCmpArchive(older.jar(), "older.jar", "older"), new JApiCmpArchive(newer.jar(), "newer.jar", "newer"))
            .stream().sorted(Comparator.comparing(JApiClass::getFullyQualifiedName)).forEach(changes::add);
        return changes;
    }

    List<String> incompatible() {
        return List.copyOf(incompatible);
    }

    List<String> compatible() {
        return List.copyOf(compatible);
    }

    private void add(JApiClass type) {
        String name = type.getFullyQualifiedName();
        add(type, type, name, kind(type));
        if (type.getChangeStatus() == JApiChangeStatus.MODIFIED || type.getChangeStatus() == JApiChangeStatus.UNCHANGED) {
            add(type, type.getSuperclass(), name, "superclass");
            for (JApiImplementedInterface each : type.getInterfaces()) {
                add(type, each, name + " implements " + each.getFullyQualifiedName(), "interface");
            }
            for (JApiField each : type.getFields()) {
                add(type, each, name + '.' + each.getName(), isEnum(type) ? "enum constant" : "field");
            }
            type.getConstructors().forEach(each -> add(type, each, name + parameters(each), "constructor"));
            type.getMethods().forEach(each -> add(type, each, name + '.' + each.getName() + parameters(each) + result(each), "method"));
        }
    }

    private <T extends JApiHasChangeStatus & JApiCompatibility> void add(JApiClass type, T changed, String name, String kind) {
        boolean broken = false;
        List<JApiCompatibilityChange> all = all(changed);
        for (JApiCompatibilityChange each : all) {
            boolean breaks = !each.isBinaryCompatible() || !each.isSourceCompatible();
            if (breaks && !(FOR_IMPLEMENTORS.contains(each.getType()) && ours.test(type.getFullyQualifiedName()))) {
                broken = true;
                incompatible.add(words(each.getType(), kind) + ": " + name);
            }
        }
        if (!broken && changed.getChangeStatus() == JApiChangeStatus.NEW) {
            compatible.add(kind + " added: " + name);
        } else if (!broken) {
            all.forEach(each -> compatible.add(words(each.getType(), kind) + ": " + name));
        }
    }

    /** Those of a method's parameters and result are not among its own. */
    private static List<JApiCompatibilityChange> all(JApiCompatibility changed) {
        Stream<JApiCompatibility> parts = changed instanceof JApiBehavior behavior ? Stream.concat(Stream.of(changed), behavior.getParameters().stream())
            : Stream.of(changed);
        Stream<JApiCompatibility> result = changed instanceof JApiMethod method ? Stream.of(method.getReturnType()) : Stream.of();
        return Stream.concat(parts, result).flatMap(each -> each.getCompatibilityChanges().stream()).distinct().toList();
    }

    private static String words(JApiCompatibilityChangeType type, String kind) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ').replaceFirst("^(class|field)\\b", kind);
    }

    private static String kind(JApiClass type) {
        ClassType now = type.getClassType().getNewTypeOptional().orElseGet(() -> type.getClassType().getOldTypeOptional().orElseThrow());
        return now.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isEnum(JApiClass type) {
        return type.getClassType().getOldTypeOptional().filter(ClassType.ENUM::equals).isPresent();
    }

    private static String parameters(JApiBehavior behavior) {
        return behavior.getParameters().stream().map(each -> each.getType()).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String result(JApiMethod method) {
        JApiReturnType type = method.getReturnType();
        return type.getChangeStatus() == JApiChangeStatus.MODIFIED ? ", " + type.getOldReturnType() + " before, " + type.getNewReturnType() + " now" : "";
    }
}
