package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the other processes of this user hold. While the gate is held. */
final class OtherProcesses {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    private final HoldsDirectory directory;

    OtherProcesses(HoldsDirectory directory) {
        this.directory = directory;
    }

    /** Whether a living one holds it, or says something that cannot be read, which may mean the same. */
    boolean isHeld(ConfigurationId id, String ownName) throws IOException, HoldsUnusable {
        for (String name : directory.names(ProcessFileNames.PATTERN, ProcessFileNames.HOLDS)) {
            if (!name.equals(ownName) && said(name).map(process -> process.holds().containsKey(id)).orElse(true) && isAlive(name)) {
                return true;
            }
        }
        return false;
    }

    /** Those that live and can be read. */
    Map<String, ProcessHolds> living(String ownName) throws IOException, HoldsUnusable {
        Map<String, ProcessHolds> living = new LinkedHashMap<>();
        for (String name : directory.names(ProcessFileNames.PATTERN, ProcessFileNames.HOLDS)) {
            Optional<ProcessHolds> said = name.equals(ownName) ? Optional.empty() : said(name);
            if (said.isPresent() && isAlive(name)) {
                living.put(name, said.get());
            }
        }
        return living;
    }

    /** Removes what the dead have left behind. */
    void sweep(String ownName) throws IOException {
        for (String name : directory.names(ProcessFileNames.PATTERN, ProcessFileNames.JOINING)) {
            // Whoever is just making it, and has not locked it yet, tries again.
            if (!ProcessFileNames.isOfThisJvm(name) && !isLocked(name + ProcessFileNames.JOINING)) {
                directory.delete(name + ProcessFileNames.JOINING);
            }
        }
        for (String ending : new String[] {ProcessFileNames.LOCK, ProcessFileNames.HOLDS, ProcessFileNames.HOLDS + HoldsDirectory.NEW}) {
            for (String name : directory.names(ProcessFileNames.PATTERN, ending)) {
                if (!name.equals(ownName)) {
                    isAlive(name);
                }
            }
        }
    }

    private Optional<ProcessHolds> said(String name) throws IOException, HoldsUnusable {
        try {
            return Optional.of(ProcessHolds.of(directory.read(name + ProcessFileNames.HOLDS)));
        } catch (NoSuchFileException leftJustNow) {
            return Optional.empty();
        } catch (HoldsUnusable newer) {
            if (isAlive(name)) {
                throw newer;
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, and counts as long as its process lives: {1}",
                directory.file(name + ProcessFileNames.HOLDS), HoldsDirectory.reason(unreadable));
            return Optional.empty();
        }
    }

    /** The kernel gives a lock back when the process that has it is gone, whatever else has got its number since. */
    private boolean isAlive(String name) throws IOException {
        if (ProcessFileNames.isOfThisJvm(name)) {
            return true;
        }
        if (isLocked(name + ProcessFileNames.LOCK)) {
            return true;
        }
        directory.delete(name + ProcessFileNames.HOLDS + HoldsDirectory.NEW);
        directory.delete(name + ProcessFileNames.HOLDS);
        directory.delete(name + ProcessFileNames.LOCK);
        return false;
    }

    private boolean isLocked(String name) throws IOException {
        try (FileChannel channel = directory.openLock(name, false)) {
            return ProcessLock.tryLock(channel).isEmpty();
        } catch (NoSuchFileException none) {
            return false;
        }
    }
}
