package io.github.netsession.engine.holds.shared;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.BackendException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Deletes the directories of scopes that do not exist any more, such as network namespaces that are gone. */
final class GoneScopes {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private GoneScopes() {
    }

    /** Deletes the directories next to the own one whose scopes are gone, unless a live process uses them. */
    static void delete(Path place, String ownScope, UnaryOperator<Set<String>> gone) {
        try {
            Set<String> others = scopes(place);
            others.remove(ownScope);
            (others.isEmpty() ? others : gone.apply(others)).forEach(scope -> delete(place, scope));
        } catch (IOException | BackendException left) {
            LOG.log(System.Logger.Level.DEBUG, "directories of scopes that are gone are left in " + place, left);
        }
    }

    private static void delete(Path place, String scope) {
        try {
            delete(HoldsDirectory.open(place, scope));
        } catch (IOException | HoldsUnusable left) {
            LOG.log(System.Logger.Level.DEBUG, "the directory of a scope that is gone is left: " + scope, left);
        }
    }

    private static Set<String> scopes(Path place) throws IOException {
        Set<String> scopes = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))) {
            all.forEach(each -> scopes.add(each.getFileName().toString()));
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        return scopes;
    }

    private static void delete(HoldsDirectory directory) throws IOException {
        ProcessLock lock = new ProcessLock(directory);
        try {
            if (lock.acquire(Duration.ZERO)) {
                OtherProcesses processes = new OtherProcesses(directory);
                processes.deleteStaleFiles("");
                if (!processes.isAnyLeft()) {
                    LedgerFile.deleteAll(directory);
                }
            }
        } finally {
            lock.close(Duration.ZERO);
        }
    }
}
