package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Support;
import io.github.netsession.macos.jna.StandIn;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The strength of a Wi-Fi signal by CoreWLAN, for which nobody is asked unless the application wants it. */
@Tag("standin")
class StandInWifiIT extends LibraryStory {

    private static final List<String> OF_OBJECTIVE_C = List.of("objc_msgSend", "objc_getClass", "sel_registerName", "objc_autoreleasePoolPush",
        "objc_autoreleasePoolPop");

    @AfterEach
    void clearTheProperty() {
        System.clearProperty(Signals.PROPERTY);
    }

    private void openWith(String... wifi) {
        System.setProperty(Signals.PROPERTY, "true");
        library = StandInLibrary.in(wifi);
    }

    private OptionalInt signalAfter(String... lines) {
        StandIn.act(lines);
        library.settled(); // A reading that is under way holds some of what is counted here.
        assertEquals(List.of(0L, 0L, 0L), List.of(StandIn.number("live pool"), StandIn.number("live wifi"), StandIn.number("defects")));
        assertEquals(StandInLibrary.calls("objc_autoreleasePoolPush"), StandInLibrary.calls("objc_autoreleasePoolPop"));
        return library.configuration(StandInLibrary.WIFI).signalPercent();
    }

    private void assertSignal(Support support, String reason) {
        CapabilityStatus status = library.capability(Capability.SIGNAL_STRENGTH);
        assertEquals(support, status.support(), status::toString);
        assertTrue(status.reason().contains(reason), status::toString);
    }

    private static long objectiveC() {
        return OF_OBJECTIVE_C.stream().mapToLong(StandInLibrary::calls).sum();
    }

    @Test
    void nobodyIsAskedUnlessTheApplicationWantsIt() {
        long before = objectiveC();
        library = StandInLibrary.in("wifi en0 -60 1 home");
        assertEquals(OptionalInt.empty(), signalAfter(MacBook.carrier("en5", false)));
        assertSignal(Support.UNSUPPORTED, "-D" + Signals.PROPERTY + "=true");
        assertEquals(before, objectiveC());
        assertEquals(0, library.networks.interfaces().stream().filter(link -> link.name().contains("home")).count());
    }

    @Test
    void theStrengthIsInPercentOfWhatIsAFullSignal() {
        openWith("wifi en0 -60 1 home");
        assertEquals(OptionalInt.of(80), signalAfter());
        assertSignal(Support.AVAILABLE, "CoreWLAN");
        assertEquals(OptionalInt.of(100), signalAfter("wifi en0 -50 1 home"));
        assertEquals(OptionalInt.of(100), signalAfter("wifi en0 -1 1 home"));
        assertEquals(OptionalInt.of(50), signalAfter("wifi en0 -75 1 home"));
        assertEquals(OptionalInt.of(2), signalAfter("wifi en0 -99 1 home"));
        assertEquals(OptionalInt.of(0), signalAfter("wifi en0 -100 1 home"));
        assertEquals(OptionalInt.of(0), signalAfter("wifi en0 -128 1 home"));
        assertEquals(OptionalInt.empty(), signalAfter("wifi en0 0 1 home"), "no signal is not the best one");
        assertEquals(OptionalInt.empty(), library.configuration(StandInLibrary.CABLE).signalPercent());
    }

    @Test
    void anotherStrengthIsToldWithTheNextReading() {
        openWith("wifi en0 -60 1 home");
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().signalPercent().equals(OptionalInt.of(60)),
            () -> StandIn.act("wifi en0 -70 1 home", MacBook.carrier("en5", false)));
    }

    @Test
    void aRadioThatIsOffHasNoSignalAndNoMissingName() {
        openWith("wifi en0 -60 0 -");
        assertEquals(OptionalInt.empty(), signalAfter());
        assertSignal(Support.AVAILABLE, "CoreWLAN");
        assertEquals(OptionalInt.of(80), signalAfter("wifi en0 -60 1 home"));
    }

    @Test
    void aNameThatIsKeptBackDegradesAndTheRemedyIsTheLocationPermission() {
        openWith("wifi en0 -60 1 -");
        assertEquals(OptionalInt.of(80), signalAfter(), "the strength is not kept back");
        assertSignal(Support.DEGRADED, "CoreWLAN");
        assertTrue(library.capability(Capability.SIGNAL_STRENGTH).remedy().orElseThrow().contains("Location Services"));
        library.tells(NetworksEvent.CapabilitiesChanged.class, event -> event.report().of(Capability.SIGNAL_STRENGTH).support() == Support.AVAILABLE,
            () -> signalAfter("wifi en0 -60 1 home"));
    }

    @Test
    void anInterfaceThatIsGoneHasNoSignal() {
        openWith("wifi en0 -60 1 -");
        assertEquals(OptionalInt.of(80), signalAfter());
        assertEquals(OptionalInt.empty(), signalAfter("forget wifi en0"));
        assertSignal(Support.AVAILABLE, "CoreWLAN");
    }

    @Test
    void whatTheLastNetworkKeptBackIsNotSaidOfNone() {
        openWith("wifi en0 -60 1 -");
        signalAfter();
        assertSignal(Support.DEGRADED, "CoreWLAN");
        assertEquals(OptionalInt.empty(), signalAfter(MacBook.carrier("en0", false)));
        assertSignal(Support.AVAILABLE, "CoreWLAN");
    }

    @Test
    void aNameThatOneOfTwoRadiosIsToldDoesNotHideThatTheOtherIsNot() {
        openWith("link en8 20 6 0x8863 1500 02:00:00:00:00:08", "address en8 10.8.8.8/24", "wifi en0 -60 1 -", "wifi en8 -70 1 home",
            "store Setup:/Network/Service/ZWIFI/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"AirPort\",\"DeviceName\":\"en8\"}");
        assertEquals(OptionalInt.of(80), signalAfter());
        assertSignal(Support.DEGRADED, "CoreWLAN");
    }

    @Test
    void aCableAsksNobody() {
        openWith("wifi en0 -60 1 home", MacBook.carrier("en0", false));
        long before = objectiveC();
        library.updated();
        assertEquals(before, objectiveC());
    }

    @Test
    void aWifiServiceThatDoesNotAnswerDelaysNobodyTwice() {
        openWith("wifi en0 -60 1 home");
        assertEquals(OptionalInt.of(80), signalAfter());
        StandIn.act("delay wifi 5000");
        long begin = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            library.updated();
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toMillis() < 1_900, "only the first reading has waited, for a second");
        assertEquals(OptionalInt.empty(), library.configuration(StandInLibrary.WIFI).signalPercent());
        assertSignal(Support.MISSING, "has not answered");
        StandIn.act("delay wifi 0", "release");
        StandInLibrary.eventually(() -> library.updated().configuration(StandInLibrary.WIFI).signalPercent().isPresent(), "it answers again");
    }

    @Test
    void aThousandReadingsLeaveNothingBehind() {
        openWith("wifi en0 -60 1 home");
        signalAfter();
        long strings = StandIn.number("live string");
        long all = StandIn.number("live");
        for (int i = 0; i < 1000; i++) {
            library.updated();
        }
        assertEquals(OptionalInt.of(80), signalAfter());
        assertEquals(List.of(strings, all), List.of(StandIn.number("live string"), StandIn.number("live")));
    }
}
