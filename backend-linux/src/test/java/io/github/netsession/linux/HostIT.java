package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Link;
import io.github.netsession.contract.HostContract;
import java.io.IOException;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The machine's own network, in no namespace of the test's. */
@Tag("host")
@Tag("every-jdk")
@EnabledOnOs(OS.LINUX)
class HostIT extends HostContract {

    HostIT() {
        super("linux", true);
    }

    @Override
    protected void isAsTheJdkHasIt(NetworkInterface jdks, Link link) throws IOException {
        assertEquals(jdks.getName(), link.name());
        assertEquals(jdks.getMTU(), link.mtuBytes(), link::name);
        assertTrue(link.operational(), link::toString);
    }
}
