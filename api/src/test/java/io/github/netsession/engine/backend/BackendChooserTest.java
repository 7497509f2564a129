package io.github.netsession.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.github.netsession.spi.RunsOn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
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

    private final List<ServiceLoader.Provider<BackendProvider>> services = new ArrayList<>();
    private final FakeBackend low = offer(new FakeBackend("low", 10));
    private final FakeBackend high = offer(new FakeBackend("high", 90));
    {
        offer(new FakeBackend("by-name-only", -1));
    }

    private <T extends BackendProvider> T offer(T provider) {
        services.add(service(provider.getClass(), provider));
        return provider;
    }

    private static ServiceLoader.Provider<BackendProvider> service(Class<? extends BackendProvider> type, BackendProvider provider) {
        return new ServiceLoader.Provider<>() {
            @Override
            public Class<? extends BackendProvider> type() {
                return type;
            }

            @Override
            public BackendProvider get() {
                return provider;
            }
        };
    }

    private BackendChooser chooser() {
        return new BackendChooser("Linux", services, Backend::read);
    }

    @RunsOn("Plan 9")
    private static final class ForAnotherSystem extends FakeBackend {
        ForAnotherSystem() {
            super("plan9", 100);
            throw new AssertionError("a provider for another system must not be instantiated");
        }
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
        services.removeIf(service -> service.get() == low);
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
        services.removeIf(service -> service.get() == low);
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
        BackendChooser.Choice unknown = new BackendChooser("Plan 9", services, Backend::read).openBest(NOWHERE);
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
        services.add(new ServiceLoader.Provider<>() {
            @Override
            public Class<? extends BackendProvider> type() {
                return FakeBackend.class;
            }

            @Override
            public BackendProvider get() {
                throw new ServiceConfigurationError("its module is not there");
            }
        });
        BackendChooser.Choice choice = chooser().openBest(NOWHERE);
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
        services.add(service(ForAnotherSystem.class, null));
        NoBackendException thrown = assertThrows(NoBackendException.class, () -> chooser().open("nosuch", NOWHERE));
        assertTrue(thrown.getMessage().contains("there is no backend 'nosuch'"));
        assertEquals(List.of("ForAnotherSystem", "high", "low", "by-name-only", "jdk"),
            thrown.candidates().stream().map(NoBackendException.Candidate::name).toList());
        assertTrue(thrown.getMessage().contains("is for Plan 9, and this is Linux"));
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
        Iterable<ServiceLoader.Provider<BackendProvider>> broken = () -> new Iterator<>() {
            private int served;

            @Override
            public boolean hasNext() {
                return served < 2;
            }

            @Override
            public ServiceLoader.Provider<BackendProvider> next() {
                if (served++ == 0) {
                    throw new ServiceConfigurationError("class not found");
                }
                return services.get(0);
            }
        };
        assertEquals("low", new BackendChooser("Linux", broken, Backend::read).openBest(NOWHERE).name());
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
