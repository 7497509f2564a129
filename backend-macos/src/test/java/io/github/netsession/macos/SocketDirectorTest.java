package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
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
    private static final Link EN5 = Links.up("en5", 9, Bearer.ETHERNET).build();
    private static final int EPERM = 1;
    private static final int ENXIO = 6;
    private static final int EINVAL = 22;

    private final FakeSocketPort macos = new FakeSocketPort();
    private final SocketDirector director = new SocketDirector(macos);

    SocketDirectorTest() {
        macos.indices.put("en5", 9);
    }

    private BackendException refusal() {
        return assertThrows(BackendException.class, () -> director.direct(EN5, SOCKET));
    }

    @Test
    void theOptionsHaveTheNumbersOfApplesHeaders() {
        assertEquals(List.of(0, 25, 41, 125), List.of(BoundIfOption.IPV4.level(), BoundIfOption.IPV4.number(), BoundIfOption.IPV6.level(),
            BoundIfOption.IPV6.number()));
    }

    @Test
    void aSocketTakesTheOptionOfItsFamilyAlone() {
        director.direct(EN5, SOCKET);
        macos.isIpv6 = false;
        macos.bound = 0;
        director.direct(EN5, SOCKET);
        assertEquals(List.of("IPV6_BOUND_IF 9", "IP_BOUND_IF 9"), macos.calls);
    }

    @Test
    void aSocketThatIsOnTheLinkAlreadyIsSuccess() {
        macos.bound = 9;
        director.direct(EN5, SOCKET);
        assertEquals(List.of(), macos.calls);
    }

    @Test
    void aSocketOfAnotherLinkMoves() {
        macos.bound = 4;
        director.direct(EN5, SOCKET);
        assertEquals(9, macos.bound);
    }

    @Test
    void aRefusalIsReportedAsItIs() {
        BackendException denied = FakeSocketPort.refused(Kind.DENIED, EPERM);
        macos.refusal = Optional.of(denied);
        assertEquals(denied, refusal());
        assertEquals(0, macos.bound);
    }

    @Test
    void aSocketThatIsBoundToAnIpv4AddressIsToldWhatWouldHelp() {
        macos.refusal = Optional.of(FakeSocketPort.refused(Kind.FAILED, EINVAL));
        assertEquals(Optional.of(SocketDirector.UNBOUND), refusal().remedy());
        macos.isIpv6 = false;
        macos.refusal = Optional.of(FakeSocketPort.refused(Kind.FAILED, EINVAL));
        assertEquals(Optional.empty(), refusal().remedy());
    }

    @Test
    void aValueThatIsNotKeptIsAFailureAndPutBack() {
        macos.bound = 4;
        macos.forgets = true;
        BackendException failure = refusal();
        assertEquals(Kind.FAILED, failure.kind());
        assertTrue(failure.getMessage().contains("did not keep it"), failure::getMessage);
        assertEquals(List.of("IPV6_BOUND_IF 9", "IPV6_BOUND_IF 4"), macos.calls);
    }

    @Test
    void aLinkThatIsGoneIsNotReplacedByAnotherOfItsName() {
        macos.indices.put("en5", 10);
        assertEquals(Kind.NOT_READY, refusal().kind());
        macos.indices.clear();
        assertEquals(Kind.NOT_READY, refusal().kind());
        assertEquals(List.of(), macos.calls);
    }

    @Test
    void aLinkThatGoesMeanwhileIsGone() {
        macos.refusal = Optional.of(FakeSocketPort.refused(Kind.GONE, ENXIO));
        BackendException gone = refusal();
        assertEquals(Kind.NOT_READY, gone.kind());
        assertTrue(gone.getMessage().contains("en5 with the number 9 is gone"), gone::getMessage);
    }

    @Test
    void aNumberThatBecomesAnotherLinksMeanwhileIsTakenBack() {
        macos.bound = 4;
        macos.meanwhile = macos.indices::clear;
        assertEquals(Kind.NOT_READY, refusal().kind());
        assertEquals(4, macos.bound);
    }
}
