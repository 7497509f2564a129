package io.github.netsession.linux.nm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of NetworkManager after a reading.
 *
 * @param tree its objects; empty if it is not there
 * @param profiles the settings of the profiles that this user may see, by their paths
 * @param permissions the answers to GetPermissions, {@code yes}, {@code auth} or {@code no}; empty if not known
 * @param own the profiles that the application brought, by their UUIDs
 * @param isSilent whether it is there, and nothing of it could be read yet
 * @param obstacle why it cannot be asked for anything now; empty if it can. With a tree, the tree is the last one that could be read
 */
record NmState(Optional<NmTree> tree, Map<String, NmProfile> profiles, Map<String, String> permissions,
               Map<String, NmProfile> own, boolean isSilent, Optional<String> obstacle) {

    NmState {
        profiles = Map.copyOf(profiles);
        permissions = Map.copyOf(permissions);
        own = Map.copyOf(own);
    }

    /** It is not there. */
    static NmState absent(String reason) {
        return new NmState(Optional.empty(), Map.of(), Map.of(), Map.of(), false, Optional.of(reason));
    }

    /** It is there, and does not answer. */
    static NmState silent(String reason) {
        return new NmState(Optional.empty(), Map.of(), Map.of(), Map.of(), true, Optional.of(reason));
    }

    /** The same, but it cannot be asked now. */
    NmState behind(String reason) {
        return new NmState(tree, profiles, permissions, own, isSilent, Optional.of(reason));
    }

    /** The profiles that are in the tree, and those of the application, which need not be; by name. */
    List<Map.Entry<String, NmProfile>> presentProfiles() {
        Stream<Map.Entry<String, NmProfile>> present = profiles.entrySet().stream()
            .filter(entry -> tree.map(known -> known.profileFlags().containsKey(entry.getKey())).orElse(false));
        Stream<Map.Entry<String, NmProfile>> brought = own.values().stream().filter(each -> pathOf(each.uuid()).isEmpty())
            .map(each -> Map.entry(NmNames.NO_OBJECT, each));
        return Stream.concat(present, brought)
            .sorted(Map.Entry.comparingByValue(Comparator.comparing(NmProfile::name).thenComparing(NmProfile::uuid)))
            .toList();
    }

    /** The path of a profile. */
    Optional<String> pathOf(String uuid) {
        return profiles.entrySet().stream().filter(entry -> entry.getValue().uuid().equals(uuid)).map(Map.Entry::getKey).findFirst();
    }
}
