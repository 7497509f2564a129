package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.testkit.Links;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class SocketDirectorTest {

    private static final Closeable SOCKET = () -> { };
    private static final int INDEX = 0x01_02_03_04;
    private static final Link LAN = Links.up("LAN", INDEX, Bearer.ETHERNET).systemId(Row.guidOf(1)).build();

    private final FakeSocketPort windows = new FakeSocketPort();
    private final SocketDirector director = new SocketDirector(windows);

    SocketDirectorTest() {
        windows.guids.put(INDEX, Row.guidOf(1));
    }

    private BackendException refusal() {
        return assertThrows(BackendException.class, () -> director.direct(LAN, SOCKET));
    }

    @Test
    void theOptionsHaveTheirLevelsAndTheNumberThirtyOne() {
        assertEquals(List.of(0, 31, 41, 31), List.of(UnicastOption.IPV4.level(), UnicastOption.IPV4.number(), UnicastOption.IPV6.level(),
            UnicastOption.IPV6.number()));
    }

    /** As Windows runs on little-endian processors alone. */
    @Test
    void ofIpv4TheNumberIsInNetworkOrderAndOfIpv6InThatOfTheHost() {
        director.direct(LAN, SOCKET);
        assertEquals(List.of("IP_UNICAST_IF 1.2.3.4", "IPV6_UNICAST_IF 4.3.2.1"), windows.calls);
        assertArrayEquals(new byte[] {1, 2, 3, 4}, windows.values.get(UnicastOption.IPV4));
        assertArrayEquals(new byte[] {4, 3, 2, 1}, windows.values.get(UnicastOption.IPV6));
    }

    @Test
    void aSocketOfIpv4AloneGetsTheOneOption() {
        windows.isIpv6 = false;
        director.direct(LAN, SOCKET);
        assertEquals(List.of("IP_UNICAST_IF 1.2.3.4"), windows.calls);
    }

    @Test
    void aSocketThatIsOnTheLinkAlreadyIsSuccess() {
        director.direct(LAN, SOCKET);
        windows.calls.clear();
        windows.codes.put(UnicastOption.IPV4, Win32.WSAEACCES);
        director.direct(LAN, SOCKET);
        assertEquals(List.of(), windows.calls);
    }

    @Test
    void aSocketThatIsOnTheLinkByHalfGetsTheOtherHalf() {
        windows.values.put(UnicastOption.IPV4, new byte[] {1, 2, 3, 4});
        director.direct(LAN, SOCKET);
        assertEquals(List.of("IPV6_UNICAST_IF 4.3.2.1"), windows.calls);
    }

    @Test
    void aSocketOfAnotherLinkMoves() {
        windows.values.put(UnicastOption.IPV4, new byte[] {0, 0, 0, 9});
        windows.values.put(UnicastOption.IPV6, new byte[] {9, 0, 0, 0});
        director.direct(LAN, SOCKET);
        assertEquals(List.of("IP_UNICAST_IF 1.2.3.4", "IPV6_UNICAST_IF 4.3.2.1"), windows.calls);
    }

    @Test
    void aRefusalHasTheCodeAndLeavesTheSocketAsItWas() {
        windows.codes.put(UnicastOption.IPV4, Win32.WSAEACCES);
        BackendException refused = refusal();
        assertEquals(Kind.DENIED, refused.kind());
        assertEquals("setsockopt(IP_UNICAST_IF)", refused.call());
        assertEquals(Optional.of(new NativeCode("win32", 10013)), refused.nativeCode());
        assertEquals(List.of("IP_UNICAST_IF 1.2.3.4"), windows.calls);
    }

    @Test
    void aRefusalOfTheSecondOptionPutsTheFirstBack() {
        windows.codes.put(UnicastOption.IPV6, Win32.WSAEADDRNOTAVAIL);
        BackendException refused = refusal();
        assertEquals(Kind.NOT_READY, refused.kind());
        assertTrue(refused.remedy().orElseThrow().contains("preferIPv4Stack"));
        assertEquals(List.of("IP_UNICAST_IF 1.2.3.4", "IPV6_UNICAST_IF 4.3.2.1", "IP_UNICAST_IF 0.0.0.0"), windows.calls);
        assertEquals(0, refused.getSuppressed().length);
    }

    @Test
    void whatIsPutBackIsTheLinkOfBefore() {
        windows.values.put(UnicastOption.IPV4, new byte[] {0, 0, 0, 9});
        windows.codes.put(UnicastOption.IPV6, Win32.WSAEINVAL);
        assertEquals(Kind.FAILED, refusal().kind());
        assertArrayEquals(new byte[] {0, 0, 0, 9}, windows.values.get(UnicastOption.IPV4));
    }

    @Test
    void aValueThatCannotBePutBackIsReportedToo() {
        windows.codes.put(UnicastOption.IPV6, Win32.WSAEINVAL);
        windows.meanwhile = () -> {
            if (windows.calls.size() == 2) {
                windows.codes.put(UnicastOption.IPV4, Win32.WSAENOBUFS);
            }
        };
        BackendException refused = refusal();
        assertEquals(1, refused.getSuppressed().length);
        assertTrue(refused.getSuppressed()[0].getMessage().contains("IP_UNICAST_IF"), refused.getSuppressed()[0]::toString);
    }

    @Test
    void aValueThatIsNotKeptIsAFailure() {
        windows.forgets = true;
        BackendException refused = refusal();
        assertEquals(Kind.FAILED, refused.kind());
        assertTrue(refused.getMessage().contains("did not keep it"), refused::getMessage);
        assertEquals(List.of("IP_UNICAST_IF 1.2.3.4", "IP_UNICAST_IF 0.0.0.0"), windows.calls);
    }

    @Test
    void aLinkThatIsGoneIsNotReplacedByAnotherOfItsNumber() {
        windows.guids.put(INDEX, Row.guidOf(2));
        assertEquals(Kind.NOT_READY, refusal().kind());
        windows.guids.remove(INDEX);
        assertEquals(Kind.NOT_READY, refusal().kind());
        assertEquals(Kind.NOT_READY, assertThrows(BackendException.class,
            () -> director.direct(Links.up("LAN", INDEX, Bearer.ETHERNET).build(), SOCKET)).kind(), "a link of no GUID is none of Windows'");
        assertEquals(List.of(), windows.calls);
    }

    @Test
    void aLinkThatGoesMeanwhileIsGoneWhateverWindowsSays() {
        windows.codes.put(UnicastOption.IPV6, Win32.WSAEINVAL);
        windows.meanwhile = windows.guids::clear;
        BackendException gone = refusal();
        assertEquals(Kind.NOT_READY, gone.kind());
        assertTrue(gone.getMessage().contains("LAN with the number " + INDEX + " is gone"), gone::getMessage);
    }

    @Test
    void aNumberThatBecomesAnotherLinksMeanwhileIsTakenBack() {
        windows.meanwhile = () -> windows.guids.put(INDEX, Row.guidOf(2));
        assertEquals(Kind.NOT_READY, refusal().kind());
        assertArrayEquals(new byte[4], windows.values.get(UnicastOption.IPV4));
        assertArrayEquals(new byte[4], windows.values.get(UnicastOption.IPV6));
    }
}
