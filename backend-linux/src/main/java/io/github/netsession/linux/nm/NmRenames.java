package io.github.netsession.linux.nm;

import io.github.netsession.Link;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * NetworkManager's devices by the names that their links have now. NetworkManager hears of a rename as everybody does, so for some milliseconds, or for
 * as long as it hangs, it says the earlier name while the kernel already shows the new one. A name that it goes on to say of a device therefore means
 * the link that had this name when the device was last found. For one thread.
 */
final class NmRenames {

    private Map<Named, Integer> indexes = Map.of();

    /** A name that NetworkManager says of a device; after a restart of NetworkManager the paths count anew. */
    private record Named(String source, String path, String name) {
    }

    /** Returns what NetworkManager says, with the links' present names. */
    NmTree over(NmTree told, List<Link> links) {
        Map<String, Link> byName = new HashMap<>();
        Map<Integer, Link> byIndex = new HashMap<>();
        links.forEach(link -> {
            byName.put(link.name(), link);
            byIndex.put(link.index(), link);
        });
        Map<Named, Integer> found = new HashMap<>();
        Map<String, NmTree.Device> renamed = new HashMap<>();
        told.devices().forEach((path, device) -> {
            NmTree.Device now = device.named(name(new Named(told.source(), path, device.iface()), byName, byIndex, found),
                name(new Named(told.source(), path, device.link()), byName, byIndex, found));
            if (!now.equals(device)) {
                renamed.put(path, now);
            }
        });
        indexes = found;
        return renamed.isEmpty() ? told : told.withDevices(renamed);
    }

    private String name(Named named, Map<String, Link> byName, Map<Integer, Link> byIndex, Map<Named, Integer> found) {
        Link before = byIndex.get(indexes.getOrDefault(named, 0));
        Link link = before != null ? before : byName.get(named.name());
        if (link != null) {
            found.put(named, link.index());
        }
        return link != null ? link.name() : named.name();
    }
}
