package io.github.netsession.linux.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class JnaBusConnectorTest {

    @Test
    void whatJnaSaysIsToldInOneLineWithoutTheClassPath() {
        assertEquals("Unable to load library 'libx.so.0': libx.so.0: cannot open shared object file", JnaBusConnector.inOneLine(
            "Unable to load library 'libx.so.0':\nlibx.so.0: cannot open shared object file\nlibx.so.0: cannot open shared object file\n"
                + "Native library (linux-x86-64/libx.so.0) not found in resource path (a.jar:b.jar)"));
        assertEquals("null", JnaBusConnector.inOneLine("null"));
    }
}
