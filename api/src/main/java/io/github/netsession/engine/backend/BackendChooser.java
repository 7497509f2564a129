package io.github.netsession.engine.backend;

import io.github.netsession.NoBackendException;
import io.github.netsession.NoBackendException.Candidate;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses the backend: the requested provider or name, else the backend of the highest priority that works here, else the JDK-only
 * fallback. A backend works if it was probed, opened and read once.
 */
public final class BackendChooser {

    /** Names the backend from the command line, for instance {@code -Dnetsession.backend=sim}. */
    public static final String PROPERTY = "netsession.backend";

    /** Not part of the artifact that an application names. */
    private static final String SIMULATED = "sim";

    private final Providers providers;
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

    BackendChooser(Providers providers, Function<Backend, Snapshot> reader) {
        this.providers = providers;
        this.reader = reader;
    }

    /**
     * Returns a chooser among the providers of this system.
     *
     * @param reader makes the first reading of each backend that can be opened
     * @return the chooser
     */
    public static BackendChooser forThisSystem(Function<Backend, Snapshot> reader) {
        return new BackendChooser(new Providers(System.getProperty("os.name"), new Providers.Installed()), reader);
    }

    /** Opens the backend of this provider. */
    public Choice open(BackendProvider provider, BackendSink sink) {
        return attempt(provider, sink).orElseThrow(() -> new NoBackendException("the backend that was given cannot be used", rejected));
    }

    /** Opens the backend with this name. */
    public Choice open(String name, BackendSink sink) {
        List<BackendProvider> candidates = new ArrayList<>(providers.forThisSystem());
        candidates.addAll(providers.onRequest());
        candidates.add(new JdkBackendProvider());
        for (BackendProvider provider : candidates) {
            if (provider.name().equals(name)) {
                rejectUnloadable();
                return attempt(provider, sink).orElseThrow(() -> new NoBackendException("the backend '" + name + "' cannot be used", rejected));
            }
            rejected.add(new Candidate(provider.name(), "is not '" + name + "'"));
        }
        providers.forOtherSystems().forEach((other, system) -> rejected.add(new Candidate(other, "is for " + system + ", and this is " + providers.osName())));
        if (name.equals(SIMULATED)) {
            reject(SIMULATED, "is in an artifact of its own", Optional.of("add netsession-backend-sim to the class path or module path"));
        }
        rejectUnloadable();
        throw new NoBackendException("there is no backend '" + name + "'", rejected);
    }

    /** Opens the best backend, or the fallback, which reports why the others were rejected. */
    public Choice openBest(BackendSink sink) {
        List<BackendProvider> candidates = providers.forThisSystem();
        rejectUnloadable();
        for (BackendProvider provider : candidates) {
            Optional<Choice> choice = provider.priority() < 0 ? Optional.empty() : attempt(provider, sink);
            if (choice.isPresent()) {
                return choice.get();
            }
        }
        String why = shortcoming.text(providers.osName());
        Choice fallback = attempt(new JdkBackendProvider(why, shortcoming.remedy(providers.osName())), sink)
            .orElseThrow(() -> new NoBackendException("no backend works here", rejected));
        return new Choice(fallback.name(), fallback.backend(), fallback.first(), Optional.of(why));
    }

    private void rejectUnloadable() {
        for (String reason : providers.takeUnloadable()) {
            reject("(a provider that cannot be loaded)", reason, Optional.empty());
        }
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
            backend = new GuardedBackend(Objects.requireNonNull(provider.open(sink), "open"));
        } catch (Throwable thrown) {
            BackendException refused = Trouble.unexpected("open", thrown);
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
