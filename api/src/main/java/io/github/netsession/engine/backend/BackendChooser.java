package io.github.netsession.engine.backend;

import io.github.netsession.NoBackendException;
import io.github.netsession.NoBackendException.Candidate;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.RunsOn;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Chooses the backend: the requested provider or name, else the backend of the highest priority that works here, else the JDK-only
 * fallback. A backend works if it was probed, opened and read once.
 */
public final class BackendChooser {

    /** Names the backend from the command line, for instance {@code -Dnetsession.backend=sim}. */
    public static final String PROPERTY = "netsession.backend";

    private final String osName;
    private final Iterable<ServiceLoader.Provider<BackendProvider>> services;
    private final Function<Backend, Snapshot> reader;
    private final List<Candidate> rejected = new ArrayList<>();
    private final Shortcoming shortcoming = new Shortcoming();

    /**
     * A backend that works.
     *
     * @param name its name
     * @param backend the backend, open
     * @param first its first snapshot
     * @param shortcoming why no backend for this system works, with the remedy, as text for people; empty if one does, or if the application
     *     asked for this backend
     */
    public record Choice(String name, Backend backend, Snapshot first, Optional<String> shortcoming) {
    }

    BackendChooser(String osName, Iterable<ServiceLoader.Provider<BackendProvider>> services, Function<Backend, Snapshot> reader) {
        this.osName = osName;
        this.services = services;
        this.reader = reader;
    }

    /**
     * Returns a chooser among the providers of this system.
     *
     * @param reader makes the first reading of each backend that can be opened
     * @return the chooser
     */
    public static BackendChooser forThisSystem(Function<Backend, Snapshot> reader) {
        ServiceLoader<BackendProvider> loader = ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader());
        return new BackendChooser(System.getProperty("os.name"), () -> loader.stream().iterator(), reader);
    }

    /** Opens the backend of this provider. */
    public Choice open(BackendProvider provider, BackendSink sink) {
        return attempt(provider, sink).orElseThrow(() -> new NoBackendException("the backend that was given cannot be used", rejected));
    }

    /** Opens the backend with this name. */
    public Choice open(String name, BackendSink sink) {
        for (BackendProvider provider : candidates(new JdkBackendProvider())) {
            if (provider.name().equals(name)) {
                return attempt(provider, sink).orElseThrow(() -> new NoBackendException("the backend '" + name + "' cannot be used", rejected));
            }
            rejected.add(new Candidate(provider.name(), "is not '" + name + "'"));
        }
        throw new NoBackendException("there is no backend '" + name + "'", rejected);
    }

    /** Opens the best backend. */
    public Choice openBest(BackendSink sink) {
        for (BackendProvider provider : candidates(new JdkBackendProvider(() -> shortcoming.text(osName), () -> shortcoming.remedy(osName)))) {
            Optional<Choice> choice = provider.priority() < 0 ? Optional.empty() : attempt(provider, sink);
            if (choice.isPresent()) {
                Choice best = choice.get();
                return provider instanceof JdkBackendProvider
                    ? new Choice(best.name(), best.backend(), best.first(), Optional.of(shortcoming.text(osName))) : best;
            }
        }
        throw new NoBackendException("no backend works here", rejected);
    }

    /** Returns every provider for this operating system, best first. The last is the fallback, which reports why the others were rejected. */
    private List<BackendProvider> candidates(JdkBackendProvider fallback) {
        List<BackendProvider> candidates = new ArrayList<>();
        Iterator<ServiceLoader.Provider<BackendProvider>> iterator = services.iterator();
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<BackendProvider> service = iterator.next();
                if (runsHere(service.type())) {
                    candidates.add(service.get());
                }
            } catch (ServiceConfigurationError | LinkageError unloadable) {
                reject("(a provider that cannot be loaded)", String.valueOf(unloadable.getMessage()), Optional.empty());
            }
        }
        candidates.sort(Comparator.comparingInt(BackendProvider::priority).reversed());
        candidates.add(fallback);
        return candidates;
    }

    private boolean runsHere(Class<? extends BackendProvider> type) {
        RunsOn runsOn = type.getAnnotation(RunsOn.class);
        boolean here = runsOn == null || osName.toLowerCase(Locale.ROOT).startsWith(runsOn.value().toLowerCase(Locale.ROOT));
        if (!here) {
            rejected.add(new Candidate(type.getSimpleName(), "is for " + runsOn.value() + ", and this is " + osName));
        }
        return here;
    }

    private Optional<Choice> attempt(BackendProvider provider, BackendSink sink) {
        Probe probe;
        try {
            probe = provider.probe();
        } catch (VirtualMachineError passing) {
            throw passing;
        } catch (RuntimeException | Error defect) { // A defect of a backend must not keep the fallback away.
            return reject(provider.name(), "its probe failed: " + defect, Optional.empty());
        }
        return probe.usable() ? open(provider, probe, sink) : reject(provider.name(), probe.reason(), probe.remedy());
    }

    private Optional<Choice> open(BackendProvider provider, Probe probe, BackendSink sink) {
        Backend backend;
        try {
            backend = new GuardedBackend(GuardedBackend.guard("open", () -> provider.open(sink)));
        } catch (BackendException refused) {
            return reject(provider.name(), "cannot be opened: " + refused.getMessage(), refused.remedy());
        }
        try {
            return Optional.of(new Choice(provider.name(), backend, reader.apply(backend), Optional.empty()));
        } catch (BackendException unreadable) {
            backend.close();
            return reject(provider.name(), "was opened but cannot be read: " + unreadable.getMessage() + " (" + probe.reason() + ")",
                unreadable.remedy());
        } catch (Throwable defect) {
            backend.close();
            throw defect;
        }
    }

    private Optional<Choice> reject(String name, String reason, Optional<String> remedy) {
        rejected.add(new Candidate(name, reason + remedy.map(text -> "; remedy: " + text).orElse("")));
        shortcoming.add(name, reason, remedy);
        return Optional.empty();
    }
}
