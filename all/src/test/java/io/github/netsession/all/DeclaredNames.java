package io.github.netsession.all;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The names that Java sources declare, as the compiler reads them: {@code Type}, {@code Outer.Nested}, {@code Type.member}. */
final class DeclaredNames {

    private final Set<String> types = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final Set<String> fields = new HashSet<>();

    private DeclaredNames() {
    }

    static DeclaredNames of(Collection<Path> sources) throws IOException {
        DeclaredNames names = new DeclaredNames();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(names.new Collector(), null);
            }
        }
        return names;
    }

    int types() {
        return types.size();
    }

    boolean hasType(String name) {
        return types.contains(name);
    }

    /** Returns whether a type declares a method, a field, a constant or a component of a record; {@code Type.member}. */
    boolean hasMember(String name) {
        return members.contains(name);
    }

    /** Returns whether any type declares a field or a constant of this name. */
    boolean hasField(String name) {
        return fields.contains(name);
    }

    /** Each name with and without the type around its type. */
    private final class Collector extends TreeScanner<Void, Void> {

        private String outer = "";
        private String type = "";

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            String outerBefore = outer;
            String typeBefore = type;
            outer = type;
            type = tree.getSimpleName().toString();
            add(types, "");
            super.visitClass(tree, nothing);
            outer = outerBefore;
            type = typeBefore;
            return null;
        }

        /** Does not look into the body: what is local has no name outside. */
        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            add(members, "." + tree.getName());
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            add(members, "." + tree.getName());
            fields.add(tree.getName().toString());
            return null;
        }

        private void add(Set<String> names, String member) {
            names.add(type + member);
            names.add(outer + '.' + type + member);
        }
    }
}
