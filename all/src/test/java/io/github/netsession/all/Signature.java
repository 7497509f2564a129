package io.github.netsession.all;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.AttributeInfo;
import javassist.bytecode.ClassFile;
import javassist.bytecode.ConstPool;
import javassist.bytecode.FieldInfo;
import javassist.bytecode.InnerClassesAttribute;
import javassist.bytecode.MethodInfo;

/**
 * What programs of users are compiled against: the types of the exported packages with their public and protected members, without the bodies. As
 * long as none of that changes, two builds give the same bytes.
 */
record Signature(byte[] jar) {

    /** Of a class, a field and a method; the others are about bodies, sources and what is private. */
    private static final Set<String> KEPT = Set.of("Signature", "Exceptions", "InnerClasses", "ConstantValue", "Record", "PermittedSubclasses",
        "AnnotationDefault", "Deprecated");
    private static final FileTime NO_TIME = FileTime.fromMillis(315_532_800_000L);

    static Signature ofThisBuild() throws IOException {
        return of(Exports.packages(), new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(Exports.packages()));
    }

    /** The signature of what is compiled in a folder. */
    static Signature of(Path folder, String... packages) throws IOException {
        return of(Set.of(packages), new ClassFileImporter().importPath(folder));
    }

    private static Signature of(Set<String> packages, Iterable<JavaClass> classes) throws IOException {
        Map<String, ClassFile> all = new TreeMap<>();
        for (JavaClass each : classes) {
            if (packages.contains(each.getPackageName())) {
                all.put(each.getName(), read(each.getSource().orElseThrow().getUri()));
            }
        }
        Map<String, byte[]> kept = new TreeMap<>();
        for (ClassFile each : List.copyOf(all.values())) {
            if (isPublic(each, all)) {
                keep(each, all, kept);
            }
        }
        return write(kept);
    }

    private static ClassFile read(URI place) throws IOException {
        try (InputStream in = place.toURL().openStream()) {
            return new ClassFile(new DataInputStream(in));
        }
    }

    /** What is nested says in an attribute whether it is public; what is in a type that is not public does not count. */
    private static boolean isPublic(ClassFile type, Map<String, ClassFile> all) {
        String top = type.getName().replaceAll("\\$.*", "");
        if (!isVisible(all.get(top).getAccessFlags())) {
            return false;
        }
        InnerClassesAttribute nested = (InnerClassesAttribute) type.getAttribute(InnerClassesAttribute.tag);
        for (int i = 0; nested != null && i < nested.tableLength(); i++) {
            boolean around = (type.getName() + '$').startsWith(nested.innerClass(i) + '$');
            if (around && (nested.innerName(i) == null || !isVisible(nested.accessFlags(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int flags) {
        return (flags & (AccessFlag.PUBLIC | AccessFlag.PROTECTED)) != 0 && (flags & AccessFlag.SYNTHETIC) == 0;
    }

    /** And what it extends, since a public class inherits the members of one that is not. */
    private static void keep(ClassFile type, Map<String, ClassFile> all, Map<String, byte[]> kept) throws IOException {
        if (kept.put(type.getName(), stripped(type)) == null) {
            List<String> above = new ArrayList<>(List.of(type.getInterfaces()));
            above.add(type.getSuperclass());
            for (String each : above) {
                if (all.containsKey(each)) {
                    keep(all.get(each), all, kept);
                }
            }
        }
    }

    private static byte[] stripped(ClassFile type) throws IOException {
        ClassFile copy = new ClassFile(type.isInterface(), type.getName(), type.getSuperclass());
        ConstPool constants = copy.getConstPool();
        copy.setMajorVersion(type.getMajorVersion());
        copy.setAccessFlags(type.getAccessFlags());
        copy.setInterfaces(type.getInterfaces());
        copyKept(type.getAttributes(), constants).forEach(copy::addAttribute);
        for (FieldInfo each : type.getFields()) {
            if (isVisible(each.getAccessFlags())) {
                FieldInfo field = new FieldInfo(constants, each.getName(), each.getDescriptor());
                field.setAccessFlags(each.getAccessFlags());
                copyKept(each.getAttributes(), constants).forEach(field::addAttribute);
                copy.addField2(field);
            }
        }
        for (MethodInfo each : type.getMethods()) {
            if (isVisible(each.getAccessFlags())) {
                MethodInfo method = new MethodInfo(constants, each.getName(), each.getDescriptor());
                method.setAccessFlags(each.getAccessFlags());
                copyKept(each.getAttributes(), constants).forEach(method::addAttribute);
                copy.addMethod2(method);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static List<AttributeInfo> copyKept(List<AttributeInfo> attributes, ConstPool constants) {
        return attributes.stream().filter(each -> KEPT.contains(each.getName())).map(each -> each.copy(constants, Map.of())).toList();
    }

    private static Signature write(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                JarEntry entry = new JarEntry(each.getKey().replace('.', '/') + ".class");
                entry.setLastModifiedTime(NO_TIME);
                jar.putNextEntry(entry);
                jar.write(each.getValue());
            }
        }
        return new Signature(out.toByteArray());
    }

    static Signature read(Path file) throws IOException {
        return new Signature(Files.readAllBytes(file));
    }

    List<ClassFile> types() throws IOException {
        List<ClassFile> types = new ArrayList<>();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            while (in.getNextJarEntry() != null) {
                types.add(new ClassFile(new DataInputStream(new ByteArrayInputStream(in.readAllBytes()))));
            }
        }
        return types;
    }
}
