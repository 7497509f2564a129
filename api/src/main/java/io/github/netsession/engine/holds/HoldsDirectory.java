package io.github.netsession.engine.holds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A directory that is this user's alone, and the files in it: none is opened through a link, none is made that others can read. */
final class HoldsDirectory {

    /** A holder of ten thousand access points needs less; what is larger is not ours. */
    private static final int MAX_BYTES = 1 << 20;
    /** Of a file that is just being written, or whose writer died over it. */
    static final String NEW = ".new";

    private static final int MAX_CLEANED_UP = 8;
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] PRIVATE_DIRECTORY = attributes("rwx------");
    private static final FileAttribute<?>[] PRIVATE_FILE = attributes("rw-------");

    private final Path path;

    private HoldsDirectory(Path path) {
        this.path = path;
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
            : new FileAttribute<?>[0];
    }

    /** Makes what is missing of it, and checks it. */
    static HoldsDirectory open(Path directory, String scope) throws HoldsUnusable {
        Path whole = whole(directory, scope);
        try {
            for (Path each : List.of(directory, whole)) {
                makeAndCheck(each);
            }
        } catch (IOException e) {
            throw unusable(whole, "cannot be made or read: " + reason(e), "let this user write there, or name another directory by Networks.builder().holdsDirectory(..)");
        }
        return new HoldsDirectory(whole);
    }

    private static Path whole(Path directory, String scope) {
        return directory.resolve(scope.replaceAll("[^A-Za-z0-9_.-]+", "-"));
    }

    /** Whether anybody has opened it and not tidied up. */
    static boolean exists(Path directory, String scope) {
        return Files.exists(whole(directory, scope), LinkOption.NOFOLLOW_LINKS);
    }

    private static void makeAndCheck(Path each) throws IOException, HoldsUnusable {
        for (int times = 1; ; times++) {
            try {
                if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(each, PRIVATE_DIRECTORY);
                }
                check(each);
                return;
            } catch (NoSuchFileException cleanedUp) {
                if (times == MAX_CLEANED_UP) {
                    throw cleanedUp;
                }
            }
        }
    }

    /** Looks whether it could be opened, and changes nothing. */
    static void probe(Path directory) throws HoldsUnusable {
        Path existing = directory.toAbsolutePath();
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        try {
            if (existing != null && existing.equals(directory.toAbsolutePath())) {
                check(directory);
            }
        } catch (IOException e) {
            throw unusable(directory, "cannot be read: " + reason(e), "let this user read it");
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw unusable(directory, "cannot be used: this process may not write in " + existing,
                "let this user write there, or name another directory by Networks.builder().holdsDirectory(..)");
        }
    }

    private static void check(Path directory) throws IOException, HoldsUnusable {
        BasicFileAttributes found = Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw unusable(directory, "is a link, and links are not followed here", "name the directory itself by Networks.builder().holdsDirectory(..)");
        } else if (!found.isDirectory()) {
            throw unusable(directory, "is not a directory", "remove it, or name a directory by Networks.builder().holdsDirectory(..)");
        }
        OptionalInt owner = HoldsPlace.owner(directory);
        OptionalInt user = owner.isPresent() ? HoldsPlace.effectiveUser() : owner;
        if (user.isPresent() && owner.getAsInt() != user.getAsInt()) {
            throw unusable(directory, "belongs to user " + owner.getAsInt() + ", not to user " + user.getAsInt() + ", whose sessions are counted",
                "name a directory of this user's by Networks.builder().holdsDirectory(..)");
        }
        if (POSIX) {
            PosixFileAttributes posix = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String mode = PosixFilePermissions.toString(posix.permissions());
            if (!mode.endsWith("------")) {
                throw unusable(directory, "lets other users in (" + mode + ")", "chmod 700 " + directory);
            }
        }
    }

    private static HoldsUnusable unusable(Path directory, String reason, String remedy) {
        return new HoldsUnusable(directory + " " + reason, remedy);
    }

    /** An exception's message, which for files is often only their name. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Opens a file for locking only: what is read or written by an interrupted thread would close it. */
    FileChannel openLock(String name, boolean create) throws IOException {
        refuseUnlessRegular(file(name));
        Set<OpenOption> options = create
            ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file(name), options, PRIVATE_FILE);
    }

    /** A pipe or a device would keep whoever opens it waiting. */
    private static void refuseUnlessRegular(Path file) throws IOException {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
                throw new IOException(file + " is not a regular file");
            }
        } catch (NoSuchFileException none) {
            return;
        }
    }

    /** The lines of a file. */
    List<String> read(String name) throws IOException {
        refuseUnlessRegular(file(name));
        try (InputStream in = Files.newInputStream(file(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new MalformedFileException(file(name) + " is larger than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Replaces a file as a whole, so that nobody sees a part of it, not even after a crash. */
    void replace(String name, List<String> lines) throws IOException {
        Path next = file(name + NEW);
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), PRIVATE_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException refused) {
            Files.deleteIfExists(next);
            throw refused;
        }
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void rename(String name, String next) throws IOException {
        Files.move(file(name), file(next), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    boolean exists(String name) {
        return Files.exists(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The names of the files that are one of the pattern and this ending, without the ending, in a stable order. */
    List<String> names(Pattern pattern, String ending) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + ending)) {
            for (Path each : files) {
                String name = each.getFileName().toString();
                name = name.substring(0, name.length() - ending.length());
                // Nothing else is ours, and some names cannot even be opened under what this JVM makes of them.
                if (pattern.matcher(name).matches()) {
                    names.add(name);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
