package io.github.netsession.engine.holds.shared;

import io.github.netsession.internal.GuardedLogger;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A private directory of this user, and the files in it. A link is not a file of it; no file is created that other users can read. */
final class HoldsDirectory {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** The suffix of a file that is being written, or whose writer died while writing it. */
    static final String TEMPORARY = ".new";

    /** The file of a process that holds ten thousand access points is smaller; a larger file is not from this library. */
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_ATTEMPTS = 8;
    /** Whether the file systems are those of POSIX. On others, a file that a process has open is in the way of a new one of the same name. */
    static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] PRIVATE_DIRECTORY = attributes("rwx------");
    private static final FileAttribute<?>[] PRIVATE_FILE = attributes("rw-------");

    private final Path path;
    private final OpenFileRetries retries;

    HoldsDirectory(Path path, OpenFileRetries retries) {
        this.path = path;
        this.retries = retries;
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
            : new FileAttribute<?>[0];
    }

    /** Creates the directory if it is missing, with its parents, and checks it. */
    static HoldsDirectory open(Path directory, String scope) throws HoldsUnusable {
        Path path = scopePath(directory, scope);
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw unusable(path, "is not a directory of the operating system", "name one by Networks.builder().holdsDirectory(..)");
        }
        try {
            for (Path each : List.of(directory, path)) {
                createAndCheck(each);
            }
        } catch (IOException e) {
            throw unusable(path, "cannot be created or read: " + describe(e), "let this user write there, or name another directory by Networks.builder().holdsDirectory(..)");
        }
        return new HoldsDirectory(path, OpenFileRetries.ofThisSystem());
    }

    /** Returns a directory that is neither created nor checked, to read from it once. */
    static HoldsDirectory of(Path directory, String scope) {
        return new HoldsDirectory(scopePath(directory, scope), OpenFileRetries.ofThisSystem());
    }

    private static Path scopePath(Path directory, String scope) {
        StringBuilder name = new StringBuilder();
        boolean isDash = false;
        for (char each : scope.toCharArray()) {
            boolean isKept = each < 128 && Character.isLetterOrDigit(each) || each == '_' || each == '.' || each == '-';
            if (isKept || !isDash) {
                name.append(isKept ? each : '-');
            }
            isDash = !isKept;
        }
        return directory.resolve(name.toString());
    }

    /** Returns true if the directory has been created and not deleted since. */
    static boolean exists(Path directory, String scope) {
        return Files.exists(scopePath(directory, scope), LinkOption.NOFOLLOW_LINKS);
    }

    private static void createAndCheck(Path each) throws IOException, HoldsUnusable {
        for (int attempt = 1; ; attempt++) {
            try {
                if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(each, PRIVATE_DIRECTORY);
                }
                check(each);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException justDeleted) {
                // By the last of the other programs; createDirectories throws the second if that happens after another program has created it.
                if (attempt == MAX_ATTEMPTS) {
                    throw justDeleted;
                }
            }
        }
    }

    /** Checks whether the directory could be opened; changes nothing. */
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
            throw unusable(directory, "cannot be read: " + describe(e), "let this user read it");
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw unusable(directory, "cannot be used: this process may not write in " + existing,
                "let this user write there, or name another directory by Networks.builder().holdsDirectory(..)");
        }
    }

    private static void check(Path directory) throws IOException, HoldsUnusable {
        BasicFileAttributes found = Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw unusable(directory, "is a link, and links are not followed", "name the directory itself by Networks.builder().holdsDirectory(..)");
        } else if (!found.isDirectory()) {
            throw unusable(directory, "is not a directory", "remove it, or name a directory by Networks.builder().holdsDirectory(..)");
        }
        OptionalInt owner = ProcessUser.owner(directory);
        if (owner.isPresent()) {
            requireOwner(directory, owner.getAsInt(), ProcessUser.effective());
        }
        if (POSIX) {
            PosixFileAttributes posix = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String mode = PosixFilePermissions.toString(posix.permissions());
            if (!mode.endsWith("------")) {
                throw unusable(directory, "is accessible to other users (" + mode + ")", "chmod 700 " + directory);
            }
        }
    }

    /** Rejects a directory that belongs to another user, or that may do so because the user of this process is unknown. */
    static void requireOwner(Path directory, int owner, OptionalInt user) throws HoldsUnusable {
        if (user.isEmpty()) {
            throw ProcessUser.unknown();
        }
        if (user.getAsInt() != owner) {
            throw unusable(directory, "belongs to user " + owner + ", not to user " + user.getAsInt() + ", whose sessions are counted",
                "name a directory of this user's by Networks.builder().holdsDirectory(..)");
        }
    }

    private static HoldsUnusable unusable(Path directory, String reason, String remedy) {
        return new HoldsUnusable(directory + " " + reason, remedy);
    }

    /** Returns the type and message of an exception; the message alone is often only the name of a file. */
    static String describe(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Opens a file for locking only: a read or write by an interrupted thread would close the channel. */
    FileChannel openLock(String name, boolean create) throws IOException {
        requireRegularFile(file(name));
        Set<OpenOption> options = create
            ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file(name), options, PRIVATE_FILE);
    }

    /** Rejects a pipe or a device, which could block the thread that opens it. */
    private static void requireRegularFile(Path file) throws IOException {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
                throw new IOException(file + " is not a regular file");
            }
        } catch (NoSuchFileException none) {
            return;
        }
    }

    /**
     * Returns the lines of a file. As {@link #replace}, by a stream of java.io: a channel would be closed by an interrupt, and needs direct
     * memory, which the application may have used up. Source: OpenJDK, IOUtil.java, getTemporaryDirectBuffer.
     */
    List<String> read(String name) throws IOException {
        requireRegularFile(file(name));
        try (InputStream in = openInput(name)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new MalformedFileException(file(name) + " is larger than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private InputStream openInput(String name) throws IOException {
        try {
            return new FileInputStream(file(name).toFile());
        } catch (FileNotFoundException refused) {
            // The same exception means that this process may not read the file.
            if (exists(name)) {
                throw refused;
            }
            NoSuchFileException missing = new NoSuchFileException(file(name).toString());
            missing.initCause(refused);
            throw missing;
        }
    }

    /** Replaces a file atomically, so that no process sees a part of it, even if this process dies meanwhile. */
    void replace(String name, List<String> lines) throws IOException {
        Path temporary = file(name + TEMPORARY);
        delete(name + TEMPORARY);
        Files.createFile(temporary, PRIVATE_FILE);
        try (OutputStream out = new FileOutputStream(temporary.toFile())) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            delete(name + TEMPORARY);
            throw refused;
        }
        retries.make(() -> Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    void rename(String name, String next) throws IOException {
        retries.make(() -> Files.move(file(name), file(next), StandardCopyOption.ATOMIC_MOVE));
    }

    void delete(String name) throws IOException {
        retries.make(() -> Files.deleteIfExists(file(name)));
    }

    /** Deletes the directory with its last file; leaves the directory if it contains another one by now. */
    void deleteWith(String lastName) throws IOException {
        delete(lastName);
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException inUse) {
            LOG.log(System.Logger.Level.DEBUG, "another process has begun to use {0}", path);
        }
    }

    /** Returns whether a directory does not exist, without an exception: each reading asks, and as a rule there is none. */
    static boolean isAbsent(Path directory) {
        return !directory.toFile().exists();
    }

    /** Returns when an entry of a directory was last created or deleted; the epoch if the directory does not exist. */
    static FileTime lastChange(Path directory) {
        if (isAbsent(directory)) {
            return FileTime.fromMillis(0);
        }
        try {
            return Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException none) {
            LOG.log(System.Logger.Level.TRACE, "no directory of holds", none);
            return FileTime.fromMillis(0);
        }
    }

    FileTime lastModified(String name) throws IOException {
        return Files.getLastModifiedTime(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    boolean exists(String name) {
        return Files.exists(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the sorted names, without the suffix, of the files named by a match of the pattern followed by the suffix. */
    List<String> names(Pattern pattern, String suffix) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + suffix)) {
            for (Path each : files) {
                String name = each.getFileName().toString();
                name = name.substring(0, name.length() - suffix.length());
                // Other files are not from this library, and this JVM cannot even open some of them: it cannot represent every name.
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
