package io.github.netsession.windows.wifi;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.testkit.Links;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** One adapter with the profiles "home" and "work" within reach, disconnected; the service over it, which has not read yet. */
final class WifiBench {

    static final String GUID = "{AAAAAAAA-0000-4000-8000-000000000001}";
    static final String OTHER_GUID = "{AAAAAAAA-0000-4000-8000-000000000002}";

    final FakeWifiPort port = new FakeWifiPort().profiles(GUID, "home", "work").adapter(GUID, State.DISCONNECTED)
        .within(GUID, new WifiNetwork("home", 40), new WifiNetwork("work", 30));
    final RecordingSink sink = new RecordingSink();
    final WifiService service = new WifiService(() -> port, sink);

    static ConfigurationId id(String profile) {
        return WifiAccessPoints.id(GUID, profile);
    }

    /** What is told, and then read. */
    void hear(Event event, String profile, int number) {
        port.tell(event, GUID, profile, number);
        service.read();
    }

    /** The service has told of a connection, and a reading has seen it. */
    void connect(String profile) {
        port.connected(GUID, profile, 66).tell(Event.CONNECTION_START, GUID, profile, 0).tell(Event.CONNECTION_COMPLETE, GUID, profile, 0);
        service.read();
    }

    void disconnect(String profile) {
        port.disconnected(GUID).tell(Event.DISCONNECTED, GUID, profile, 0);
        service.read();
    }

    /** The adapter's link, with an address. */
    static Link link(String guid, int index) {
        try {
            return Links.up("Wi-Fi " + index, index, Bearer.WLAN)
                .addresses(List.of(new LinkAddress(InetAddress.getByName("192.0.2." + index), 24, true))).systemId(guid).build();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    List<AccessPoint> points() {
        return service.accessPoints(List.of(link(OTHER_GUID, 8), link(GUID, 9)));
    }

    AccessPoint point(String profile) {
        return points().stream().filter(each -> each.id().equals(id(profile))).findFirst().orElseThrow();
    }

    List<String> names() {
        return points().stream().map(AccessPoint::name).toList();
    }
}
