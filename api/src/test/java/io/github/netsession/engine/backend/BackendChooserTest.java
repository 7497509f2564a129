package io.github.netsession.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NoBackendException;
import io.github.netsession.Support;
import io.github.netsession.engine.FakeBackend;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class BackendChooserTest {

    private static final BackendSink NOWHERE = new BackendSink() {
        @Override
        public void changed() {
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
        }
    };

    private final List<BackendProvider> services = new ArrayList<>();
    private final List<BackendProvider> onRequest = new ArrayList<>();
    private final FakeBackend low = offer(new FakeBackend("low", 10));
    private final FakeBackend high = offer(new FakeBackend("high", 90));
    {
        offer(new FakeBackend("by-name-only", -1));
    }

    private <T extends BackendProvider> T offer(T provider) {
        services.add(provider);
        return provider;
    }

    /** What is installed: general providers, those that are used on request, and one for Windows that must not be created here. */
    private class Installed implements Providers.Services {

        @Override
        public Iterator<? extends BackendProvider> create(Class<? extends BackendProvider> type) {
            assertNotEquals(BackendProvider.ForWindows.class, type, "a provider for another system must not be created");
            return type == BackendProvider.class ? services.iterator() : type == BackendProvider.OnRequest.class ? onRequest.iterator() : List.<BackendProvider>of().iterator();
        }

        @Override
        public Iterator<? extends Class<? extends BackendProvider>> classes(Class<? extends BackendProvider> type) {
            return type == BackendProvider.ForWindows.class ? List.of(ForAnotherSystem.class).iterator() : List.<Class<? extends BackendProvider>>of().iterator();
        }
    }

    private BackendChooser chooser() {
        return chooser("Linux", new Installed());
    }

    private static BackendChooser chooser(String osName, Providers.Services services) {
        return new BackendChooser(new Providers(osName, services), Backend::read);
    }

    private static final class ForAnotherSystem extends FakeBackend implements BackendProvider.ForWindows {
        ForAnotherSystem() {
            super("windows", 100);
            throw new AssertionError("a provider for another system must not be instantiated");
        }
    }

    /** The first provider throws. */
    private static Iterator<BackendProvider> throwing(Error thrown, Iterator<BackendProvider> rest) {
        return new Iterator<>() {
            private boolean hasThrown;

            @Override
            public boolean hasNext() {
                return !hasThrown || rest.hasNext();
            }

            @Override
            public BackendProvider next() {
                if (!hasThrown) {
                    hasThrown = true;
                    throw thrown;
                }
                return rest.next();
            }
        };
    }

    private Providers.Services firstThrows(Error thrown) {
        return new Installed() {
            @Override
            public Iterator<? extends BackendProvider> create(Class<? extends BackendProvider> type) {
                return type == BackendProvider.class ? throwing(thrown, services.iterator()) : super.create(type);
            }
        };
    }

    @Test
    void onEachSystemOnlyItsOwnServiceTypeIsAskedFor() {
        Map<String, Class<? extends BackendProvider>> types = Map.of("Linux", BackendProvider.ForLinux.class, "windows 11", BackendProvider.ForWindows.class,
            "Mac OS X", BackendProvider.ForMacOs.class);
        for (String osName : List.of("Linux", "windows 11", "Mac OS X", "Plan 9")) {
            List<Class<?>> asked = new ArrayList<>();
            chooser(osName, new Installed() {
                @Override
                public Iterator<? extends BackendProvider> create(Class<? extends BackendProvider> type) {
                    asked.add(type);
                    return type == BackendProvider.class ? services.iterator() : List.<BackendProvider>of().iterator();
                }
            }).openBest(NOWHERE);
            List<Class<?>> wanted = new ArrayList<>(List.of(BackendProvider.class));
            Optional.ofNullable(types.get(osName)).ifPresent(type -> wanted.add(0, type));
            assertEquals(wanted, asked, osName);
        }
    }

    @Test
    void aProviderOnRequestIsTakenByItsNameOnly() {
        services.clear();
        onRequest.add(new FakeBackend("on-request", 1000));
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        assertEquals("jdk", choice.name());
        choice.backend().close();
        assertEquals("on-request", chooser().open("on-request", NOWHERE).name());
    }

    @Test
    void theHighestPriorityThatWorksIsTaken() {
        assertEquals("high", chooser().openBest(NOWHERE).name());
        high.probe = Probe.unusable("no such kernel");
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        assertEquals("low", choice.name());
        assertEquals(Optional.empty(), choice.shortcoming(), "it is a backend for this system");
    }

    @Test
    void oneThatCannotBeOpenedOrReadIsPassedOverAndClosed() {
        high.opens = false;
        low.readable = false;
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        assertEquals("jdk", choice.name());
        assertEquals(1, low.closes.get());
        choice.backend().close();
    }

    @Test
    void theFallbackTellsWhatItLacksAndWhy() {
        high.probe = Probe.unusable("netlink is forbidden here");
        services.remove(low);
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        assertEquals("jdk", choice.name());
        assertEquals(Support.DEGRADED, choice.backend().capabilities().of(Capability.CHANGE_EVENTS).support());
        assertTrue(choice.backend().capabilities().of(Capability.DATA_STATISTICS).reason().contains("netlink is forbidden here"),
            choice.backend().capabilities().of(Capability.DATA_STATISTICS).reason());
        assertEquals(Optional.of("the backend high does not work: netlink is forbidden here"), choice.shortcoming());
        choice.backend().close();
    }

    @Test
    void theFallbackAndTheExceptionHaveTheRemedy() {
        high.probe = Probe.unusable("netlink is forbidden here", "permit it");
        services.remove(low);
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        assertEquals(Optional.of("the backend high does not work: netlink is forbidden here; remedy: permit it"), choice.shortcoming());
        assertEquals(Optional.of("permit it"), choice.backend().capabilities().of(Capability.DATA_STATISTICS).remedy());
        assertEquals("the JDK alone cannot do it; " + choice.shortcoming().get(), choice.backend().capabilities().of(Capability.SCAN).reason());
        BackendException refused = assertThrows(BackendException.class, () -> choice.backend().scan());
        assertEquals(Optional.of("permit it"), refused.remedy());
        NoBackendException none = assertThrows(NoBackendException.class, () -> chooser().open("high", NOWHERE));
        assertTrue(none.getMessage().contains("high: netlink is forbidden here; remedy: permit it"), none::getMessage);
        choice.backend().close();
    }

    @Test
    void aSystemWithoutItsBackendIsToldWhichOneToAdd() {
        services.clear();
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        choice.backend().close();
        String why = choice.shortcoming().orElseThrow();
        assertTrue(why.startsWith("there is no backend for Linux; remedy: add ") && why.contains("netsession-backend-linux"), why);
        BackendChooser.Choice unknown = chooser("Plan 9", new Installed()).openBest(NOWHERE);
        unknown.backend().close();
        assertEquals(Optional.of("there is no backend for Plan 9"), unknown.shortcoming());
    }

    @Test
    void whoAsksForTheFallbackIsToldOfNoShortcoming() {
        BackendChooser.Choice choice = chooser().open("jdk", NOWHERE);
        assertEquals(Optional.empty(), choice.shortcoming());
        assertEquals("the JDK alone cannot do it; the application asked for the fallback", choice.backend().capabilities().of(Capability.SCAN).reason());
        choice.backend().close();
    }

    @Test
    void aBackendThatCannotBeLoadedIsAShortcoming() {
        services.clear();
        BackendChooser.Choice choice = chooser("Linux", firstThrows(new ServiceConfigurationError("its module is not there"))).openBest(NOWHERE);
        choice.backend().close();
        assertEquals(Optional.of("the backend (a provider that cannot be loaded) does not work: its module is not there"), choice.shortcoming());
    }

    @Test
    void aProbeThatThrowsAnErrorIsAReasonAndNotFatal() {
        services.clear();
        offer(new FakeBackend("throwing", 200) {
            @Override
            public Probe probe() {
                throw new AssertionError("a defect");
            }
        });
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        choice.backend().close();
        assertTrue(choice.shortcoming().orElseThrow().contains("a defect"), choice::toString);
    }

    @Test
    void aNegativePriorityIsTakenByNameOnly() {
        assertEquals("by-name-only", chooser().open("by-name-only", NOWHERE).name());
        high.probe = Probe.unusable("no");
        low.probe = Probe.unusable("no");
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
        assertEquals("jdk", choice.name());
        choice.backend().close();
    }

    @Test
    void anUnknownNameListsEveryCandidateWithItsReason() {
        NoBackendException thrown = assertThrows(NoBackendException.class, () -> chooser().open("nosuch", NOWHERE));
        assertTrue(thrown.getMessage().contains("there is no backend 'nosuch'"));
        assertEquals(List.of("high", "low", "by-name-only", "jdk", "ForAnotherSystem"),
            thrown.candidates().stream().map(NoBackendException.Candidate::name).toList());
        assertTrue(thrown.getMessage().contains("is for Windows, and this is Linux"));
    }

    @Test
    void theSimulatedOneIsInAnArtifactThatTheMessageNames() {
        String message = assertThrows(NoBackendException.class, () -> chooser().open("sim", NOWHERE)).getMessage();
        assertTrue(message.contains("there is no backend 'sim'") && message.contains("remedy: add netsession-backend-sim to the class path"), message);
    }

    @Test
    void aNamedOneThatDoesNotWorkIsNotReplacedByAnother() {
        high.probe = Probe.unusable("needs a newer kernel");
        NoBackendException thrown = assertThrows(NoBackendException.class, () -> chooser().open("high", NOWHERE));
        assertTrue(thrown.getMessage().contains("needs a newer kernel"));
        assertFalse(low.sink != null);
    }

    @Test
    void aProviderThatCannotBeLoadedIsNotFatal() {
        services.remove(high);
        assertEquals("low", chooser("Linux", firstThrows(new ServiceConfigurationError("class not found"))).openBest(NOWHERE).name());
    }

    @Test
    void aProbeThatThrowsIsAReasonAndNotFatal() {
        offer(new FakeBackend("throwing", 200) {
            @Override
            public Probe probe() {
                throw new UnsatisfiedLinkError("libnothing.so");
            }
        });
        assertEquals("high", chooser().openBest(NOWHERE).name());
    }
}
