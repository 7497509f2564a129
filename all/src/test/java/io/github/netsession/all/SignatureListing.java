package io.github.netsession.all;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.AttributeInfo;
import javassist.bytecode.BadBytecode;
import javassist.bytecode.ClassFile;
import javassist.bytecode.ExceptionsAttribute;
import javassist.bytecode.FieldInfo;
import javassist.bytecode.MethodInfo;
import javassist.bytecode.SignatureAttribute;

/** A signature as text: a line for each type and each member, so that a commit shows what it changes. */
final class SignatureListing {

    private SignatureListing() {
    }

    static String of(Signature signature) throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            for (ClassFile each : signature.types()) {
                lines.add(header(each));
                Stream.concat(fields(each), methods(each)).sorted().forEach(lines::add);
            }
        } catch (BadBytecode wrong) {
            throw new IOException(wrong);
        }
        return String.join("\n", lines) + '\n';
    }

    private static String generic(AttributeInfo attribute, String otherwise) {
        return attribute == null ? otherwise : ((SignatureAttribute) attribute).getSignature();
    }

    private static String header(ClassFile type) throws BadBytecode {
        boolean isInterface = type.isInterface();
        int flags = type.getAccessFlags() & ~AccessFlag.SUPER & ~AccessFlag.INTERFACE & ~(isInterface ? AccessFlag.ABSTRACT : 0);
        String kind = isInterface ? "interface " : "class ";
        SignatureAttribute signature = (SignatureAttribute) type.getAttribute(SignatureAttribute.tag);
        String above = type.getSuperclass() + " " + Arrays.stream(type.getInterfaces()).collect(Collectors.joining(", "));
        return modifiers(flags) + kind + type.getName() + ": "
            + (signature == null ? above.strip() : SignatureAttribute.toClassSignature(signature.getSignature()).toString().replaceFirst("^<> ", ""));
    }

    private static String modifiers(int flags) {
        String words = Modifier.toString(flags & ~AccessFlag.VARARGS & ~AccessFlag.BRIDGE & ~AccessFlag.ENUM);
        return words.isEmpty() ? "" : words + ' ';
    }

    private static Stream<String> fields(ClassFile type) throws BadBytecode {
        List<String> lines = new ArrayList<>();
        for (FieldInfo each : type.getFields()) {
            String descriptor = generic(each.getAttribute(SignatureAttribute.tag), each.getDescriptor());
            lines.add("  " + each.getName() + ": " + modifiers(each.getAccessFlags()) + SignatureAttribute.toTypeSignature(descriptor));
        }
        return lines.stream();
    }

    private static Stream<String> methods(ClassFile type) throws BadBytecode {
        List<String> lines = new ArrayList<>();
        for (MethodInfo each : type.getMethods()) {
            SignatureAttribute.MethodSignature signature = SignatureAttribute.toMethodSignature(
                generic(each.getAttribute(SignatureAttribute.tag), each.getDescriptor()));
            ExceptionsAttribute thrown = each.getExceptionsAttribute();
            lines.add("  " + each.getName() + Arrays.stream(signature.getParameterTypes()).map(Object::toString).collect(Collectors.joining(", ", "(", ")"))
                + ": " + modifiers(each.getAccessFlags())
                + Arrays.stream(signature.getTypeParameters()).map(Object::toString).map(parameter -> "<" + parameter + "> ").collect(Collectors.joining())
                + signature.getReturnType() + (thrown == null ? "" : " throws " + String.join(", ", thrown.getExceptions())));
        }
        return lines.stream();
    }
}
