package io.github.netsession.engine.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.testkit.Links;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where sockets on a link can lead, as far as its addresses show it. */
@Tag("unit")
class OutletTest {

    @ParameterizedTest
    @CsvSource({
        // own address, whether the system's look-up has a route, target, whether it can be reached
        "10.0.0.1,      false, 192.0.2.1,   true",
        "10.0.0.1,      false, 2001:db8::1, false",
        "169.254.7.7,   false, 192.0.2.1,   false",
        "169.254.7.7,   false, 169.254.7.8, true",
        "169.254.7.7,   true,  192.0.2.1,   true",
        "fe80::7,       true,  192.0.2.1,   true",
        "fe80::7,       false, 2001:db8::1, false",
        "fe80::7,       false, fe80::8,     true",
    })
    void aRouteWithASourceElsewhereReaches(String own, boolean routed, String target, boolean reaches) throws UnknownHostException {
        Link link = Links.up("eth0", 2, Bearer.ETHERNET).addresses(List.of(new LinkAddress(InetAddress.getByName(own), 32, true))).routed(routed).build();
        assertEquals(reaches, new Outlet(new ConfigurationId("link:eth0"), link).canReach(InetAddress.getByName(target)));
    }
}
