package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the other processes of this user hold. While the gate is held. */
final class OtherHolds {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    private final HoldsDirectory directory;

    OtherHolds(HoldsDirectory directory) {
        this.directory = directory;
    }

    /** Whether a living one holds it, or says something that cannot be read, which may mean the same. */
    boolean isHeld(ConfigurationId id, String ownName) throws IOException, HoldsUnusable {
        for (String name : directory.names(OwnHolds.HOLDS)) {
            if (!name.equals(ownName) && said(name).map(presence -> presence.holds().containsKey(id)).orElse(true) && isAlive(name)) {
                return true;
            }
        }
        return false;
    }

    /** Those that live and can be read. */
    Map<String, Presence> living(String ownName) throws IOException, HoldsUnusable {
        Map<String, Presence> living = new LinkedHashMap<>();
        for (String name : directory.names(OwnHolds.HOLDS)) {
            Optional<Presence> said = name.equals(ownName) ? Optional.empty() : said(name);
            if (said.isPresent() && isAlive(name)) {
                living.put(name, said.get());
            }
        }
        return living;
    }

    /** Removes what the dead have left behind. */
    void sweep(String ownName) throws IOException {
        for (String name : directory.names(OwnHolds.JOINING)) {
            // Whoever is just making it, and has not locked it yet, tries again.
            if (!OwnHolds.isOfThisJvm(name) && !isLocked(name + OwnHolds.JOINING)) {
                directory.delete(name + OwnHolds.JOINING);
            }
        }
        for (String ending : new String[] {OwnHolds.LOCK, OwnHolds.HOLDS, OwnHolds.HOLDS + HoldsDirectory.NEW}) {
            for (String name : directory.names(ending)) {
                if (!name.equals(ownName)) {
                    isAlive(name);
                }
            }
        }
    }

    private Optional<Presence> said(String name) throws IOException, HoldsUnusable {
        try {
            return Optional.of(Presence.of(directory.read(name + OwnHolds.HOLDS)));
        } catch (NoSuchFileException leftJustNow) {
            return Optional.empty();
        } catch (HoldsUnusable newer) {
            if (isAlive(name)) {
                throw newer;
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, and counts as long as its process lives: {1}",
                directory.file(name + OwnHolds.HOLDS), HoldsDirectory.reason(unreadable));
            return Optional.empty();
        }
    }

    /** The kernel gives a lock back when the process that has it is gone, whatever else has got its number since. */
    private boolean isAlive(String name) throws IOException {
        if (OwnHolds.isOfThisJvm(name)) {
            return true;
        }
        if (isLocked(name + OwnHolds.LOCK)) {
            return true;
        }
        directory.delete(name + OwnHolds.HOLDS + HoldsDirectory.NEW);
        directory.delete(name + OwnHolds.HOLDS);
        directory.delete(name + OwnHolds.LOCK);
        return false;
    }

    private boolean isLocked(String name) throws IOException {
        try (FileChannel channel = directory.openLock(name, false)) {
            return Gate.tryLock(channel).isEmpty();
        } catch (NoSuchFileException none) {
            return false;
        }
    }
}
