package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NetworkNamespaceTest {

    private static final Set<String> PRESENT = Set.of("net:[10]", "net:[20]");

    private final NetworkNamespace own = NetworkNamespace.of("net:[10]", OptionalLong.of(3));

    @Test
    void theScopeIsNamedByInodeAndCookie() {
        assertEquals(Optional.of("linux-net-10-3"), own.scope());
        assertEquals(Optional.of("linux-net-10"), NetworkNamespace.of("net:[10]", OptionalLong.empty()).scope());
        assertEquals(Optional.empty(), NetworkNamespace.of(LinuxOs.UNKNOWN_NAMESPACE, OptionalLong.of(3)).scope());
    }

    @Test
    void aNamespaceThatCannotBeFoundIsGone() {
        assertTrue(own.isGone("linux-net-30-7", PRESENT));
        assertTrue(own.isGone("linux-net-30", PRESENT));
        assertFalse(own.isGone("linux-net-20-7", PRESENT));
    }

    @Test
    void theOneThatHadTheInodeOfThisNamespaceIsGone() {
        assertTrue(own.isGone("linux-net-10-2", PRESENT));
        assertFalse(own.isGone("linux-net-10-3", PRESENT));
        assertFalse(own.isGone("linux-net-10", PRESENT), "a program may have read no cookie");
        assertFalse(NetworkNamespace.of("net:[10]", OptionalLong.empty()).isGone("linux-net-10-2", PRESENT));
    }

    @Test
    void whatIsNoScopeOfLinuxIsNeverGone() {
        for (String other : Set.of("windows", "macos", "linux-net-", "linux-net-x-1", "linux-net-1-2-3", "linux-net-99999999999999999999")) {
            assertFalse(own.isGone(other, PRESENT), other);
        }
    }
}
