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

    private static final String LINK = "net:[";
    private static final int MAX_DIGITS = 18;

    /** Reads a namespace from its link in procfs. */
    static NetworkNamespace of(String link, OptionalLong cookie) {
        boolean isLink = link.startsWith(LINK) && link.endsWith("]");
        return new NetworkNamespace(isLink ? number(link.substring(LINK.length(), link.length() - 1)) : OptionalLong.empty(), cookie);
    }

    private static OptionalLong number(String digits) {
        boolean isNumber = !digits.isEmpty() && digits.length() <= MAX_DIGITS;
        for (int i = 0; i < digits.length(); i++) {
            isNumber &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return isNumber ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof NetworkNamespace other && inode.equals(other.inode) && cookie.equals(other.cookie);
    }

    @Override
    public int hashCode() {
        return 31 * inode.hashCode() + cookie.hashCode();
    }

    @Override
    public String toString() {
        return LINK + (inode.isPresent() ? Long.toString(inode.getAsLong()) : "unknown") + "] "
            + (cookie.isPresent() ? Long.toString(cookie.getAsLong()) : "without a cookie");
    }

    /** Returns the name of the scope; empty without the inode, because the namespace of other processes could not be told from this one. */
    Optional<String> scope() {
        return inode.isEmpty() ? Optional.empty()
            : Optional.of(LinuxBackend.NAME + "-net-" + inode.getAsLong() + (cookie.isPresent() ? "-" + cookie.getAsLong() : ""));
    }

    /**
     * Returns whether the namespace of a scope is gone.
     *
     * @param scope the name of a scope
     * @param present the namespaces that can be found, as their links in procfs name them
     */
    boolean isGone(String scope, Set<String> present) {
        Matcher matcher = Pattern.compile(LinuxBackend.NAME + "-net-(\\d{1,18})(?:-(\\d{1,18}))?").matcher(scope);
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
