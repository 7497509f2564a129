package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.spi.BackendException.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PreferredLinkTest {

    private static final String FIRST4 = "203.0.113.1";
    private static final String SECOND4 = "198.51.100.1";
    private static final String FIRST6 = "2001:db8:0:0:0:0:0:1";
    private static final String SECOND6 = "3fff:0:0:0:0:0:0:1";

    private final FakeWindowsOs os = new FakeWindowsOs().with(Row.loopback(1)).with(Row.of(2)).with(Row.of(3)).with(Row.of(4).oper(2));

    private Optional<Long> preferred() {
        return new PreferredLink(os, os.interfaces, os.adapters).luid();
    }

    private static Optional<Long> link(int index) {
        return Optional.of(Row.luidOf(index));
    }

    @Nested
    class WhereTheRoutingTableAnswers {

        @Test
        void theLinkOfTheRouteIsIt() {
            os.routes.put(FIRST4, new RouteRow(2, 0));
            assertEquals(link(2), preferred());
        }

        @Test
        void theFirstFamilyThatLeadsSomewhereDecides() {
            os.routes.put(FIRST4, new RouteRow(2, 0));
            os.routes.put(FIRST6, new RouteRow(3, 0));
            assertEquals(link(2), preferred());
            assertEquals(List.of("route", "route " + FIRST4), os.calls.stream().filter(call -> call.startsWith("route")).toList());
        }

        @Test
        void withoutIpv4ThatOfIpv6IsIt() {
            os.routes.put(FIRST6, new RouteRow(3, 0));
            assertEquals(link(3), preferred());
        }

        @Test
        void withoutAnyRouteThereIsNone() {
            assertEquals(Optional.empty(), preferred());
            assertEquals(4, os.count("route"), "each destination once");
        }

        @Test
        void aRouteThatWasMadeForTheAddressDoesNotCountAndTheOtherAddressIsAsked() {
            os.routes.put(FIRST4, new RouteRow(2, 24));
            os.routes.put(SECOND4, new RouteRow(3, 0));
            assertEquals(link(3), preferred());
            os.routes.put(FIRST4, new RouteRow(2, 32));
            assertEquals(link(3), preferred());
        }

        @Test
        void routesMadeForBothAddressesLeadNowhere() {
            os.routes.put(FIRST4, new RouteRow(2, 24));
            os.routes.put(SECOND4, new RouteRow(2, 24));
            assertEquals(Optional.empty(), preferred());
        }

        @Test
        void theHalvesOfTheInternetThatAVpnInstallsCount() {
            os.routes.put(FIRST4, new RouteRow(3, 1));
            assertEquals(link(3), preferred());
            os.routes.put(FIRST4, new RouteRow(3, 23));
            assertEquals(link(3), preferred());
        }

        @Test
        void theSameHoldsForIpv6() {
            os.routes.put(FIRST6, new RouteRow(2, 32));
            os.routes.put(SECOND6, new RouteRow(3, 3));
            assertEquals(link(3), preferred());
            os.routes.put(SECOND6, new RouteRow(3, 20));
            assertEquals(Optional.empty(), preferred());
        }

        @Test
        void aRouteToALinkThatIsNotInTheTableIsNotFollowedAndIpv6IsAsked() {
            os.routes.put(FIRST4, new RouteRow(77, 0));
            assertEquals(Optional.empty(), preferred());
            os.routes.put(FIRST6, new RouteRow(3, 0));
            assertEquals(link(3), preferred());
        }
    }

    @Nested
    class WhereItDoesNot {

        private void gateways(AdapterRow... rows) {
            os.refuse("route", Kind.UNSUPPORTED);
            os.adapters.clear();
            os.adapters.addAll(List.of(rows));
        }

        private AdapterRow gateway4(int index, int metric) {
            return new AdapterRow(Row.luidOf(index), List.of(), metric, 1, true, false);
        }

        private AdapterRow gateway6(int index, int metric) {
            return new AdapterRow(Row.luidOf(index), List.of(), 1, metric, false, true);
        }

        @Test
        void theCheapestGatewayCounts() {
            gateways(gateway4(2, 50), gateway4(3, 25));
            assertEquals(link(3), preferred());
        }

        @Test
        void metricsHaveNoSign() {
            gateways(gateway4(2, -1), gateway4(3, Integer.MAX_VALUE));
            assertEquals(link(3), preferred(), "-1 is four billion");
        }

        @Test
        void aLinkThatIsDownDoesNotCountHoweverCheap() {
            gateways(gateway4(4, 1), gateway4(2, 9000));
            assertEquals(link(2), preferred());
            gateways(gateway4(4, 1));
            assertEquals(Optional.empty(), preferred());
        }

        @Test
        void aLinkWithoutAGatewayDoesNotCount() {
            gateways(Row.bound(2), gateway4(3, 9000));
            assertEquals(link(3), preferred());
        }

        @Test
        void anAdapterThatIsNotInTheTableDoesNotCount() {
            gateways(gateway4(77, 1));
            assertEquals(Optional.empty(), preferred());
        }

        @Test
        void aGatewayOfIpv4ComesBeforeACheaperOneOfIpv6() {
            gateways(gateway6(2, 1), gateway4(3, 9000));
            assertEquals(link(3), preferred());
            gateways(gateway6(2, 50), gateway6(3, 25));
            assertEquals(link(3), preferred());
        }

        @Test
        void nothingAtAllLeadsNowhere() {
            gateways();
            assertEquals(Optional.empty(), preferred());
        }
    }

    @Test
    void oneFamilysRefusalDoesNotHideTheOthersRoute() {
        os.refuse("route " + FIRST4, Kind.FAILED);
        os.routes.put(FIRST6, new RouteRow(3, 0));
        assertEquals(link(3), preferred(), "there is no gateway of IPv4");
    }

    @Test
    void aRefusalOfTheSecondAddressFallsBackToo() {
        os.refuse("route " + SECOND4, Kind.TEMPORARY);
        os.adapters.add(new AdapterRow(Row.luidOf(2), List.of(), 1, 1, true, false));
        assertEquals(link(2), preferred());
    }
}
