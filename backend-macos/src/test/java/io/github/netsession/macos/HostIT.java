package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Support;
import io.github.netsession.contract.HostContract;
import java.io.IOException;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Any Mac. Not run so far: none was at hand. */
@Tag("host")
@Tag("every-jdk")
@EnabledOnOs(OS.MAC)
class HostIT extends HostContract {

    HostIT() {
        super("macos", true);
    }

    /** Up and running, as the JDK means it, is not yet active: a cable's interface runs without a cable. */
    @Override
    protected void isAsTheJdkHasIt(NetworkInterface jdks, Link link) throws IOException {
        assertEquals(jdks.getName(), link.name());
        assertEquals(jdks.getMTU(), link.mtuBytes(), link::name);
    }

    @Test
    void changesAreToldOfAndThePathMonitorHasSpoken() {
        for (Capability capability : new Capability[] {Capability.CHANGE_EVENTS, Capability.METERED_DETECTION, Capability.SUSPEND_DETECTION}) {
            CapabilityStatus status = networks().capabilities().of(capability);
            assertEquals(Support.AVAILABLE, status.support(), status::toString);
        }
        assertFalse(networks().connectivity() == Connectivity.UNKNOWN && networks().isOnline(), "online, but the path is not known");
    }

    /** What XNU's source says and nobody here has seen: the interface MIB is not cut to 32 bits. */
    @Test
    void theCountersAreOf64Bits() {
        CapabilityStatus status = networks().capabilities().of(Capability.DATA_STATISTICS);
        assertEquals(Support.AVAILABLE, status.support(), status::toString);
    }

    @Test
    void theDefaultConfigurationIsANetworkService() {
        networks().defaultConfiguration().ifPresent(chosen -> assertEquals(NetworkService.SCHEME, chosen.id().scheme()));
    }
}
