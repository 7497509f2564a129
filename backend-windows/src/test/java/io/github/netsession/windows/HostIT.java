package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Link;
import io.github.netsession.contract.HostContract;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real Windows runs it in the workflow, Wine in the wine tier. */
@Tag("host")
@Tag("every-jdk")
@EnabledOnOs(OS.WINDOWS)
class HostIT extends HostContract {

    HostIT() {
        super("windows", false);
    }

    @Override
    protected void isAsTheJdkHasIt(NetworkInterface jdks, Link link) {
        assertTrue(link.operational(), link::toString);
        assertTrue(link.systemId().orElse("").matches("\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}}"), link::toString);
    }
}
