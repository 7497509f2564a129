package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class Ipv6FlagsTest {

    private static final String ADDRESS = "2001:db8::1";

    private static Set<InetAddress> unusable(Object addresses, Object flags) {
        return Ipv6Flags.unusable(new Plist(Map.of("Addresses", addresses, "Flags", flags)));
    }

    @ParameterizedTest(name = "flags {0}: unusable {1}")
    @CsvSource({"0, false", "1, false", "2, true", "4, true", "8, true", "16, false", "18, true", "32, false", "64, false", "1024, false",
        "1088, false", "1090, true", "-1, true", "-9223372036854775808, false", "4294967296, false"})
    void tentativeDuplicatedAndDetachedOnesCannotBeUsedAndOfDeprecatedOnesItIsNotSure(long flags, boolean isUnusable) {
        assertEquals(isUnusable ? Set.of(Rows.address(ADDRESS)) : Set.of(), unusable(List.of(ADDRESS), List.of(flags)));
    }

    @Test
    void eachAddressHasItsOwnFlags() {
        assertEquals(Set.of(Rows.address("2001:db8::2")), unusable(List.of(ADDRESS, "2001:db8::2", "2001:db8::3"), List.of(0L, 8L, 0L)));
    }

    @Test
    void listsThatDoNotBelongTogetherSayNothing() {
        assertEquals(Set.of(), unusable(List.of(ADDRESS, "2001:db8::2"), List.of(8L)));
        assertEquals(Set.of(), unusable(List.of(ADDRESS), List.of()));
        assertEquals(Set.of(), unusable(ADDRESS, 8L));
        assertEquals(Set.of(), unusable(Map.of(), List.of(8L)));
        assertEquals(Set.of(), Ipv6Flags.unusable(new Plist(Map.of())));
    }

    @Test
    void whatIsNoAddressOrNoNumberIsSkippedInItsPlace() {
        assertEquals(Set.of(Rows.address("2001:db8::4")), unusable(List.of(17L, "2001:db8::2", "2001:db8::3", "2001:db8::4"),
            List.of(8L, "8", true, 8L)));
    }

    @Test
    void theScopeDoesNotCount() throws UnknownHostException {
        InetAddress scoped = Inet6Address.getByAddress(null, Rows.address("fe80::1").getAddress(), 4);
        assertEquals(Set.of(Ipv6Flags.withoutScope(scoped)), unusable(List.of("fe80::1%en0"), List.of(2L)));
        assertEquals(Rows.address("192.0.2.1"), Ipv6Flags.withoutScope(Rows.address("192.0.2.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a:b", "::g", "1:2:3:4:5:6:7:8:9", "192.0.2.1", "", "%", ":", ":::", "2001:db8::1\n", "\u0660::1",
        "2001:db8::1 ", "[::1]", "example.com:80", ".:1", "..::", "abc.def:", "1::1%\n%"})
    void whatIsNoAddressIsNobodys(String text) {
        assertEquals(Set.of(), unusable(List.of(text), List.of(16L)));
    }

    @ParameterizedTest
    @CsvSource({"'.:1', false", "'.a:b', false", "'..::', false", "example.com:80, false", "::1, true", "fe80::1, true", "::ffff:192.0.2.1, true",
        "localhost, false", "beef, false", "de.ad, false"})
    void whatTheResolverWouldTakeForANameIsNeverGivenToIt(String text, boolean isAsked) {
        assertEquals(isAsked, Ipv6Flags.isLiteral(text));
    }

    @Test
    void enormousTextsAreSkippedAtOnce() {
        assertEquals(Set.of(), unusable(List.of("1:".repeat(1_000_000), "%".repeat(1_000_000), "f".repeat(1_000_000) + ":"), List.of(16L, 16L, 16L)));
        assertFalse(Ipv6Flags.isLiteral("1:".repeat(1_000_000)));
        assertTrue(Ipv6Flags.isLiteral("1:".repeat(20)));
    }
}
