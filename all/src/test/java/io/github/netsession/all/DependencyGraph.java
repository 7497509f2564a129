package io.github.netsession.all;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The dependencies between types, by name. A dependency of a type on itself does not count. */
final class DependencyGraph {

    private final SortedMap<String, SortedSet<String>> targets = new TreeMap<>();

    void add(String type) {
        targets.computeIfAbsent(type, name -> new TreeSet<>());
    }

    void add(String from, String to) {
        add(from);
        add(to);
        if (!from.equals(to)) {
            targets.get(from).add(to);
        }
    }

    int types() {
        return targets.size();
    }

    int dependencies() {
        return targets.values().stream().mapToInt(Set::size).sum();
    }

    /** Returns the circles: the largest sets of types that all depend on each other, directly or over others. */
    List<Set<String>> circles() {
        Map<String, Set<String>> reached = targets.keySet().stream().collect(Collectors.toMap(type -> type, this::reachedFrom));
        List<Set<String>> circles = new ArrayList<>();
        for (String type : targets.keySet()) {
            Set<String> circle = reached.get(type).stream().filter(other -> reached.get(other).contains(type)).collect(Collectors.toCollection(TreeSet::new));
            if (circle.size() > 1 && !circles.contains(circle)) {
                circles.add(circle);
            }
        }
        return circles;
    }

    /** Contains the type itself only if a circle leads back to it. */
    private Set<String> reachedFrom(String type) {
        Set<String> reached = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(targets.get(type));
        while (!left.isEmpty()) {
            String next = left.pop();
            if (reached.add(next)) {
                left.addAll(targets.get(next));
            }
        }
        return reached;
    }

    /** Lists the dependencies within a circle, one a line, by simple names. */
    String describe(Set<String> circle) {
        return "circle of " + circle.size() + " types:" + circle.stream().flatMap(from -> targets.get(from).stream().filter(circle::contains)
            .map(to -> "\n  " + simple(from) + " -> " + simple(to))).collect(Collectors.joining());
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
