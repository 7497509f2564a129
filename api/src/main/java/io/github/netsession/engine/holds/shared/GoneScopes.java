package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Deletes the directories of scopes that do not exist any more, such as network namespaces that are gone. */
final class GoneScopes {

    private GoneScopes() {
    }

    /** Deletes each directory next to the own one whose scope is gone, unless a live process uses it. */
    static void delete(Path place, String ownScope, Predicate<String> isGone) throws IOException, HoldsUnusable {
        for (String scope : scopes(place)) {
            if (!scope.equals(ownScope) && isGone.test(scope)) {
                delete(HoldsDirectory.open(place, scope));
            }
        }
    }

    private static List<String> scopes(Path place) throws IOException {
        List<String> scopes = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))) {
            all.forEach(each -> scopes.add(each.getFileName().toString()));
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        return scopes;
    }

    private static void delete(HoldsDirectory directory) throws IOException {
        ProcessLock lock = new ProcessLock(directory);
        if (lock.acquire(Duration.ZERO)) {
            OtherProcesses processes = new OtherProcesses(directory);
            processes.deleteStaleFiles("");
            if (!processes.isAnyLeft()) {
                directory.delete(LedgerFile.NAME);
                directory.deleteWith(ProcessLock.NAME);
            }
        }
        lock.close(Duration.ZERO);
    }
}
