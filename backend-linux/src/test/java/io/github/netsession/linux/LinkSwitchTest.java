package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class LinkSwitchTest {

    private int sent;
    private int sendError;
    private int answerError;
    private final NetlinkClient client = new NetlinkClient(new FakeOs.Port(this::answer));
    private final LinkSwitch links = new LinkSwitch(client);

    @ParameterizedTest
    @ValueSource(ints = {Errno.EACCES, Errno.EPERM, Errno.EOPNOTSUPP})
    void whereEvenSendingIsRefusedItIsNotPermittedAndNotAskedAgain(int errno) {
        sendError = errno;
        assertFalse(links.isPermitted());
        assertFalse(links.isPermitted());
        assertEquals(1, sent);
    }

    @Test
    void anyOtherErrorIsOneAndItIsAskedAgain() {
        sendError = Errno.ENOBUFS;
        assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, links::isPermitted).kind());
        sendError = 0;
        assertTrue(links.isPermitted());
    }

    @Test
    void anAnswerOfAPassingErrorIsNotNo() {
        answerError = Errno.ENOBUFS;
        assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, links::isPermitted).kind());
        answerError = Errno.EPERM;
        assertFalse(links.isPermitted());
        answerError = 0;
        assertTrue(links.isPermitted());
    }

    @Test
    void onceClosedItSaysSo() {
        client.close();
        assertThrows(BackendException.class, links::isPermitted);
    }

    private List<byte[]> answer(byte[] request) {
        sent++;
        if (sendError != 0) {
            throw Errno.refused("sendto", sendError, "");
        }
        if (answerError == 0) {
            return Captured.datagrams("error-gone");
        }
        byte[] error = Captured.datagrams("error-gone").get(0).clone();
        Captured.buffer(error).putInt(16, -answerError);
        return List.of(error);
    }
}
