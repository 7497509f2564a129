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

    private static final String FIRST4 = FakeWindowsOs.DESTINATIONS4[0];
    private static final String SECOND4 = FakeWindowsOs.DESTINATIONS4[1];
    private static final String THIRD4 = FakeWindowsOs.DESTINATIONS4[2];
    private static final String FIRST6 = FakeWindowsOs.DESTINATIONS6[0];
    private static final String SECOND6 = FakeWindowsOs.DESTINATIONS6[1];
    private static final String THIRD6 = FakeWindowsOs.DESTINATIONS6[2];

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
            os.route(2, 0, FIRST4);
            assertEquals(link(2), preferred());
        }

        @Test
        void theFirstFamilyThatLeadsSomewhereDecides() {
            os.route(2, 0, FIRST4);
            os.route(3, 0, FIRST6);
            assertEquals(link(2), preferred());
            assertEquals(List.of("route", "route " + FIRST4), os.calls.stream().filter(call -> call.startsWith("route")).toList());
        }

        @Test
        void withoutIpv4ThatOfIpv6IsIt() {
            os.route(3, 0, FIRST6);
            assertEquals(link(3), preferred());
        }

        @Test
        void withoutAnyRouteThereIsNone() {
            assertEquals(Optional.empty(), preferred());
            assertEquals(2, os.count("route"), "the first destination of each family settles it");
        }

        @Test
        void aRouteThatWasMadeForTheAddressDoesNotCountAndTheOtherAddressIsAsked() {
            os.route(2, 24, FIRST4);
            os.route(3, 0, SECOND4);
            assertEquals(link(3), preferred());
            os.route(2, 32, FIRST4);
            assertEquals(link(3), preferred());
        }

        @Test
        void routesMadeForBothAddressesLeadNowhere() {
            os.route(2, 24, FIRST4);
            os.route(2, 24, SECOND4);
            assertEquals(Optional.empty(), preferred());
        }

        @Test
        void theHalvesOfTheInternetThatAVpnInstallsCount() {
            os.route(3, 1, FIRST4);
            assertEquals(link(3), preferred());
        }

        @Test
        void lessBroadRoutesCountIfAllDestinationsAgree() {
            os.route(3, 5, FIRST4, SECOND4, THIRD4);
            assertEquals(link(3), preferred());
            os.route(2, 23, SECOND4);
            assertEquals(Optional.empty(), preferred(), "it leads elsewhere");
            os.route(3, 24, SECOND4);
            assertEquals(link(3), preferred(), "made for just that destination; two others agree");
            os.route(3, 24, THIRD4);
            assertEquals(Optional.empty(), preferred(), "one alone agrees with nobody");
        }

        @Test
        void aRouteForTheRangeOfOneDestinationIsNoDefaultRoute() {
            for (String destination : FakeWindowsOs.DESTINATIONS4) {
                os.routes.clear();
                os.route(3, 8, destination);
                assertEquals(Optional.empty(), preferred(), destination);
                os.route(3, 24, destination);
                assertEquals(Optional.empty(), preferred(), destination);
            }
            os.route(2, 0, FIRST4, SECOND4);
            assertEquals(link(2), preferred(), "what is broad is the default route");
        }

        @Test
        void theSameHoldsForTheRangesOfIpv6() {
            os.route(3, 16, FIRST6, THIRD6);
            assertEquals(Optional.empty(), preferred());
            os.route(3, 16, SECOND6);
            assertEquals(link(3), preferred());
        }

        @Test
        void theSameHoldsForIpv6() {
            os.route(2, 32, FIRST6);
            os.route(3, 3, SECOND6);
            assertEquals(link(3), preferred());
            os.route(3, 20, SECOND6);
            assertEquals(Optional.empty(), preferred());
        }

        @Test
        void aRouteToALinkThatIsNotInTheTableIsNotFollowedAndIpv6IsAsked() {
            os.route(77, 0, FIRST4);
            assertEquals(Optional.empty(), preferred());
            os.route(3, 0, FIRST6);
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
        os.route(3, 0, FIRST6);
        assertEquals(link(3), preferred(), "there is no gateway of IPv4");
    }

    @Test
    void aRefusalOfTheSecondAddressFallsBackToo() {
        os.route(3, 24, FIRST4).refuse("route " + SECOND4, Kind.TEMPORARY);
        os.adapters.add(new AdapterRow(Row.luidOf(2), List.of(), 1, 1, true, false));
        assertEquals(link(2), preferred());
    }
}
