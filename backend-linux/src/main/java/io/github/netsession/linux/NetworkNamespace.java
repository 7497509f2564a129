package io.github.netsession.linux;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network namespace, and the name of the scope that its processes share. The kernel gives the inode of a namespace that is gone to the next
 * one, and its cookie to none.
 *
 * @param inode the number in {@code net:[number]}; empty without procfs
 * @param cookie the kernel's own number for it; empty before kernel 5.14
 */
record NetworkNamespace(OptionalLong inode, OptionalLong cookie) {

    private static final Pattern LINK = Pattern.compile("net:\\[(\\d{1,18})]");
    private static final Pattern SCOPE = Pattern.compile(LinuxBackend.NAME + "-net-(\\d{1,18})(?:-(\\d{1,18}))?");

    /** Reads a namespace from its link in procfs. */
    static NetworkNamespace of(String link, OptionalLong cookie) {
        Matcher matcher = LINK.matcher(link);
        return new NetworkNamespace(matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty(), cookie);
    }

    @Override
    public String toString() {
        return "net:[" + inode.stream().mapToObj(Long::toString).findFirst().orElse("unknown") + "] "
            + cookie.stream().mapToObj(Long::toString).findFirst().orElse("without a cookie");
    }

    /** Returns the name of the scope; empty without the inode, because the namespace of other processes could not be told from this one. */
    Optional<String> scope() {
        return inode.stream().mapToObj(number -> LinuxBackend.NAME + "-net-" + number + cookie.stream().mapToObj(each -> "-" + each).findFirst().orElse(""))
            .findFirst();
    }

    /**
     * Returns whether the namespace of a scope is gone.
     *
     * @param scope the name of a scope
     * @param present the namespaces that can be found, as their links in procfs name them
     */
    boolean isGone(String scope, Set<String> present) {
        Matcher matcher = SCOPE.matcher(scope);
        if (!matcher.matches()) {
            return false;
        }
        long other = Long.parseLong(matcher.group(1));
        if (inode.isPresent() && inode.getAsLong() == other) {
            // The inode is this namespace's now, so the namespace that had it before is gone.
            return cookie.isPresent() && matcher.group(2) != null && Long.parseLong(matcher.group(2)) != cookie.getAsLong();
        }
        return !present.contains("net:[" + other + "]");
    }
}
